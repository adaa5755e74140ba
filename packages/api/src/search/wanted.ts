import { converted, type ExchangeRates } from "../catalog/index.ts";
import type { PerformanceDocument } from "./documents.ts";
import { type DayRange, dayNumber, takeDays } from "./days.ts";
import type { SearchInput } from "./search.schema.ts";
import { askedWords } from "./words.ts";

/** What is wanted, ready to be asked: days as numbers, the price in one currency, words without those that say when. */
export interface Wanted {
  readonly words: string;
  readonly locale: SearchInput["locale"];
  readonly kinds: readonly SearchInput["kinds"][number][];
  readonly genres: readonly string[];
  readonly cities: readonly string[];
  readonly days: { readonly from: number | null; readonly until: number | null };
  readonly price: WantedPrice | null;
  readonly onlyAvailable: boolean;
  readonly onlyStepFree: boolean;
  /** Whose sale opens later. */
  readonly onlySoon: boolean;
  readonly performer: string | null;
  readonly venueId: string | null;
  readonly near: { readonly latitude: number; readonly longitude: number } | null;
  readonly withinKm: number | null;
  readonly sort: SearchInput["sort"] | "saleStart";
  readonly nowSeconds: number;
}

/** In cents of a euro where a rate is known; else only prices in the same currency can be compared. */
export type WantedPrice =
  | { readonly mostEuroCents: number }
  | { readonly mostMinor: number; readonly currency: string };

/** Reads a request. Words such as "tonight" become days, counted from `today`. */
export function readWanted(input: SearchInput, rates: ExchangeRates, nowMs: number): Wanted {
  const today = input.today ?? new Date(nowMs).toISOString().slice(0, 10);
  const { words, days } = takeDays(input.words, today);
  const near = input.near ?? null;
  return {
    words: askedWords(words),
    locale: input.locale,
    kinds: input.kinds,
    genres: input.genres,
    cities: input.cities,
    days: daysOf(input, days),
    price: priceOf(input, rates),
    onlyAvailable: input.onlyAvailable,
    onlyStepFree: input.onlyStepFree,
    onlySoon: input.onlySoon,
    performer: input.performer ?? null,
    venueId: input.venueId ?? null,
    near,
    withinKm: near ? (input.withinKm ?? null) : null,
    sort: input.sort === "distance" && !near ? "relevance" : input.sort,
    nowSeconds: Math.floor(nowMs / 1_000),
  };
}

/** Both the days that were chosen and those that were typed: what lies in both. */
function daysOf({ fromDay, untilDay }: SearchInput, typed: DayRange | null): Wanted["days"] {
  const from = [fromDay, typed?.fromDay].filter((day) => day != null).map(dayNumber);
  const until = [untilDay, typed?.untilDay].filter((day) => day != null).map(dayNumber);
  return {
    from: from.length > 0 ? Math.max(...from) : null,
    until: until.length > 0 ? Math.min(...until) : null,
  };
}

function priceOf({ mostPerTicketMinor, currency }: SearchInput, rates: ExchangeRates): WantedPrice | null {
  if (mostPerTicketMinor == null) return null;
  const mostEuroCents = converted(rates, mostPerTicketMinor, currency, "EUR");
  return mostEuroCents === null ? { mostMinor: mostPerTicketMinor, currency } : { mostEuroCents };
}

/** Filters that can be given up or left out of a count, each by its name. */
export type Condition = "kinds" | "genres" | "cities" | "days" | "price" | "distance" | "others";

const quoted = (text: string) => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
const oneOf = (field: string, values: readonly string[]) => `${field} IN [${values.map(quoted).join(", ")}]`;

/** The conditions in the engine's words. What is over is never shown. */
export function filterOf(wanted: Wanted, without: readonly Condition[] = []): string[] {
  const { kinds, genres, cities, days, near, withinKm, nowSeconds } = wanted;
  const by: Record<Condition, readonly (string | false)[]> = {
    kinds: [kinds.length > 0 && oneOf("kind", kinds)],
    genres: [genres.length > 0 && oneOf("genre", genres)],
    cities: [cities.length > 0 && oneOf("city", cities)],
    days: [days.from !== null && `lastDay >= ${days.from}`, days.until !== null && `day <= ${days.until}`],
    price: [priceFilter(wanted.price)],
    distance: [
      near !== null &&
        withinKm !== null &&
        `_geoRadius(${near.latitude}, ${near.longitude}, ${Math.round(withinKm * 1_000)})`,
    ],
    others: [
      wanted.onlyAvailable && `left > 0 AND saleStartsAt <= ${nowSeconds} AND saleEndsAt > ${nowSeconds}`,
      wanted.onlyStepFree && "stepFreeLeft > 0",
      wanted.onlySoon && `saleStartsAt > ${nowSeconds}`,
      wanted.performer !== null && `performerSlugs = ${quoted(wanted.performer)}`,
      wanted.venueId !== null && `venueId = ${quoted(wanted.venueId)}`,
    ],
  };
  const kept = (Object.keys(by) as Condition[]).filter((name) => !without.includes(name));
  const asked = kept.flatMap((name) => by[name]).filter((one) => one !== false);
  return [`aheadUntil > ${nowSeconds}`, ...asked];
}

function priceFilter(price: WantedPrice | null): string | false {
  if (!price) return false;
  if ("mostEuroCents" in price) return `priceEuroCents <= ${price.mostEuroCents}`;
  return `currency = ${quoted(price.currency)} AND fromPriceMinor <= ${price.mostMinor}`;
}

/** The same conditions, of a document in hand; for when there is no engine to ask. */
export function fits(document: PerformanceDocument, wanted: Wanted, without: readonly Condition[] = []): boolean {
  const { kinds, genres, cities, days, nowSeconds } = wanted;
  const by: Record<Condition, () => boolean> = {
    kinds: () => kinds.length === 0 || kinds.includes(document.kind),
    genres: () => genres.length === 0 || (document.genre !== null && genres.includes(document.genre)),
    cities: () => cities.length === 0 || cities.includes(document.city),
    days: () => document.lastDay >= (days.from ?? 0) && document.day <= (days.until ?? Number.MAX_SAFE_INTEGER),
    price: () => costsAtMost(document, wanted.price),
    distance: () => wanted.withinKm === null || (distanceKm(document, wanted) ?? Infinity) <= wanted.withinKm,
    others: () =>
      (!wanted.onlyAvailable || canBeBought(document, nowSeconds)) &&
      (!wanted.onlyStepFree || (document.stepFreeLeft ?? 0) > 0) &&
      (!wanted.onlySoon || document.saleStartsAt > nowSeconds) &&
      (wanted.performer === null || document.performerSlugs.includes(wanted.performer)) &&
      (wanted.venueId === null || document.venueId === wanted.venueId),
  };
  return (Object.keys(by) as Condition[]).every((name) => without.includes(name) || by[name]());
}

function costsAtMost(document: PerformanceDocument, price: WantedPrice | null): boolean {
  if (!price) return true;
  if ("mostEuroCents" in price)
    return document.priceEuroCents !== null && document.priceEuroCents <= price.mostEuroCents;
  const { fromPriceMinor, currency } = document;
  return fromPriceMinor !== null && currency === price.currency && fromPriceMinor <= price.mostMinor;
}

function canBeBought({ left, saleStartsAt, saleEndsAt }: PerformanceDocument, nowSeconds: number): boolean {
  return (left ?? 0) > 0 && saleStartsAt <= nowSeconds && saleEndsAt > nowSeconds;
}

const EARTH_RADIUS_KM = 6_371;

/** Kilometres over the ground (haversine), or null where either place is not known. */
export function distanceKm({ _geo }: Pick<PerformanceDocument, "_geo">, { near }: Wanted): number | null {
  if (!near || !_geo) return null;
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [from, to] = [radians(near.latitude), radians(_geo.lat)];
  const half =
    Math.sin((to - from) / 2) ** 2 +
    Math.cos(from) * Math.cos(to) * Math.sin(radians(_geo.lng - near.longitude) / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(half)));
}
