import type { Prisma, Tx } from "@usher/db";
import { recordAudit } from "../accounts/index.ts";
import { cellsOf, rebuildAvailability } from "../availability/index.ts";
import { enqueue } from "../kernel/jobs.ts";
import { seatsOffChart, usedCategories } from "../seating/index.ts";
import type { RequestContext } from "../services.ts";
import type { OfficeEventView } from "./office.schema.ts";
import { tellChange } from "./tell-change.ts";
import { EDITORS, officeEvent, requireEvent } from "./office-events.ts";
import { checkCoverage, checkPrices, checkTimes, refusePublish } from "./performance-rules.ts";

/**
 * Puts an event and its draft performances ahead on show, or takes the event back while nobody has bought of it.
 * Refuses PUBLISH_REFUSED with a `reason`, NOT_FOUND and NOT_YOURS.
 */
export async function publishEvent(
  ctx: RequestContext,
  { eventId, publish }: { eventId: string; publish: boolean },
): Promise<OfficeEventView> {
  await requireEvent(ctx, eventId, EDITORS);
  if (publish) await putOnShow(ctx, eventId);
  else await ctx.db.$transaction((tx) => takeBack(tx, ctx, eventId));
  return officeEvent(ctx, eventId);
}

const whole = { categories: true, chartRevision: { select: { geometryHash: true, categories: true } } } as const;
type WholePerformance = Prisma.PerformanceGetPayload<{ include: typeof whole }>;

async function lockEvent(tx: Tx, eventId: string) {
  await tx.$executeRaw`SELECT 1 FROM event WHERE id = ${eventId}::uuid FOR UPDATE`;
  return tx.event.findUniqueOrThrow({ where: { id: eventId }, include: { performances: { include: whole } } });
}

async function putOnShow(ctx: RequestContext, eventId: string): Promise<void> {
  const opened = await ctx.db.$transaction(async (tx) => {
    const event = await lockEvent(tx, eventId);
    if (event.status === "cancelled") throw refusePublish("cancelled");
    const now = ctx.clock.now();
    const ahead = event.performances.filter(({ startsAt, status }) => startsAt > now && status !== "cancelled");
    if (ahead.length === 0) throw refusePublish("noPerformanceAhead");
    const drafts = ahead.filter(({ status }) => status === "draft");
    for (const performance of drafts) await openPerformance(tx, ctx, performance);
    await tx.event.update({ where: { id: eventId }, data: { status: "published" } });
    await tellChange(tx, { eventId, slug: event.slug, posterSeed: event.posterSeed });
    await recordAudit(tx, ctx, {
      ...{ organizerId: event.organizerId, action: "event.publish", objectId: eventId },
      before: { status: event.status },
      after: { status: "published" },
      detail: { name: event.title, performances: drafts.length },
    });
    return drafts;
  });
  // The job does the same again if this process dies here, or Redis is away.
  for (const { id } of opened) {
    await rebuildAvailability(ctx, id, "published").catch((error: unknown) => {
      ctx.log.warn({ performanceId: id, err: error }, "availability is built later");
    });
  }
}

async function openPerformance(tx: Tx, ctx: RequestContext, performance: WholePerformance): Promise<void> {
  const { id, categories, chartRevision, seatCount, cellCount } = performance;
  const names = chartRevision.categories as string[];
  checkTimes(performance);
  checkPrices(categories, names, performance);
  checkCoverage(categories, await usedCategories(ctx, chartRevision.geometryHash), names);
  const missing = await seatsOffChart(ctx, chartRevision.geometryHash, seatCount);
  await keepBack(tx, id, cellsOf(missing, cellCount, { from: 0, to: cellCount }));
  await tx.performance.update({ where: { id }, data: { status: "published" } });
  await enqueue(tx, "availability.rebuild", { performanceId: id, reason: "published" }, { key: `rebuild:${id}` });
}

/** Indexes that no seat of the chart stands behind are not for sale. */
async function keepBack(tx: Tx, performanceId: string, indexes: readonly number[]): Promise<void> {
  if (indexes.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO seat_state (performance_id, seat_index, state, revision)
    SELECT ${performanceId}::uuid, missing.index, 3, 1 FROM unnest(${[...indexes]}::int[]) AS missing(index)
    ON CONFLICT DO NOTHING`;
}

async function takeBack(tx: Tx, ctx: RequestContext, eventId: string): Promise<void> {
  const { status, slug, title, organizerId, performances } = await lockEvent(tx, eventId);
  if (status === "cancelled") throw refusePublish("cancelled");
  if (status === "draft") return;
  const ids = performances.map(({ id }) => id);
  // A claim is somebody paying this minute: as good as sold.
  const sold = await tx.ticket.count({ where: { performanceId: { in: ids }, status: "valid" } });
  const claimed = await tx.seatState.count({ where: { performanceId: { in: ids }, orderId: { not: null } } });
  const bought = sold + claimed;
  if (bought > 0) throw refusePublish("ticketsSold", { tickets: bought });
  await tx.performance.updateMany({ where: { eventId, status: "published" }, data: { status: "draft" } });
  await tx.event.update({ where: { id: eventId }, data: { status: "draft" } });
  await tellChange(tx, { eventId, slug });
  await recordAudit(tx, ctx, {
    ...{ organizerId, action: "event.unpublish", objectId: eventId },
    before: { status },
    after: { status: "draft" },
    detail: { name: title },
  });
}
