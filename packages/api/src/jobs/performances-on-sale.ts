import type { Services } from "../services.ts";

export interface LivePerformance {
  readonly id: string;
  readonly epoch: number;
}

const KEPT_MS = 2_000;
const MOST = 2_000;
const kept = new WeakMap<object, { list: LivePerformance[]; until: number }>();

/** Performances whose availability is alive: published, built and not over. Kept for two seconds. */
export async function performancesOnSale(services: Services): Promise<LivePerformance[]> {
  const known = kept.get(services.db);
  if (known && known.until > Date.now()) return known.list;
  const list = await services.db.performance.findMany({
    where: { status: "published", epoch: { gt: 0 }, saleEndsAt: { gt: new Date(services.clock.nowMs() - 3_600_000) } },
    orderBy: { startsAt: "asc" },
    take: MOST,
    select: { id: true, epoch: true },
  });
  kept.set(services.db, { list, until: Date.now() + KEPT_MS });
  return list;
}
