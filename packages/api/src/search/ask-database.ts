import { Prisma } from "@usher/db";
import { isAhead } from "../catalog/index.ts";
import type { Services } from "../services.ts";
import { type Found, HITS_A_PAGE } from "./ask-engine.ts";
import { daysLater } from "./days.ts";
import { type PerformanceDocument, performanceDocuments } from "./documents.ts";
import { hitOf, marksIn, MARK_BEGINS, MARK_ENDS } from "./hits.ts";
import { MOST_NEAREST, waysOut } from "./nearest.ts";
import type { SearchHitView } from "./search.schema.ts";
import { plain } from "./understood.ts";
import { type Condition, distanceKm, fits, type Wanted } from "./wanted.ts";
import { genresSaidBy, tellingWords } from "./words.ts";

/** How many evenings are looked through, the soonest first. */
const MOST_LOOKED_AT = 600;
const MOST_WORDS = 8;

/**
 * The search without its engine: evenings whose words contain everything that was typed, letter for letter, are read from
 * Postgres, and the other conditions are tried on them here. Slower, and blind beyond the soonest 600 that fit.
 */
export async function askDatabase(services: Services, wanted: Wanted, page: number): Promise<Found> {
  const all = await performanceDocuments(services, await findIds(services, wanted), figuresFor(wanted));
  const found = chosen(all, wanted, []);
  const nearest = found.length === 0 && page === 1 ? await findNearest(services, wanted) : null;
  const first = (page - 1) * HITS_A_PAGE;
  const shown = await withFigures(services, nearest?.found ?? found.slice(first, first + HITS_A_PAGE));
  return {
    hits: shown.map((one) => hitOf(one, wanted, titleMarks(one, wanted))),
    total: found.length,
    nextPage: first + HITS_A_PAGE < found.length ? page + 1 : null,
    understood: null,
    givenUp: nearest?.givenUp ?? null,
    performers: [],
    venues: [],
    kinds: counted(all, wanted, ["kinds", "genres"], ({ kind }) => kind),
    genres: counted(all, wanted, ["genres"], ({ genre }) => genre),
    cities: counted(all, wanted, ["cities"], ({ city }) => city),
  };
}

/** Some events for each of several questions, from the soonest evenings there are. */
export async function askDatabaseEach(
  services: Services,
  questions: readonly { readonly wanted: Wanted; readonly most: number }[],
): Promise<{ hits: SearchHitView[]; total: number }[]> {
  // Those about the same cities look through the same evenings.
  const byCities = new Map<string, Promise<PerformanceDocument[]>>();
  const eveningsFor = (wanted: Wanted) => {
    const key = JSON.stringify(wanted.cities);
    const known = byCities.get(key) ?? readEvenings(services, wanted);
    byCities.set(key, known);
    return known;
  };
  return Promise.all(
    questions.map(async ({ wanted, most }) => {
      const found = chosen(await eveningsFor(wanted), wanted, []);
      return { hits: found.slice(0, most).map((one) => hitOf(one, wanted, [])), total: found.length };
    }),
  );
}

async function readEvenings(services: Services, wanted: Wanted): Promise<PerformanceDocument[]> {
  const ids = await findIds(services, { ...wanted, words: "", days: { from: null, until: null } });
  return performanceDocuments(services, ids, "kept");
}

/** What is left is counted for hundreds only where it decides who is found; else for those that are shown. */
function figuresFor({ onlyAvailable, onlyStepFree, price, sort }: Wanted): "kept" | "none" {
  return onlyAvailable || onlyStepFree || price !== null || sort === "price" ? "kept" : "none";
}

async function withFigures(services: Services, documents: readonly PerformanceDocument[]) {
  const missing = documents.filter(({ left }) => left === null).map(({ id }) => id);
  const known = new Map((await performanceDocuments(services, missing, "kept")).map((one) => [one.id, one]));
  return documents.map((one) => known.get(one.id) ?? one);
}

function chosen(all: readonly PerformanceDocument[], wanted: Wanted, without: readonly Condition[]) {
  return inOrder(oncePerEvent(all.filter((one) => fits(one, wanted, without))), wanted);
}

async function findNearest(services: Services, wanted: Wanted) {
  for (const { givenUp, words, without, strategy } of waysOut(wanted)) {
    // Here words are all there or not.
    if (strategy === "last") continue;
    const days = without.includes("days") ? { from: null, until: null } : wanted.days;
    const less = { ...wanted, words, days, cities: without.includes("cities") ? [] : wanted.cities };
    const all = await performanceDocuments(services, await findIds(services, less), figuresFor(less));
    const found = chosen(all, less, without);
    if (found.length > 0) return { givenUp, found: found.slice(0, MOST_NEAREST) };
  }
  return null;
}

/** What narrows down much is asked of the database; prices, distances and what is left are tried afterwards. */
async function findIds(services: Services, wanted: Wanted): Promise<string[]> {
  const words = tellingWords(wanted.words.replaceAll('"', " ")).slice(0, MOST_WORDS);
  const has = (word: string) => {
    const pattern = `%${word.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    return Prisma.sql`AND (e.genre = ANY(${genresSaidBy(word)}::text[]) OR concat_ws(' ', e.title, e.subtitle, e.competition, e.translations::text, v.name, v.city, v.translations::text,
      o.name, (SELECT string_agg(f.name || ' ' || f.translations::text, ' ') FROM event_performer x
        JOIN performer f ON f.id = x.performer_id WHERE x.event_id = e.id),
      (SELECT string_agg(concat_ws(' ', x.name, x.translations #>> '{zh,name}'), ' ') FROM exhibitor x
        WHERE x.event_id = e.id)) ILIKE ${pattern})`;
  };
  const rows = await services.db.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM performance p JOIN event e ON e.id = p.event_id JOIN venue v ON v.id = p.venue_id
      JOIN organizer o ON o.id = e.organizer_id
    WHERE p.status = 'published' AND e.status = 'published' AND ${isAhead(Prisma.sql`p`, services.clock.now())}
      ${daysCondition(wanted)} ${citiesCondition(wanted)} ${Prisma.join(words.length > 0 ? words.map(has) : [Prisma.empty], " ")}
    ORDER BY p.starts_at, p.id LIMIT ${MOST_LOOKED_AT}`;
  return rows.map(({ id }) => id);
}

function citiesCondition({ cities }: Wanted): Prisma.Sql {
  return cities.length > 0 ? Prisma.sql`AND v.city = ANY(${[...cities]}::text[])` : Prisma.empty;
}

/** A day more on either side: what day it is on the venue's wall is tried afterwards. */
function daysCondition({ days }: Wanted): Prisma.Sql {
  const at = (day: number, more: number) => {
    const text = String(day);
    return new Date(`${daysLater(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`, more)}T00:00:00Z`);
  };
  const from =
    days.from === null ? Prisma.empty : Prisma.sql`AND coalesce(p.open_until, p.starts_at) >= ${at(days.from, -1)}`;
  const until = days.until === null ? Prisma.empty : Prisma.sql`AND p.starts_at < ${at(days.until, 2)}`;
  return Prisma.sql`${from} ${until}`;
}

function oncePerEvent(documents: readonly PerformanceDocument[]): PerformanceDocument[] {
  const seen = new Set<string>();
  return documents.filter(({ eventId }) => !seen.has(eventId) && seen.add(eventId));
}

/** Titles that have what was typed go before texts that do; else by what was asked for, and by date. */
function inOrder(documents: readonly PerformanceDocument[], wanted: Wanted): PerformanceDocument[] {
  const words = tellingWords(plain(wanted.words));
  const inTitle = (one: PerformanceDocument) => {
    const title = plain(`${one.title} ${one.titleZh}`);
    return words.every((word) => title.includes(word)) ? 0 : 1;
  };
  const ways: Record<Wanted["sort"], (one: PerformanceDocument) => number> = {
    relevance: inTitle,
    date: ({ startsAt }) => startsAt,
    price: ({ priceEuroCents }) => priceEuroCents ?? Infinity,
    popularity: ({ popularity }) => -popularity,
    saleStart: ({ saleStartsAt }) => saleStartsAt,
    distance: (one) => distanceKm(one, wanted) ?? Infinity,
  };
  const by = ways[wanted.sort];
  return documents.toSorted((a, b) => by(a) - by(b) || a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));
}

function counted<T extends string>(
  documents: readonly PerformanceDocument[],
  wanted: Wanted,
  without: readonly Condition[],
  facetOf: (one: PerformanceDocument) => T | null,
): { value: T; count: number }[] {
  const counts = new Map<T, number>();
  for (const one of oncePerEvent(documents.filter((document) => fits(document, wanted, without)))) {
    const value = facetOf(one);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
}

function titleMarks(document: PerformanceDocument, wanted: Wanted) {
  const title = wanted.locale === "zh" ? document.titleZh : document.title;
  const words = tellingWords(wanted.words);
  if (words.length === 0) return [];
  const any = new RegExp(words.map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|"), "giu");
  return marksIn(title.replaceAll(any, (found) => `${MARK_BEGINS}${found}${MARK_ENDS}`));
}
