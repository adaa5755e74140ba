import { type Quota, quotaLeft, runsOfQuota, type Span } from "../availability/index.ts";
import { type ChartGeometry, categoryRuns } from "../seating/index.ts";

export interface CategoryStock {
  readonly chartCategory: number;
  readonly total: number;
  readonly left: number;
}

/** What there is and what is left, by category and in all, with no more of either than quotas let be sold. */
export interface Stock {
  readonly total: number;
  readonly left: number;
  readonly categories: readonly CategoryStock[];
}

interface Counted {
  total: number;
  left: number;
}

const FREE = 0x40;
const NOT_FOR_SALE = 3;

/**
 * Counts one span of a performance. `lines` has one byte a place, of all cells of the span in one; `cells` one byte a cell, by
 * which quotas are counted. Where quotas overlap, what is left in all may be said a little too small, never too large.
 */
export function countStock(
  geometry: ChartGeometry,
  lines: string,
  quotas: readonly Quota[],
  cells: { readonly bytes: ArrayLike<number>; readonly count: number; readonly span: Span },
): Stock {
  const stock = new Map<number, Counted>();
  const runs = categoryRuns(geometry);
  for (const { first, count, category } of runs) {
    const counted = stock.get(category) ?? { total: 0, left: 0 };
    stock.set(category, counted);
    for (let index = first; index < first + count; index++) {
      const byte = lines.charCodeAt(index);
      if ((byte & NOT_FOR_SALE) !== NOT_FOR_SALE) counted.total++;
      if (byte === FREE) counted.left++;
    }
  }
  const bounds = quotas.map(({ capacity, chartCategories }) => {
    const left = quotaLeft(capacity, runsOfQuota({ chartCategories }, runs), cells.bytes, cells.count, cells.span);
    return { chartCategories, total: capacity, left };
  });
  const categories = [...stock].map(([chartCategory, counted]) => {
    const mine = bounds.filter(({ chartCategories }) => chartCategories.includes(chartCategory));
    return {
      chartCategory,
      total: Math.min(counted.total, ...mine.map(({ total }) => total)),
      left: Math.min(counted.left, ...mine.map(({ left }) => left)),
    };
  });
  return { total: together(stock, bounds, "total"), left: together(stock, bounds, "left"), categories };
}

/** All categories together: what one quota is over is taken off its categories before the next one is asked. */
function together(
  stock: ReadonlyMap<number, Counted>,
  bounds: readonly (Counted & { readonly chartCategories: readonly number[] })[],
  of: keyof Counted,
): number {
  const rest = new Map([...stock].map(([category, counted]) => [category, counted[of]]));
  for (const bound of bounds) {
    let over = bound.chartCategories.reduce((sum, category) => sum + (rest.get(category) ?? 0), 0) - bound[of];
    for (const category of bound.chartCategories) {
      const had = rest.get(category) ?? 0;
      const taken = Math.min(had, Math.max(0, over));
      rest.set(category, had - taken);
      over -= taken;
    }
  }
  return [...rest.values()].reduce((sum, one) => sum + one, 0);
}
