import { Prisma, type Tx } from "@usher/db";
import type { EventSummaryView } from "../catalog/catalog.schema.ts";
import {
  aheadWhere,
  cheapestPrice,
  competitionIn,
  converted,
  type ExchangeRates,
  exhibitorTextsIn,
  freshFigures,
  type Genre,
  isAhead,
  liveFigures,
  performerNameIn,
  placeIn,
  readExchangeRates,
  textsIn,
  viewsOf,
} from "../catalog/index.ts";
import type { Services } from "../services.ts";
import { wallDay, wordsOfDay } from "./days.ts";
import { wordsOfCountry, wordsOfGenre } from "./words.ts";

/** A performance as it is found. Only what everybody may see stands in it. Instants are whole seconds. */
export type PerformanceDocument = {
  readonly id: string;
  readonly eventId: string;
  readonly slug: string;
  readonly kind: EventSummaryView["kind"];
  readonly genre: Genre | null;
  readonly status: EventSummaryView["status"];
  readonly posterSeed: number;
  readonly organizerName: string;
  readonly isVerified: boolean;
  readonly performers: readonly string[];
  readonly performerSlugs: readonly string[];
  /** What a fixture is part of; empty for none. */
  readonly competition: string;
  readonly competitionZh: string;
  /** Who shows something, as they are called in both languages. */
  readonly exhibitors: readonly string[];
  /** What people type for the genre, the country and the day, in both languages. */
  readonly genreWords: readonly string[];
  readonly countryWords: readonly string[];
  readonly dayWords: readonly string[];
  readonly venueId: string;
  readonly venue: string;
  readonly venueZh: string;
  readonly city: string;
  readonly cityZh: string;
  readonly countryCode: string;
  readonly timeZone: string;
  readonly title: string;
  readonly titleZh: string;
  readonly subtitle: string;
  readonly subtitleZh: string;
  readonly startsAt: number;
  readonly endsAt: number | null;
  /** Until then people may come: the beginning, or of a fair when its last day closes. */
  readonly aheadUntil: number;
  /** The day on the wall of the venue, 20261114; and of a fair its last. */
  readonly day: number;
  readonly lastDay: number;
  readonly saleStartsAt: number;
  readonly saleEndsAt: number;
  readonly currency: string;
  readonly performanceCount: number;
  readonly _geo?: { readonly lat: number; readonly lng: number };
} & MovingFields;

/** What moves with every sale. */
export type MovingFields = {
  readonly fromPriceMinor: number | null;
  /** The same in cents of a euro, to compare with others. */
  readonly priceEuroCents: number | null;
  readonly left: number | null;
  readonly stepFreeLeft: number | null;
  /** Tickets sold in the last two weeks, each worth five who only looked in the last one. */
  readonly popularity: number;
};

export type PerformerDocument = {
  readonly id: string;
  readonly slug: string;
  readonly kind: "artist" | "team";
  readonly name: string;
  readonly nameZh: string;
  readonly eventCount: number;
};

export type VenueDocument = {
  readonly id: string;
  readonly name: string;
  readonly nameZh: string;
  readonly city: string;
  readonly cityZh: string;
  readonly countryCode: string;
  readonly eventCount: number;
};

const parts = {
  venue: true,
  categories: { select: { faceMinor: true, feeMinor: true, fares: { select: { faceMinor: true } } } },
  event: {
    include: {
      organizer: true,
      performers: { orderBy: { position: "asc" }, include: { performer: true } },
      exhibitors: { orderBy: { position: "asc" }, select: { name: true, summary: true, translations: true } },
    },
  },
} satisfies Prisma.PerformanceInclude;
type FoundPerformance = Prisma.PerformanceGetPayload<{ include: typeof parts }>;

const POPULAR_DAYS = 14;
const VIEWS_A_TICKET = 5;
const P = Prisma.sql`p`;
const seconds = (instant: Date) => Math.floor(instant.getTime() / 1_000);

/** How what is left is found: counted now, at most a second old, or not at all. */
type FiguresWanted = "fresh" | "kept" | "none";

/**
 * Performances as documents, in the order asked for; those that are drafts, cancelled or over are left out. Without figures it is
 * not known what is left, and the price is that of the cheapest category.
 */
export async function performanceDocuments(
  services: Services,
  performanceIds: readonly string[],
  wanted: FiguresWanted = "fresh",
): Promise<PerformanceDocument[]> {
  const ids = [...performanceIds];
  const [rows, rates] = await Promise.all([
    services.db.performance.findMany({
      where: { id: { in: ids }, ...onShow(services) },
      include: parts,
    }),
    readExchangeRates(services.db),
  ]);
  const [figures, events] = await Promise.all([
    figuresOfAll(
      services,
      rows.map(({ id }) => id),
      wanted,
    ),
    eventFacts(services, [...new Set(rows.map(({ eventId }) => eventId))]),
  ]);
  const figuresOf = new Map(figures.map((one) => [one.performanceId, one]));
  const place = new Map(ids.map((id, at) => [id, at]));
  return rows
    .sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
    .map((row) => {
      const facts = events.get(row.eventId) ?? NO_FACTS;
      const moving = movingFields(row, figuresOf.get(row.id), rates, facts.popularity);
      return { ...fixedFields(row, facts.performances), ...moving };
    });
}

function figuresOfAll(services: Services, ids: readonly string[], wanted: FiguresWanted) {
  if (wanted === "none") return [];
  return wanted === "fresh" ? freshFigures(services, ids) : liveFigures(services, ids);
}

/** What of a performance is seen by everybody now: published, of an event on show, and ahead. */
export const onShow = ({ clock }: Services) =>
  ({
    status: "published",
    ...aheadWhere(clock.now()),
    event: { status: "published" },
  }) satisfies Prisma.PerformanceWhereInput;

function fixedFields(row: FoundPerformance, performanceCount: number): Omit<PerformanceDocument, keyof MovingFields> {
  const { event, venue } = row;
  const texts = textsIn(event, "en");
  const chinese = textsIn(event, "zh");
  const [place, placeZh] = [placeIn(venue, "en"), placeIn(venue, "zh")];
  const genre = event.genre as Genre | null;
  const performers = event.performers.map(({ performer }) => performer);
  const { latitude, longitude } = venue;
  return {
    id: row.id,
    eventId: event.id,
    slug: event.slug,
    kind: event.kind,
    genre,
    status: event.status,
    posterSeed: event.posterSeed,
    organizerName: event.organizer.name,
    isVerified: event.organizer.verifiedAt !== null,
    performers: distinct(performers.flatMap((one) => [performerNameIn(one, "en"), performerNameIn(one, "zh")])),
    performerSlugs: performers.map(({ slug }) => slug),
    competition: competitionIn(event, "en") ?? "",
    competitionZh: competitionIn(event, "zh") ?? "",
    exhibitors: distinct(
      event.exhibitors.flatMap((one) => [exhibitorTextsIn(one, "en").name, exhibitorTextsIn(one, "zh").name]),
    ),
    genreWords: genre ? wordsOfGenre(genre) : [],
    countryWords: wordsOfCountry(venue.countryCode),
    dayWords: wordsOfDay(row.startsAt, venue.timeZone),
    venueId: venue.id,
    venue: place.name,
    venueZh: placeZh.name,
    city: place.city,
    cityZh: placeZh.city,
    countryCode: venue.countryCode,
    timeZone: venue.timeZone,
    title: texts.title,
    titleZh: chinese.title,
    subtitle: texts.subtitle,
    subtitleZh: chinese.subtitle,
    startsAt: seconds(row.startsAt),
    endsAt: row.endsAt && seconds(row.endsAt),
    aheadUntil: seconds(row.openUntil ?? row.startsAt),
    day: wallDay(row.startsAt, venue.timeZone),
    lastDay: wallDay(row.openUntil ?? row.startsAt, venue.timeZone),
    saleStartsAt: seconds(row.saleStartsAt),
    saleEndsAt: seconds(row.saleEndsAt),
    currency: row.currency,
    performanceCount,
    ...(latitude !== null && longitude !== null && { _geo: { lat: latitude, lng: longitude } }),
  };
}

interface Figures {
  readonly left: number;
  readonly stepFreeLeft: number;
  readonly fromPriceMinor: number | null;
}

function movingFields(
  row: { readonly currency: string; readonly categories: Parameters<typeof cheapestPrice>[0] },
  figures: Figures | undefined,
  rates: ExchangeRates,
  popularity: number,
): MovingFields {
  // While the map is being set up nobody knows what is left; the price is then that of the whole house.
  const fromPriceMinor = figures ? figures.fromPriceMinor : cheapestPrice(row.categories);
  return {
    fromPriceMinor,
    priceEuroCents: fromPriceMinor === null ? null : converted(rates, fromPriceMinor, row.currency, "EUR"),
    left: figures?.left ?? null,
    stepFreeLeft: figures?.stepFreeLeft ?? null,
    popularity,
  };
}

/** What moved of performances, with their ids. Those that nobody may see are left out. */
export async function movingParts(
  services: Services,
  performanceIds: readonly string[],
): Promise<({ id: string } & MovingFields)[]> {
  const [rows, rates, figures] = await Promise.all([
    services.db.performance.findMany({
      where: { id: { in: [...performanceIds] }, ...onShow(services) },
      select: { id: true, eventId: true, currency: true, categories: parts.categories },
    }),
    readExchangeRates(services.db),
    freshFigures(services, performanceIds),
  ]);
  const events = await eventFacts(services, [...new Set(rows.map(({ eventId }) => eventId))]);
  const figuresOf = new Map(figures.map((one) => [one.performanceId, one]));
  return rows.flatMap((row) => {
    const known = figuresOf.get(row.id);
    const { popularity } = events.get(row.eventId) ?? NO_FACTS;
    return known ? [{ id: row.id, ...movingFields(row, known, rates, popularity) }] : [];
  });
}

interface EventFacts {
  /** How many it has ahead. */
  readonly performances: number;
  readonly popularity: number;
}
const NO_FACTS: EventFacts = { performances: 1, popularity: 0 };

async function eventFacts(services: Services, eventIds: string[]): Promise<ReadonlyMap<string, EventFacts>> {
  const now = services.clock.now();
  const since = new Date(now.getTime() - POPULAR_DAYS * 86_400_000);
  const reading = services.db.$queryRaw<{ id: string; performances: number; sold: number }[]>`
    SELECT e.id,
      (SELECT count(*)::int FROM performance p
        WHERE p.event_id = e.id AND p.status = 'published' AND ${isAhead(P, now)}) AS performances,
      (SELECT count(*)::int FROM ticket t JOIN performance p ON p.id = t.performance_id
        WHERE p.event_id = e.id AND t.created_at > ${since}) AS sold
    FROM unnest(${eventIds}::uuid[]) AS e(id)`;
  const [rows, views] = await Promise.all([reading, viewsOf(services, eventIds)]);
  return new Map(
    rows.map(({ id, performances, sold }) => {
      const popularity = sold * VIEWS_A_TICKET + (views.get(id) ?? 0);
      return [id, { performances, popularity }];
    }),
  );
}

/** Performers with how many events on show they play at; those with none are left out. `ids` null: all after `after`. */
export async function performerDocuments(
  db: Pick<Tx, "$queryRaw">,
  now: Date,
  page: Page,
): Promise<PerformerDocument[]> {
  const rows = await db.$queryRaw<
    { id: string; slug: string; kind: "artist" | "team"; name: string; translations: unknown; events: number }[]
  >`
    SELECT f.id, f.slug, f.kind::text, f.name, f.translations, c.events FROM performer f
    CROSS JOIN LATERAL (SELECT count(*)::int AS events FROM event_performer x JOIN event e ON e.id = x.event_id
      WHERE x.performer_id = f.id AND e.status = 'published' AND EXISTS (SELECT 1 FROM performance p
        WHERE p.event_id = e.id AND p.status = 'published' AND ${isAhead(P, now)})) c
    WHERE ${pageCondition(Prisma.sql`f.id`, page)} AND c.events > 0 ORDER BY f.id LIMIT ${page.most}`;
  return rows.map(({ translations, events, ...row }) => ({
    ...row,
    nameZh: performerNameIn({ name: row.name, translations }, "zh"),
    eventCount: events,
  }));
}

/** Venues with how many events on show they have; those with none are left out. */
export async function venueDocuments(db: Pick<Tx, "$queryRaw">, now: Date, page: Page): Promise<VenueDocument[]> {
  const rows = await db.$queryRaw<
    { id: string; name: string; city: string; countryCode: string; translations: unknown; events: number }[]
  >`
    SELECT v.id, v.name, v.city, v.country_code AS "countryCode", v.translations, c.events FROM venue v
    CROSS JOIN LATERAL (SELECT count(DISTINCT e.id)::int AS events FROM performance p JOIN event e ON e.id = p.event_id
      WHERE p.venue_id = v.id AND p.status = 'published' AND ${isAhead(P, now)} AND e.status = 'published') c
    WHERE ${pageCondition(Prisma.sql`v.id`, page)} AND c.events > 0 ORDER BY v.id LIMIT ${page.most}`;
  return rows.map(({ translations, events, ...row }) => {
    const chinese = placeIn({ ...row, translations }, "zh");
    return { ...row, nameZh: chinese.name, cityZh: chinese.city, eventCount: events };
  });
}

/** Which rows: these ids, or the next ones after an id. */
export interface Page {
  readonly ids?: readonly string[];
  readonly after?: string | null;
  readonly most: number;
}

function pageCondition(id: Prisma.Sql, { ids, after }: Page): Prisma.Sql {
  if (ids) return Prisma.sql`${id} = ANY(${[...ids]}::uuid[])`;
  return after ? Prisma.sql`${id} > ${after}::uuid` : Prisma.sql`true`;
}

const distinct = (texts: readonly string[]) => [...new Set(texts)];
