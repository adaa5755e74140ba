import type { Prisma, Tx } from "@usher/db";
import { movedAlong } from "../kernel/local-time.ts";
import { Refusal } from "../errors.ts";
import { checkTimes, refusePublish } from "./performance-rules.ts";

/** What it takes to move a performance. */
export const timesOfPerformance = {
  event: { select: { id: true, slug: true, title: true } },
  venue: { select: { timeZone: true } },
  cells: { orderBy: { position: "asc" } },
} as const satisfies Prisma.PerformanceInclude;

export type TimedPerformance = Prisma.PerformanceGetPayload<{ include: typeof timesOfPerformance }>;

/**
 * Takes a performance for the caller's transaction, and with it every ticket that is being issued for it: those are written before or after.
 * Refuses NOT_FOUND.
 */
export async function lockPerformance(tx: Tx, performanceId: string): Promise<TimedPerformance> {
  await tx.$executeRaw`SELECT 1 FROM performance WHERE id = ${performanceId}::uuid FOR UPDATE`;
  const performance = await tx.performance.findUnique({ where: { id: performanceId }, include: timesOfPerformance });
  if (!performance) throw new Refusal("NOT_FOUND");
  return performance;
}

/** Refuses PUBLISH_REFUSED for a draft, of which nobody has heard, and for what is cancelled. */
export function refuseUnlessOnShow({ status }: { readonly status: string }): void {
  if (status === "cancelled") throw refusePublish("cancelled");
  if (status !== "published") throw refusePublish("notOnShow");
}

export interface MovedTimes {
  readonly startsAt: Date;
  readonly doorsAt: Date | null;
  readonly endsAt: Date | null;
  readonly openUntil: Date | null;
  readonly saleStartsAt: Date;
  readonly saleEndsAt: Date;
  readonly refundUntil: Date | null;
}

/**
 * The times of a performance that begins at another moment: doors, end, days, the end of the sale and of refunds move along by the venue's clock;
 * a sale that is over stays over. Refuses PUBLISH_REFUSED for what has begun, what is past, the same moment, and a sale that would end before it begins.
 */
export function movedTimes(performance: TimedPerformance, startsAt: Date, now: Date): MovedTimes {
  if (performance.startsAt <= now) throw refusePublish("hasBegun");
  if (startsAt <= now) throw refusePublish("inPast");
  if (startsAt.getTime() === performance.startsAt.getTime()) throw refusePublish("sameTime");
  const move = moverOf(performance, startsAt);
  const { doorsAt, endsAt, openUntil, saleStartsAt, saleEndsAt, refundUntil } = performance;
  const times = {
    ...{ startsAt, saleStartsAt },
    doorsAt: doorsAt && move(doorsAt),
    endsAt: endsAt && move(endsAt),
    openUntil: openUntil && move(openUntil),
    saleEndsAt: saleEndsAt <= now ? saleEndsAt : move(saleEndsAt),
    refundUntil: refundUntil && move(refundUntil),
  };
  checkTimes(times);
  return times;
}

function moverOf({ startsAt: from, venue }: TimedPerformance, to: Date): (at: Date) => Date {
  return (at) => movedAlong(at, { from, to }, venue.timeZone);
}

/** Writes times that `movedTimes` worked out, for the performance and its legs or days. */
export async function writeTimes(tx: Tx, performance: TimedPerformance, times: MovedTimes): Promise<void> {
  await tx.performance.update({ where: { id: performance.id }, data: times });
  const move = moverOf(performance, times.startsAt);
  for (const { performanceId, position, startsAt, endsAt } of performance.cells) {
    await tx.performanceCell.update({
      where: { performanceId_position: { performanceId, position } },
      data: { startsAt: move(startsAt), endsAt: move(endsAt) },
    });
  }
}
