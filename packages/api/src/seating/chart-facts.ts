import type { Services } from "../services.ts";
import type { ChartGeometry } from "./geometry.ts";
import { readGeometry } from "./read-geometry.ts";

/** Calls `visit` for each run of seats that stand on the chart: rows and standing runs, in index order. */
function eachRun(
  { sections }: ChartGeometry,
  visit: (first: number, category: number | readonly number[], count: number) => void,
) {
  for (const { rows, standing } of sections) {
    if (standing) visit(standing.first, standing.category, standing.count);
    for (const row of rows) visit(row.first, row.category, row.count);
  }
}

/** Price categories that have at least one seat, as indexes into the chart's list. */
export async function usedCategories(services: Services, geometryHash: string): Promise<Set<number>> {
  const used = new Set<number>();
  eachRun(await readGeometry(services, geometryHash), (_, category, count) => {
    if (count === 0) return;
    if (typeof category === "number") used.add(category);
    else for (const one of category) used.add(one);
  });
  return used;
}

/**
 * Indexes below `seatCount` that no seat of this revision stands behind: a seat that was removed keeps its index for
 * ever, and is not for sale.
 */
export async function seatsOffChart(services: Services, geometryHash: string, seatCount: number): Promise<number[]> {
  const stands = new Uint8Array(seatCount);
  eachRun(await readGeometry(services, geometryHash), (first, _, count) => {
    stands.fill(1, first, first + count);
  });
  const missing: number[] = [];
  for (const [index, one] of stands.entries()) if (one === 0) missing.push(index);
  return missing;
}
