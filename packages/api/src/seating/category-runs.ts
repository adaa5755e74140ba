import type { ChartGeometry } from "./geometry.ts";

/** Seats of one category that follow each other. */
export interface CategoryRun {
  readonly first: number;
  readonly count: number;
  readonly category: number;
}

const runsOf = new WeakMap<ChartGeometry, readonly CategoryRun[]>();

/** All seats by category, in index order: a few hundred runs stand for a hundred thousand seats. Isomorphic: no Node, no DOM. */
export function categoryRuns(geometry: ChartGeometry): readonly CategoryRun[] {
  const known = runsOf.get(geometry);
  if (known) return known;
  const runs: { first: number; count: number; category: number }[] = [];
  const add = (first: number, count: number, category: number) => {
    if (count === 0) return;
    const last = runs.at(-1);
    if (last && last.first + last.count === first && last.category === category) last.count += count;
    else runs.push({ first, count, category });
  };
  for (const { rows, standing } of geometry.sections) {
    if (standing) add(standing.first, standing.count, standing.category);
    for (const row of rows) {
      const { category } = row;
      if (typeof category === "number") add(row.first, row.count, category);
      else for (const [offset, one] of category.entries()) add(row.first + offset, 1, one);
    }
  }
  runsOf.set(geometry, runs);
  return runs;
}
