import { Prisma } from "@usher/db";
import type { Services } from "../services.ts";
import { isAhead } from "./ahead.ts";
import type { EventSummaryView } from "./catalog.schema.ts";
import type { Locale } from "./event-texts.ts";
import { summariesOf } from "./list-events.ts";

const MOST = 6;

/** Other events on show at which one of these performers plays, soonest first, each with its next performance. */
export async function otherDates(
  services: Services,
  { eventId, locale }: { readonly eventId: string; readonly locale: Locale },
): Promise<EventSummaryView[]> {
  const now = services.clock.now();
  const rows = await services.db.$queryRaw<{ id: string; performances: number }[]>`
    SELECT n.id, n.performances FROM (
      SELECT DISTINCT x.event_id FROM event_performer m JOIN event_performer x ON x.performer_id = m.performer_id
      WHERE m.event_id = ${eventId}::uuid AND x.event_id <> ${eventId}::uuid) o
    JOIN event e ON e.id = o.event_id AND e.status = 'published'
    CROSS JOIN LATERAL (
      SELECT p.id, p.starts_at, count(*) OVER ()::int AS performances FROM performance p
      WHERE p.event_id = e.id AND p.status = 'published' AND ${isAhead(Prisma.sql`p`, now)}
      ORDER BY p.starts_at, p.id LIMIT 1) n
    ORDER BY n.starts_at, n.id LIMIT ${MOST}`;
  return summariesOf(services, rows, locale);
}
