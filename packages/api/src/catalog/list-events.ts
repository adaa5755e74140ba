import { Prisma } from "@usher/db";
import type { z } from "zod";
import { Refusal } from "../errors.ts";
import type { Services } from "../services.ts";
import { isAhead } from "./ahead.ts";
import { cheapestPrice } from "./fares.ts";
import type { EventSummaryView, listEventsInput, listEventsView } from "./catalog.schema.ts";
import { type EventRow, eventBaseOf } from "./catalog-views.ts";
import { type Locale, placeIn } from "./event-texts.ts";

const summaryParts = {
  venue: true,
  categories: { include: { fares: true } },
  event: { include: { organizer: true } },
} as const;
type NextPerformance = Prisma.PerformanceGetPayload<{ include: typeof summaryParts }>;

/**
 * Published events with a performance ahead, soonest first, each with its next performance and how many it has ahead.
 * The cursor is the performance of the last line, so the list goes on at the same place while others come and go.
 * Refuses NOT_FOUND for a cursor that names nothing.
 */
export async function listEvents(
  services: Services,
  input: z.input<typeof listEventsInput>,
): Promise<z.infer<typeof listEventsView>> {
  const { limit = 24, locale = "en" } = input;
  const found = await findNext(services, input, limit + 1);
  const shown = found.slice(0, limit);
  const events = await summariesOf(services, shown, locale);
  return { events, nextCursor: found.length > limit ? (shown.at(-1)?.id ?? null) : null };
}

/** Events by these performances, in the order given, each with how many it has ahead. */
export async function summariesOf(
  services: Services,
  next: readonly { readonly id: string; readonly performances: number }[],
  locale: Locale,
): Promise<EventSummaryView[]> {
  const rows = await services.db.performance.findMany({
    where: { id: { in: next.map(({ id }) => id) } },
    include: summaryParts,
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return next.flatMap(({ id, performances }) => {
    const row = byId.get(id);
    return row ? [summaryOf(row, performances, locale)] : [];
  });
}

/** The first performance ahead of each event that fits, by (start, id): an index walk that stops when the page is full. */
async function findNext(services: Services, input: z.input<typeof listEventsInput>, most: number) {
  const { city, kind, cursor } = input;
  const now = services.clock.now();
  const after = cursor
    ? await services.db.performance.findUnique({ where: { id: cursor }, select: { startsAt: true } })
    : null;
  if (cursor && !after) throw new Refusal("NOT_FOUND");
  const beyond = after ? Prisma.sql`AND (p.starts_at, p.id) > (${after.startsAt}, ${cursor}::uuid)` : Prisma.empty;
  const ofKind = kind ? Prisma.sql`AND e.kind = ${kind}::"EventKind"` : Prisma.empty;
  const inCity = (venueId: Prisma.Sql) =>
    city
      ? Prisma.sql`AND EXISTS (SELECT 1 FROM venue v WHERE v.id = ${venueId} AND lower(v.city) = lower(${city}))`
      : Prisma.empty;
  const ahead = (alias: Prisma.Sql) =>
    Prisma.sql`${alias}.status = 'published' AND ${isAhead(alias, now)} ${inCity(Prisma.sql`${alias}.venue_id`)}`;
  const q = Prisma.sql`q`;
  return services.db.$queryRaw<{ id: string; performances: number }[]>`
    SELECT p.id, (SELECT count(*)::int FROM performance q WHERE q.event_id = p.event_id AND ${ahead(q)}) AS performances
    FROM performance p JOIN event e ON e.id = p.event_id
    WHERE e.status = 'published' AND ${ahead(Prisma.sql`p`)} ${ofKind} ${beyond}
      AND NOT EXISTS (
        SELECT 1 FROM performance q WHERE q.event_id = p.event_id AND (q.starts_at, q.id) < (p.starts_at, p.id) AND ${ahead(q)})
    ORDER BY p.starts_at, p.id LIMIT ${most}`;
}

function summaryOf(row: NextPerformance, performanceCount: number, locale: Locale): EventSummaryView {
  const event: EventRow = row.event;
  const place = placeIn(row.venue, locale);
  return {
    ...eventBaseOf(event, locale).base,
    next: {
      performanceId: row.id,
      startsAt: row.startsAt.toISOString(),
      saleStartsAt: row.saleStartsAt.toISOString(),
      saleEndsAt: row.saleEndsAt.toISOString(),
      venueName: place.name,
      city: place.city,
      countryCode: row.venue.countryCode,
      timeZone: row.venue.timeZone,
      currency: row.currency,
      fromPriceMinor: cheapestPrice(row.categories),
    },
    performanceCount,
  };
}
