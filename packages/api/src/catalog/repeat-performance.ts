import type { z } from "zod";
import { auditValues, recordAudit } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import type { RequestContext } from "../services.ts";
import { copyPerformances, templateParts } from "./copy-performances.ts";
import type { OfficeEventView, repeatPerformanceInput } from "./office.schema.ts";
import { EDITORS, officeEvent, requireEvent } from "./office-events.ts";
import { refusePublish } from "./performance-rules.ts";

/** As many as an event's page and its form are made for. */
const MOST_PERFORMANCES = 200;

/**
 * Writes drafts like a performance at other times, all or none. Where its event plays at one of them already, in the same venue, none is
 * added, so that a repeat of the same request changes nothing. Refuses NOT_FOUND, NOT_YOURS, and PUBLISH_REFUSED for what is
 * past, what would go off sale before it is on sale, and too many.
 */
export async function repeatPerformance(
  ctx: RequestContext,
  { performanceId, startsAt, saleStart }: z.output<typeof repeatPerformanceInput>,
): Promise<OfficeEventView> {
  const known = await ctx.db.performance.findUnique({ where: { id: performanceId }, select: { eventId: true } });
  if (!known) throw new Refusal("NOT_FOUND");
  const { eventId } = known;
  const { organizerId, title } = await requireEvent(ctx, eventId, EDITORS);
  await ctx.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM event WHERE id = ${eventId}::uuid FOR UPDATE`;
    const template = await tx.performance.findUniqueOrThrow({ where: { id: performanceId }, include: templateParts });
    const there = await tx.performance.findMany({
      where: { eventId },
      select: { startsAt: true, venueId: true, status: true },
    });
    const played = new Set(
      there
        .filter(({ venueId, status }) => venueId === template.venueId && status !== "cancelled")
        .map((one) => one.startsAt.getTime()),
    );
    const wanted = [...new Set(startsAt.map((instant) => Date.parse(instant)))].sort((a, b) => a - b);
    const times = wanted.filter((atMs) => !played.has(atMs)).map((atMs) => new Date(atMs));
    if (times.length === 0) return;
    if (times.some((at) => at <= ctx.clock.now())) throw refusePublish("inPast");
    if (there.length + times.length > MOST_PERFORMANCES)
      throw refusePublish("tooManyPerformances", { most: MOST_PERFORMANCES, there: there.length });
    await copyPerformances(
      tx,
      times.map((at) => ({ template, eventId, startsAt: at, saleStart })),
    );
    await recordAudit(tx, ctx, {
      ...{ organizerId, action: "event.repeat", objectId: eventId },
      before: auditValues({ performances: there.length, startsAt: [] }),
      after: auditValues({ performances: there.length + times.length, startsAt: times.map((at) => at.toISOString()) }),
      detail: { name: title, performances: times.length },
    });
  });
  return officeEvent(ctx, eventId);
}
