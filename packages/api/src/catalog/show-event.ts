import { Refusal } from "../errors.ts";
import type { Services } from "../services.ts";
import type { EventView, PerformancePageView } from "./catalog.schema.ts";
import {
  agendaItemViewOf,
  eventBaseOf,
  exhibitionParts,
  exhibitorViewOf,
  lineup,
  performanceParts,
  performanceViewOf,
  performersOf,
} from "./catalog-views.ts";
import { competitionIn, type Locale } from "./event-texts.ts";
import { otherDates } from "./related-events.ts";
import type { Genre } from "./genres.ts";

/** A performance stays on its event's page for a day after it began. */
const SHOWN_AFTER_START_MS = 24 * 3_600_000;
const MOST_PERFORMANCES = 200;

/**
 * An event with its performances ahead, soonest first; when all are over, with the last one, so that its page can say
 * so. Refuses NOT_FOUND for a draft.
 */
export async function showEvent(
  services: Services,
  { slug, locale = "en" }: { slug: string; locale?: Locale },
): Promise<EventView> {
  const event = await services.db.event.findUnique({
    where: { slug },
    include: { organizer: true, performers: lineup, ...exhibitionParts },
  });
  if (!event || event.status === "draft") throw new Refusal("NOT_FOUND");
  const shown = { eventId: event.id, status: { not: "draft" as const } };
  const since = new Date(services.clock.nowMs() - SHOWN_AFTER_START_MS);
  let rows = await services.db.performance.findMany({
    // A fair of several days, and a train on its way, are ahead until they end.
    where: { ...shown, OR: [{ startsAt: { gt: since } }, { endsAt: { gt: services.clock.now() } }] },
    include: performanceParts,
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
    take: MOST_PERFORMANCES,
  });
  if (rows.length === 0) {
    rows = await services.db.performance.findMany({
      where: shown,
      include: performanceParts,
      orderBy: { startsAt: "desc" },
      take: 1,
    });
  }
  const { base, description } = eventBaseOf(event, locale);
  const genre = event.genre as Genre | null;
  const performers = performersOf(event.performers, locale);
  const otherEvents = performers.length > 0 ? await otherDates(services, { eventId: event.id, locale }) : [];
  return {
    ...base,
    description,
    genre,
    competition: competitionIn(event, locale),
    performers,
    agenda: event.agenda.map((item) => agendaItemViewOf(item, locale)),
    exhibitors: event.exhibitors.map((exhibitor) => exhibitorViewOf(exhibitor, locale)),
    otherEvents,
    performances: rows.map((row) => performanceViewOf(row, locale)),
  };
}

/** The performance that a map shows, with its event. Refuses NOT_FOUND when either is a draft. */
export async function showPerformance(
  services: Services,
  { performanceId, locale = "en" }: { performanceId: string; locale?: Locale },
): Promise<PerformancePageView> {
  const row = await services.db.performance.findUnique({
    where: { id: performanceId },
    include: { ...performanceParts, event: { include: { organizer: true } } },
  });
  if (!row || row.status === "draft" || row.event.status === "draft") throw new Refusal("NOT_FOUND");
  return { event: eventBaseOf(row.event, locale).base, performance: performanceViewOf(row, locale) };
}
