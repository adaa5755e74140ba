import type { z } from "zod";
import { Refusal } from "../errors.ts";
import type { RequestContext } from "../services.ts";
import type { gatePerformancesView } from "./gate.schema.ts";
import { GATE_ROLES } from "./gate-access.ts";

const SHOWN_AFTER_MS = 24 * 3_600_000;
const MOST = 100;

/**
 * What the caller may admit people to: published performances of their organizers from yesterday on, and those that last.
 * Refuses NOT_SIGNED_IN.
 */
export async function gatePerformances(ctx: RequestContext): Promise<z.infer<typeof gatePerformancesView>> {
  const { personId } = ctx.caller;
  if (!personId) throw new Refusal("NOT_SIGNED_IN");
  const performances = await ctx.db.performance.findMany({
    where: {
      status: "published",
      OR: [{ startsAt: { gt: new Date(ctx.clock.nowMs() - SHOWN_AFTER_MS) } }, { endsAt: { gt: ctx.clock.now() } }],
      organizer: { memberships: { some: { personId, role: { in: [...GATE_ROLES] } } } },
    },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
    take: MOST,
    select: {
      id: true,
      organizerId: true,
      startsAt: true,
      event: { select: { title: true } },
      venue: { select: { name: true, timeZone: true } },
    },
  });
  const counts = await ctx.db.ticket.groupBy({
    by: ["performanceId"],
    where: { status: "valid", performanceId: { in: performances.map(({ id }) => id) } },
    _count: true,
  });
  const ticketCounts = new Map(counts.map(({ performanceId, _count }) => [performanceId, _count]));
  return {
    performances: performances.map(({ id, organizerId, startsAt, event, venue }) => ({
      performanceId: id,
      organizerId,
      title: event.title,
      startsAt: startsAt.toISOString(),
      venueName: venue.name,
      timeZone: venue.timeZone,
      ticketCount: ticketCounts.get(id) ?? 0,
    })),
  };
}
