import type { Tx } from "@usher/db";
import type { z } from "zod";
import { auditValues, recordAudit } from "../accounts/index.ts";
import { EDITORS, refusePublish, tellChange } from "../catalog/index.ts";
import { Refusal } from "../errors.ts";
import { enqueue } from "../kernel/jobs.ts";
import { readGeometry, seatAt } from "../seating/index.ts";
import type { RequestContext, Services } from "../services.ts";
import type { changeReleaseInput, ReleasesView } from "./releases.schema.ts";
import { checkedOpening, openingOf } from "./set-aside.ts";
import { settleInParts } from "./settle-in-parts.ts";
import { requirePerformance, showReleases } from "./show-releases.ts";

/**
 * Puts a release's places on sale now. For owners and managers; one that was opened already changes nothing.
 * Refuses NOT_FOUND, NOT_YOURS, and PUBLISH_REFUSED for a performance that is cancelled.
 */
export async function openRelease(ctx: RequestContext, releaseId: string): Promise<ReleasesView> {
  const { performanceId } = await findRelease(ctx, releaseId);
  const { status } = await requirePerformance(ctx, performanceId, EDITORS);
  if (status === "cancelled") throw refusePublish("cancelled");
  await open(ctx, releaseId, () => true);
  return showReleases(ctx, performanceId);
}

/** A release's moment has come: the job. Does nothing for one that was opened by hand, waits for another moment by now, or whose performance is cancelled. */
export async function openDueRelease(services: Services, { releaseId }: { releaseId: string }): Promise<void> {
  const now = services.clock.now();
  await open(services, releaseId, ({ opensAt, performance }) => {
    return opensAt !== null && opensAt <= now && performance.status !== "cancelled";
  });
}

/** Gives a release another name or moment. Refuses NOT_FOUND, NOT_YOURS, CHANGED_MEANWHILE once it is open, PUBLISH_REFUSED as `setAside`. */
export async function changeRelease(
  ctx: RequestContext,
  { releaseId, name, opensAt }: z.output<typeof changeReleaseInput>,
): Promise<ReleasesView> {
  const { performanceId } = await findRelease(ctx, releaseId);
  const performance = await requirePerformance(ctx, performanceId, EDITORS);
  const moment = checkedOpening(opensAt, performance, ctx.clock.now());
  await ctx.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM release WHERE id = ${releaseId}::uuid FOR UPDATE`;
    const before = await tx.release.findUniqueOrThrow({ where: { id: releaseId } });
    const changed = await tx.release.updateMany({
      where: { id: releaseId, openedAt: null },
      data: { name, opensAt: moment },
    });
    if (changed.count === 0) throw new Refusal("CHANGED_MEANWHILE");
    if (moment) await enqueue(tx, "releases.open", { releaseId }, openingOf(releaseId, moment));
    await tellChange(tx, { eventId: performance.event.id, slug: performance.event.slug });
    await recordAudit(tx, ctx, {
      ...{ organizerId: performance.organizerId, action: "release.change", objectId: releaseId },
      before: auditValues({ name: before.name, opensAt: before.opensAt }),
      after: auditValues({ name, opensAt: moment }),
      detail: { name, performanceId, event: performance.event.title },
    });
  });
  return showReleases(ctx, performanceId);
}

/** Puts places on sale that are kept back and wait for no release, as after a refund. Refuses as `openRelease`. */
export async function openKeptBack(ctx: RequestContext, performanceId: string): Promise<ReleasesView> {
  const performance = await requirePerformance(ctx, performanceId, EDITORS);
  if (performance.status === "cancelled") throw refusePublish("cancelled");
  const { organizerId, event, cellCount, chartRevision } = performance;
  const geometry = await readGeometry(ctx, chartRevision.geometryHash);
  const cells = await ctx.db.$transaction(async (tx) => {
    const kept = await tx.seatState.findMany({
      where: { performanceId, state: 3, releaseId: null },
      select: { seatIndex: true },
    });
    // An index that no seat stands behind is never for sale.
    const seats = kept.map(({ seatIndex }) => seatIndex);
    const onChart = seats.filter((cell) => seatAt(geometry, Math.floor(cell / cellCount)) !== undefined);
    const rows = await tx.$queryRaw<{ seat_index: number }[]>`
      WITH mine AS (
        SELECT seat_index FROM seat_state
        WHERE performance_id = ${performanceId}::uuid AND seat_index = ANY(${onChart}::int[]) AND state = 3 AND release_id IS NULL
        ORDER BY seat_index FOR UPDATE
      )
      UPDATE seat_state s SET state = 0, revision = s.revision + 1
      FROM mine WHERE s.performance_id = ${performanceId}::uuid AND s.seat_index = mine.seat_index RETURNING s.seat_index`;
    const opened = rows.map(({ seat_index }) => seat_index);
    if (opened.length === 0) return opened;
    await tellChange(tx, { eventId: event.id, slug: event.slug });
    await settleInParts.later(tx, performance, opened);
    const detail = { name: event.title, eventId: event.id, startsAt: performance.startsAt.toISOString() };
    const [before, after] = [{ keptBack: onChart.length }, { keptBack: onChart.length - opened.length }];
    const note = { organizerId, objectId: performanceId, before, after, detail };
    await recordAudit(tx, ctx, { ...note, action: "release.openKeptBack" });
    return opened;
  });
  await settleInParts.now(ctx, performance, cells);
  return showReleases(ctx, performanceId);
}

async function findRelease(ctx: RequestContext, releaseId: string) {
  const release = await ctx.db.release.findUnique({ where: { id: releaseId }, select: { performanceId: true } });
  if (!release) throw new Refusal("NOT_FOUND");
  return release;
}

const parts = {
  performance: { include: { event: { select: { id: true, slug: true, title: true } } } },
} as const;

async function lockRelease(tx: Tx, releaseId: string) {
  await tx.$executeRaw`SELECT 1 FROM release WHERE id = ${releaseId}::uuid FOR UPDATE`;
  return tx.release.findUnique({ where: { id: releaseId }, include: parts });
}

type LockedRelease = NonNullable<Awaited<ReturnType<typeof lockRelease>>>;

/** Opened by a caller, or without one by the house. */
async function open(
  services: Services & Pick<Partial<RequestContext>, "caller">,
  releaseId: string,
  isDue: (release: LockedRelease) => boolean,
): Promise<void> {
  const opened = await services.db.$transaction(async (tx) => {
    const release = await lockRelease(tx, releaseId);
    if (!release || release.openedAt || !isDue(release)) return null;
    const { performanceId, performance } = release;
    const rows = await tx.$queryRaw<{ seat_index: number }[]>`
      WITH mine AS (
        SELECT seat_index FROM seat_state WHERE performance_id = ${performanceId}::uuid AND release_id = ${releaseId}::uuid
        ORDER BY seat_index FOR UPDATE
      )
      UPDATE seat_state s SET state = 0, release_id = NULL, revision = s.revision + 1
      FROM mine WHERE s.performance_id = ${performanceId}::uuid AND s.seat_index = mine.seat_index RETURNING s.seat_index`;
    const cells = rows.map(({ seat_index }) => seat_index);
    const openedAt = services.clock.now();
    await tx.release.update({ where: { id: releaseId }, data: { openedAt } });
    await tellChange(tx, { eventId: performance.event.id, slug: performance.event.slug });
    await settleInParts.later(tx, performance, cells);
    await recordAudit(tx, services, {
      ...{ organizerId: release.organizerId, action: "release.open", objectId: releaseId },
      after: auditValues({ openedAt }),
      detail: { name: release.name, performanceId, event: performance.event.title, cells: cells.length },
    });
    return { performance, cells };
  });
  if (opened) await settleInParts.now(services, opened.performance, opened.cells);
}
