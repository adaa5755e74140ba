import type { Services } from "../services.ts";
import { categoryRuns } from "./category-runs.ts";
import type { ChartGeometry } from "./geometry.ts";
import { readGeometry } from "./read-geometry.ts";

/** Price categories that have at least one seat, as indexes into the chart's list. */
export async function usedCategories(services: Services, geometryHash: string): Promise<Set<number>> {
  return new Set(categoryRuns(await readGeometry(services, geometryHash)).map(({ category }) => category));
}

/**
 * Indexes below `seatCount` that no seat of this revision stands behind: a seat that was removed keeps its index for
 * ever, and is not for sale.
 */
export async function seatsOffChart(services: Services, geometryHash: string, seatCount: number): Promise<number[]> {
  return missingSeats(await readGeometry(services, geometryHash), seatCount);
}

/** The same for a chart that is read already. */
export function missingSeats(geometry: ChartGeometry, seatCount: number): number[] {
  const stands = new Uint8Array(seatCount);
  for (const { first, count } of categoryRuns(geometry)) stands.fill(1, first, first + count);
  const missing: number[] = [];
  for (const [index, one] of stands.entries()) if (one === 0) missing.push(index);
  return missing;
}
