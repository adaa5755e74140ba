import { Refusal } from "../errors.ts";
import { type ChartGeometry, readGeometry } from "../seating/index.ts";
import type { Services } from "../services.ts";

export interface PerformanceOnSale {
  readonly id: string;
  readonly organizerId: string;
  readonly seatCount: number;
  readonly ticketLimit: number;
  readonly chooseSeconds: number;
  readonly checkoutSeconds: number;
  readonly geometry: ChartGeometry;
  readonly allowsSingles: boolean;
  readonly saleStartsAt: Date;
  readonly saleEndsAt: Date;
  readonly endsAt: Date | null;
  /** Standing runs by their first index. */
  readonly runs: ReadonlyMap<number, number>;
}

// What a hold needs to know of a performance changes rarely: a process keeps it for some seconds, so that a hold costs
// one script and no statement.
const KEPT_MS = 3_000;
const kept = new WeakMap<object, Map<string, { performance: PerformanceOnSale; until: number }>>();

function standingRuns(geometry: ChartGeometry): Map<number, number> {
  const runs = new Map<number, number>();
  for (const { standing } of geometry.sections) if (standing) runs.set(standing.first, standing.count);
  return runs;
}

/** The performance, if its seats may be held now. Refuses NOT_FOUND and NOT_ON_SALE. */
export async function performanceOnSale(services: Services, performanceId: string): Promise<PerformanceOnSale> {
  let byId = kept.get(services.db);
  if (!byId) {
    byId = new Map();
    kept.set(services.db, byId);
  }
  const known = byId.get(performanceId);
  const performance =
    known && known.until > Date.now() ? known.performance : await readPerformance(services, performanceId);
  if (performance !== known?.performance) {
    if (byId.size > 5_000) byId.clear();
    byId.set(performanceId, { performance, until: Date.now() + KEPT_MS });
  }
  const now = services.clock.now();
  const { saleStartsAt, saleEndsAt, endsAt } = performance;
  // Whatever the window says, nobody sells what is over.
  const isOver = now >= saleEndsAt || (endsAt !== null && now >= endsAt);
  if (now < saleStartsAt || isOver) throw new Refusal("NOT_ON_SALE");
  return performance;
}

async function readPerformance(services: Services, performanceId: string): Promise<PerformanceOnSale> {
  const row = await services.db.performance.findUnique({
    where: { id: performanceId },
    include: { chartRevision: { select: { geometryHash: true } }, event: { select: { status: true } } },
  });
  if (!row || row.status === "draft" || row.event.status === "draft") throw new Refusal("NOT_FOUND");
  if (row.status !== "published" || row.event.status !== "published") throw new Refusal("NOT_ON_SALE");
  const geometry = await readGeometry(services, row.chartRevision.geometryHash);
  return { ...row, geometry, runs: standingRuns(geometry) };
}
