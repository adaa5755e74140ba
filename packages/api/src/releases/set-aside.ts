import type { Tx } from "@usher/db";
import type { z } from "zod";
import { auditValues, recordAudit } from "../accounts/index.ts";
import { availabilityLock, cellsOf, isHeldByte, readSnapshot } from "../availability/index.ts";
import { EDITORS, refusePublish, tellChange } from "../catalog/index.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../kernel/ids.ts";
import { enqueue } from "../kernel/jobs.ts";
import { readGeometry, seatAt } from "../seating/index.ts";
import type { RequestContext } from "../services.ts";
import type { SetAsideView, setAsideInput } from "./releases.schema.ts";
import { settleInParts } from "./settle-in-parts.ts";
import { requirePerformance, showReleases } from "./show-releases.ts";

type SetAsideInput = z.output<typeof setAsideInput>;

/**
 * Keeps places back under a name, until a moment or until somebody opens them. Places that are sold, in somebody's basket or kept
 * back already stay as they are and are counted in `missed`; with none left to keep back it refuses SEATS_GONE. Of standing places
 * the last ones are taken, since the first ones sell first. For owners and managers; also before anything is on show.
 * Refuses NOT_FOUND, NOT_YOURS, SEAT_UNKNOWN, and PUBLISH_REFUSED when it would open in the past or after the sale.
 */
export async function setAside(ctx: RequestContext, input: SetAsideInput): Promise<SetAsideView> {
  const { performanceId, name } = input;
  const performance = await requirePerformance(ctx, performanceId, EDITORS);
  if (performance.status === "cancelled") throw refusePublish("cancelled");
  const opensAt = checkedOpening(input.opensAt, performance, ctx.clock.now());
  const geometry = await readGeometry(ctx, performance.chartRevision.geometryHash);
  const { organizerId, cellCount } = performance;
  // Whoever has one of these in a basket keeps it. Read before the lock, which building the map anew would wait for.
  const bytes = performance.epoch > 0 ? (await readSnapshot(ctx, performanceId)).seats : "";
  const isHeld = (cell: number) => bytes !== "" && isHeldByte(bytes.charCodeAt(cell));
  const whole = { from: 0, to: cellCount };
  const { missed, cells } = await ctx.db.$transaction(async (tx) => {
    // No claim and no rebuild meanwhile: what is free here stays free until it is kept back.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${availabilityLock(performanceId)})`;
    const busy = await busyPlaces(tx, performanceId, cellCount);
    const isFree = (place: number) =>
      !busy.has(place) && !cellsOf([place], cellCount, whole).some(isHeld) && seatAt(geometry, place) !== undefined;
    const asked = placesAsked(input, performance.seatCount);
    const places = new Set(asked.filter(isFree));
    let askedCount = asked.length;
    for (const { run, count } of input.runs) {
      const standing = seatAt(geometry, run)?.section.standing;
      if (standing?.first !== run) throw new Refusal("SEAT_UNKNOWN", { seat: run });
      askedCount += count;
      for (let place = run + standing.count - 1, wanted = count; place >= run && wanted > 0; place--) {
        if (places.has(place) || !isFree(place)) continue;
        places.add(place);
        wanted--;
      }
    }
    if (places.size === 0) throw new Refusal("SEATS_GONE");
    const release = { id: newId(), performanceId, organizerId, name, opensAt };
    await tx.release.create({ data: release });
    const kept = await keepBack(tx, release, cellsOf([...places], cellCount, whole));
    if (opensAt) await enqueue(tx, "releases.open", { releaseId: release.id }, openingOf(release.id, opensAt));
    await tellChange(tx, { eventId: performance.event.id, slug: performance.event.slug });
    await settleInParts.later(tx, performance, kept);
    await recordAudit(tx, ctx, {
      ...{ organizerId, action: "release.setAside", objectId: release.id },
      after: auditValues({ name, opensAt, places: places.size }),
      detail: { name, performanceId, event: performance.event.title },
    });
    return { missed: askedCount - places.size, cells: kept };
  });
  await settleInParts.now(ctx, performance, cells);
  return { ...(await showReleases(ctx, performanceId)), missed };
}

/** Under one key, so that another moment takes the place of the one before. */
export const openingOf = (releaseId: string, runAt: Date) => ({ runAt, key: `release:${releaseId}` });

/** The moment as a date. Refuses PUBLISH_REFUSED when it is over, or the sale is over by then. */
export function checkedOpening(opensAt: string | null, { saleEndsAt }: { saleEndsAt: Date }, now: Date): Date | null {
  if (opensAt === null) return null;
  const moment = new Date(opensAt);
  if (moment <= now) throw refusePublish("opensInPast");
  if (moment >= saleEndsAt) throw refusePublish("opensAfterSale");
  return moment;
}

/** Places of which any cell is sold, claimed or not for sale. */
async function busyPlaces(tx: Tx, performanceId: string, cellCount: number): Promise<Set<number>> {
  const rows = await tx.$queryRaw<{ place: number }[]>`
    SELECT DISTINCT seat_index / ${cellCount}::int AS place FROM seat_state
    WHERE performance_id = ${performanceId}::uuid AND (state <> 0 OR order_id IS NOT NULL)`;
  return new Set(rows.map(({ place }) => place));
}

/** Each place once. Refuses SEAT_UNKNOWN for one beyond the chart. */
function placesAsked({ ranges }: SetAsideInput, seatCount: number): number[] {
  const asked = new Set<number>();
  for (const { first, count } of ranges) {
    if (first + count > seatCount) throw new Refusal("SEAT_UNKNOWN", { seat: seatCount });
    for (let place = first; place < first + count; place++) asked.add(place);
  }
  return [...asked];
}

async function keepBack(
  tx: Tx,
  release: { readonly id: string; readonly performanceId: string },
  cells: readonly number[],
): Promise<number[]> {
  const rows = await tx.$queryRaw<{ seat_index: number }[]>`
    INSERT INTO seat_state (performance_id, seat_index, state, revision, release_id)
    SELECT ${release.performanceId}::uuid, wanted.cell, 3, 1, ${release.id}::uuid
    FROM unnest(${[...cells]}::int[]) AS wanted(cell) ORDER BY wanted.cell
    ON CONFLICT (performance_id, seat_index) DO UPDATE
      SET state = 3, revision = seat_state.revision + 1, release_id = excluded.release_id
      WHERE seat_state.state = 0 AND seat_state.order_id IS NULL
    RETURNING seat_index`;
  if (rows.length !== cells.length) throw new Error(`${cells.length - rows.length} free cells were not free`);
  return rows.map(({ seat_index }) => seat_index);
}
