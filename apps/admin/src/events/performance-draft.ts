import type { OfficeEventView } from "@usher/api/contract";
import { isCurrency } from "@usher/api/money";
import { readMoney, typedMoney } from "../format/typed-money.ts";
import { instantAt, venueTime } from "../format/venue-time.ts";
import { noParts, type PartsDraft, type PartsProblem, partsDraftOf, readParts } from "./parts-draft.ts";

export type OfficePerformance = OfficeEventView["performances"][number];

export const TIME_FIELDS = ["startsAt", "doorsAt", "endsAt", "saleStartsAt", "saleEndsAt", "refundUntil"] as const;
export type TimeField = (typeof TIME_FIELDS)[number];
export const NEEDED_TIMES: readonly TimeField[] = ["startsAt", "saleStartsAt", "saleEndsAt"];

/** One price as it is typed. A row without a face price is not sold. */
export interface PriceDraft {
  readonly chartCategory: number;
  readonly name: string;
  readonly tier: number;
  readonly face: string;
  readonly fee: string;
  /** Percent. */
  readonly tax: string;
}

/** A price for some people, as typed: face prices by category, empty where it is not offered. */
export interface TariffDraft {
  /** Of the row in the form, not of the tariff. */
  readonly key: string;
  readonly name: string;
  readonly faces: Readonly<Record<number, string>>;
  /** Offered from then until then, by the venue's clock; empty: as long as the sale lasts. */
  readonly saleStartsAt: string;
  readonly saleEndsAt: string;
  /** How many at most; empty: as many as there are places. */
  readonly capacity: string;
}

/** An empty row of tariffs. */
export const newTariff = (): TariffDraft => ({
  ...{ key: crypto.randomUUID(), name: "", faces: {} },
  ...{ saleStartsAt: "", saleEndsAt: "", capacity: "" },
});

/** How many places of some categories are sold at most, as typed. */
export interface QuotaDraft {
  /** Of the row in the form. */
  readonly key: string;
  readonly name: string;
  readonly capacity: string;
  readonly chartCategories: readonly number[];
}

/** An empty row of quotas. */
export const newQuota = (): QuotaDraft => ({ key: crypto.randomUUID(), name: "", capacity: "", chartCategories: [] });

/** A performance as it stands in the form: everything as typed, times by the venue's clock. */
export interface PerformanceDraft extends Readonly<Record<TimeField, string>> {
  readonly venueId: string;
  readonly chartRevisionId: string;
  readonly currency: string;
  readonly ticketLimit: string;
  readonly allowsSingles: boolean;
  readonly refundFee: string;
  readonly prices: readonly PriceDraft[];
  readonly tariffs: readonly TariffDraft[];
  readonly quotas: readonly QuotaDraft[];
  readonly parts: PartsDraft;
}

/** Names of fields that cannot be read: `startsAt`, `refundFee`, `price 3`. */
export type DraftProblem =
  | TimeField
  | "refundFee"
  | "ticketLimit"
  | `price ${number}`
  | `tariff ${string}`
  | `quota ${string}`
  | PartsProblem;

/** Times that legs and days say for the performance. */
const TIMES_OF_PARTS: readonly TimeField[] = ["startsAt", "endsAt"];

/** The times that are typed: where places are sold in parts, its beginning and end are theirs. */
export const timesTyped = ({ parts }: PerformanceDraft): readonly TimeField[] =>
  parts.kind === "whole" ? TIME_FIELDS : TIME_FIELDS.filter((field) => !TIMES_OF_PARTS.includes(field));

/** An empty draft. */
export const newDraft: PerformanceDraft = {
  venueId: "",
  chartRevisionId: "",
  startsAt: "",
  doorsAt: "",
  endsAt: "",
  saleStartsAt: "",
  saleEndsAt: "",
  refundUntil: "",
  currency: "EUR",
  ticketLimit: "8",
  allowsSingles: false,
  refundFee: "0",
  prices: [],
  tariffs: [],
  quotas: [],
  parts: noParts,
};

/** A performance that is there, as typed. */
export function draftOf(performance: OfficePerformance): PerformanceDraft {
  const { venue, currency } = performance;
  const time = (iso: string | null) => (iso === null ? "" : venueTime(iso, venue.timeZone));
  return {
    venueId: venue.id,
    chartRevisionId: performance.chartRevisionId,
    startsAt: time(performance.startsAt),
    doorsAt: time(performance.doorsAt),
    endsAt: time(performance.endsAt),
    saleStartsAt: time(performance.saleStartsAt),
    saleEndsAt: time(performance.saleEndsAt),
    refundUntil: time(performance.refundUntil),
    currency,
    ticketLimit: String(performance.ticketLimit),
    allowsSingles: performance.allowsSingles,
    refundFee: typedMoney(performance.refundFeeMinor, currency),
    prices: performance.categories.map(({ chartCategory, name, tier, faceMinor, feeMinor, taxRateBasisPoints }) => ({
      chartCategory,
      name,
      tier,
      face: typedMoney(faceMinor, currency),
      fee: typedMoney(feeMinor, currency),
      tax: String(taxRateBasisPoints / 100),
    })),
    tariffs: performance.tariffs.map(({ id, name, prices, saleStartsAt, saleEndsAt, capacity }) => ({
      key: id,
      name,
      saleStartsAt: time(saleStartsAt),
      saleEndsAt: time(saleEndsAt),
      capacity: capacity === null ? "" : String(capacity),
      faces: Object.fromEntries(
        prices.map(({ chartCategory, faceMinor }) => [chartCategory, typedMoney(faceMinor, currency)]),
      ),
    })),
    quotas: performance.quotas.map(({ name, capacity, chartCategories }) => ({
      ...{ key: name, name, capacity: String(capacity), chartCategories },
    })),
    parts: partsDraftOf(performance),
  };
}

/** A row for each category of a chart, dearest first; what was typed for a category stays. */
export function pricesFor(categories: readonly string[], before: readonly PriceDraft[]): PriceDraft[] {
  return categories.map(
    (name, chartCategory) =>
      before.find((price) => price.chartCategory === chartCategory) ?? {
        chartCategory,
        name,
        tier: Math.min(5, chartCategory + 1),
        face: "",
        fee: "0",
        tax: "0",
      },
  );
}

/**
 * What the server takes, or the fields that cannot be read. A time that still reads as it did keeps its instant: in the
 * hour that the clocks repeat, its text alone would mean the first reading.
 */
export function readDraft(draft: PerformanceDraft, timeZone: string, before: OfficePerformance | null = null) {
  const problems: DraftProblem[] = [];
  const typedTimes = timesTyped(draft);
  const time = (field: TimeField) => {
    if (!typedTimes.includes(field)) return null;
    if (draft[field] === "" && !NEEDED_TIMES.includes(field)) return null;
    const known = before?.[field];
    const isAsBefore = before?.venue.timeZone === timeZone && known && venueTime(known, timeZone) === draft[field];
    const instant = isAsBefore ? known : instantAt(draft[field], timeZone);
    if (instant === null) problems.push(field);
    return instant;
  };
  const times = {
    startsAt: time("startsAt") ?? "",
    doorsAt: time("doorsAt"),
    endsAt: time("endsAt"),
    saleStartsAt: time("saleStartsAt") ?? "",
    saleEndsAt: time("saleEndsAt") ?? "",
    refundUntil: time("refundUntil"),
  };
  const currency = isCurrency(draft.currency) ? draft.currency : "EUR";
  const refundFeeMinor = readMoney(draft.refundFee, currency);
  if (refundFeeMinor === null) problems.push("refundFee");
  const ticketLimit = Number(draft.ticketLimit);
  if (!Number.isInteger(ticketLimit) || ticketLimit < 1 || ticketLimit > 50) problems.push("ticketLimit");
  const categories = draft.prices
    .filter(({ face }) => face.trim() !== "")
    .flatMap((price) => {
      const read = readPrice(price, currency);
      if (!read) problems.push(`price ${price.chartCategory}`);
      return read ? [read] : [];
    });
  // Each category may go without a price, and not all of them.
  const [firstPrice] = draft.prices;
  if (firstPrice && categories.length === 0 && problems.length === 0)
    problems.push(`price ${firstPrice.chartCategory}`);
  const sold = new Set(categories.map(({ chartCategory }) => chartCategory));
  const tariffs = draft.tariffs.flatMap((tariff) => {
    const read = readTariff(tariff, sold, currency, timeZone);
    if (!read) problems.push(`tariff ${tariff.key}`);
    return read ? [read] : [];
  });
  const quotas = draft.quotas.flatMap((quota) => {
    const read = readQuota(quota, sold);
    if (!read) problems.push(`quota ${quota.key}`);
    return read ? [read] : [];
  });
  const parts = readParts(draft.parts, { timeZone, currency, sold: [...sold], before });
  problems.push(...parts.problems);
  if (problems.length > 0) return { problems };
  const { cells } = parts;
  const span = cells.length > 0 ? { startsAt: cells[0]?.startsAt ?? "", endsAt: cells.at(-1)?.endsAt ?? null } : {};
  const { venueId, chartRevisionId } = draft;
  return {
    input: {
      venueId,
      chartRevisionId,
      ...{ ...times, ...span },
      currency,
      ticketLimit,
      allowsSingles: draft.allowsSingles,
      refundFeeMinor: refundFeeMinor ?? 0,
      categories: categories.map((category) => ({ ...category, fares: parts.faresOf(category.chartCategory) })),
      tariffs,
      quotas,
      cells,
    },
  };
}

const MOST_PLACES = 200_000;

/** So many at most, as typed: a whole number above nothing, or null for anything else. */
export function readCapacity(typed: string): number | null {
  const count = /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : 0;
  return count > 0 && count <= MOST_PLACES ? count : null;
}

/** A quota without a name, a number or a category that is sold is not read. */
function readQuota({ name, capacity: typed, chartCategories }: QuotaDraft, sold: ReadonlySet<number>) {
  const capacity = readCapacity(typed);
  const categories = chartCategories.filter((category) => sold.has(category));
  if (name.trim() === "" || capacity === null || categories.length === 0) return null;
  return { name: name.trim(), capacity, chartCategories: categories };
}

/** Prices of categories that are no longer sold are left out; a tariff without a name or a price is not read. */
function readTariff(
  { name, faces, ...offered }: TariffDraft,
  sold: ReadonlySet<number>,
  currency: string,
  timeZone: string,
) {
  const typed = Object.entries(faces).filter(([category, face]) => sold.has(Number(category)) && face.trim() !== "");
  const prices = typed.flatMap(([category, face]) => {
    const faceMinor = readMoney(face, currency);
    return faceMinor === null ? [] : [{ chartCategory: Number(category), faceMinor }];
  });
  if (name.trim() === "" || prices.length === 0 || prices.length < typed.length) return null;
  const time = (text: string) => (text === "" ? null : instantAt(text, timeZone));
  const [saleStartsAt, saleEndsAt] = [time(offered.saleStartsAt), time(offered.saleEndsAt)];
  const capacity = offered.capacity.trim() === "" ? null : readCapacity(offered.capacity);
  const isRead = (text: string, read: unknown) => text.trim() === "" || read !== null;
  const areRead =
    isRead(offered.saleStartsAt, saleStartsAt) &&
    isRead(offered.saleEndsAt, saleEndsAt) &&
    isRead(offered.capacity, capacity);
  return areRead ? { name: name.trim(), prices, saleStartsAt, saleEndsAt, capacity } : null;
}

function readPrice({ chartCategory, name, tier, face, fee, tax }: PriceDraft, currency: string) {
  const faceMinor = readMoney(face, currency);
  const feeMinor = readMoney(fee, currency);
  const taxRateBasisPoints = taxOf(tax);
  if (faceMinor === null || feeMinor === null || taxRateBasisPoints === null || name.trim() === "") return null;
  return { chartCategory, name: name.trim(), tier, faceMinor, feeMinor, taxRateBasisPoints };
}

/** Basis points of a rate typed in percent, 0 to 100; null for anything else. */
export function taxOf(percent: string): number | null {
  // Rates have at most two decimals, so they are read as money of two decimals is.
  const basisPoints = readMoney(percent, "EUR");
  return basisPoints !== null && basisPoints <= 10_000 ? basisPoints : null;
}
