import { type Quota, runsOfQuota, type Span } from "../availability/index.ts";
import { fareOfRow, spansSold } from "../catalog/index.ts";
import { Refusal } from "../errors.ts";
import { categoryRuns, type ChartGeometry, readGeometry } from "../seating/index.ts";
import type { Services } from "../services.ts";

export interface PerformanceOnSale {
  readonly id: string;
  readonly organizerId: string;
  readonly seatCount: number;
  /** Parts that each place is sold in; 1: whole. */
  readonly cellCount: number;
  /** What may be bought of a place, each until a moment of its own; null: as long as the sale lasts. */
  readonly spans: readonly (Span & { readonly until: Date | null })[];
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
  /** Quotas as the script that holds takes them. */
  readonly quotaLines: readonly (string | number)[];
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

/** Quotas of a performance as the script that holds takes them: `'q' capacity runs (first count)…`. */
export function quotaLines(geometry: ChartGeometry, quotas: readonly Quota[]): (string | number)[] {
  return quotas.flatMap((quota) => {
    const runs = runsOfQuota(quota, categoryRuns(geometry));
    return ["q", quota.capacity, runs.length, ...runs.flatMap(({ first, count }) => [first, count])];
  });
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

/** Whoever boards at a stop buys before the departure there; a day can be bought until it closes. */
function boardableUntil(first: { startsAt: Date; endsAt: Date; fromName: string | null } | undefined): Date | null {
  if (!first) return null;
  return first.fromName === null ? first.endsAt : first.startsAt;
}

async function readPerformance(services: Services, performanceId: string): Promise<PerformanceOnSale> {
  const row = await services.db.performance.findUnique({
    where: { id: performanceId },
    include: {
      chartRevision: { select: { geometryHash: true } },
      event: { select: { status: true } },
      categories: { select: { fares: true } },
      cells: { orderBy: { position: "asc" } },
      quotas: { select: { capacity: true, chartCategories: true } },
    },
  });
  if (!row || row.status === "draft" || row.event.status === "draft") throw new Refusal("NOT_FOUND");
  if (row.status !== "published" || row.event.status !== "published") throw new Refusal("NOT_ON_SALE");
  const geometry = await readGeometry(services, row.chartRevision.geometryHash);
  const spans = spansSold(
    row.categories.map(({ fares }) => ({ fares: fares.map(fareOfRow) })),
    row.cellCount,
  ).map((span) => ({ ...span, until: boardableUntil(row.cells[span.from]) }));
  return { ...row, geometry, spans, runs: standingRuns(geometry), quotaLines: quotaLines(geometry, row.quotas) };
}
