import type { Span } from "./cells.ts";

/**
 * A quota bounds how many places of some categories may be taken at once: a hall that lets fewer in than it has places, areas
 * that share one limit. What is taken of it is counted from the availability bytes, the same here, in the browser and in the
 * script that holds: there is no counter to go astray. Isomorphic: no Node, no DOM.
 */
export interface Quota {
  readonly capacity: number;
  /** Indexes into the chart's list of categories. */
  readonly chartCategories: readonly number[];
}

/** Places that follow each other. */
export interface PlaceRun {
  readonly first: number;
  readonly count: number;
}

/** Sold, held, or for sale by somebody who has it. A place that is not for sale is nobody's and takes nothing. */
const isTaken = (byte: number) => (byte & 0b0011) !== 3 && (byte & 0b1011) !== 0;

/**
 * How many more places of these runs a quota leaves for a span. `bytes` has one byte a cell. Of places that are sold in parts,
 * each part is counted by itself, and the fullest decides.
 */
export function quotaLeft(
  capacity: number,
  runs: readonly PlaceRun[],
  bytes: ArrayLike<number>,
  cellCount: number,
  { from, to }: Span,
): number {
  let most = 0;
  for (let cell = from; cell < to; cell++) {
    let taken = 0;
    for (const { first, count } of runs) {
      for (let place = first; place < first + count; place++) {
        if (isTaken(bytes[place * cellCount + cell] as number)) taken++;
      }
    }
    most = Math.max(most, taken);
  }
  return Math.max(0, capacity - most);
}

/** The runs that a quota is about. */
export const runsOfQuota = <Run extends PlaceRun & { readonly category: number }>(
  { chartCategories }: Pick<Quota, "chartCategories">,
  runs: readonly Run[],
): Run[] => runs.filter(({ category }) => chartCategories.includes(category));

/** The categories that nothing more may be sold of, because a quota they are in is full. */
export function fullCategories(
  quotas: readonly Quota[],
  runs: readonly (PlaceRun & { readonly category: number })[],
  bytes: ArrayLike<number>,
  cellCount: number,
  span: Span,
): Set<number> {
  const full = quotas.filter(
    (quota) => quotaLeft(quota.capacity, runsOfQuota(quota, runs), bytes, cellCount, span) === 0,
  );
  return new Set(full.flatMap(({ chartCategories }) => chartCategories));
}
