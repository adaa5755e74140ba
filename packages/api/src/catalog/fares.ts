import type { Span } from "../availability/index.ts";
import { currencyExponent, leastChargeMinor } from "../kernel/money.ts";

/**
 * What a line costs: a place with the cells that are bought of it. By category and from–to. Isomorphic: no Node, no DOM.
 */

export interface FarePrice {
  readonly from: number;
  readonly to: number;
  readonly faceMinor: number;
}

export interface FaredCategory {
  readonly faceMinor: number;
  readonly feeMinor: number;
  readonly fares: readonly FarePrice[];
}

/** A fare as it is stored. */
export const fareOfRow = (row: { fromCell: number; toCell: number; faceMinor: number }): FarePrice => ({
  from: row.fromCell,
  to: row.toCell,
  faceMinor: row.faceMinor,
});

/** Face price of some cells in a category: its own for all of them, a fare's for some. null: not sold by themselves. */
export function faceOfSpan(category: FaredCategory, span: Span, cellCount: number): number | null {
  if (span.from === 0 && span.to === cellCount) return category.faceMinor;
  return category.fares.find(({ from, to }) => from === span.from && to === span.to)?.faceMinor ?? null;
}

/**
 * Face price at a tariff, whose own price is that of all cells: the same share of the fare, rounded to what can be charged, never
 * above the fare and, with the fee, never below the least charge.
 */
export function tariffFaceOfSpan(
  tariffFaceMinor: number,
  category: FaredCategory,
  spanFaceMinor: number,
  currency: string,
): number {
  if (spanFaceMinor === category.faceMinor || category.faceMinor === 0) return tariffFaceMinor;
  // Card networks take currencies of three decimals in steps of ten only.
  const step = currencyExponent(currency) === 3 ? 10 : 1;
  const share = Math.round((spanFaceMinor * tariffFaceMinor) / category.faceMinor / step) * step;
  return Math.min(spanFaceMinor, Math.max(share, leastChargeMinor(currency) - category.feeMinor));
}

interface PricedCategory {
  readonly faceMinor: number;
  readonly feeMinor: number;
  readonly fares: readonly { readonly faceMinor: number }[];
}

/** The least that anything costs, fee included; null where there are no prices. */
export function cheapestPrice(categories: readonly PricedCategory[]): number | null {
  const prices = categories.flatMap(({ faceMinor, feeMinor, fares }) =>
    [faceMinor, ...fares.map((fare) => fare.faceMinor)].map((face) => face + feeMinor),
  );
  return prices.length > 0 ? Math.min(...prices) : null;
}

/** All spans that any of these categories is sold for, the whole among them, by beginning and length. */
export function spansSold(categories: readonly Pick<FaredCategory, "fares">[], cellCount: number): Span[] {
  const spans = new Map<string, Span>([[`0 ${cellCount}`, { from: 0, to: cellCount }]]);
  for (const { fares } of categories) for (const { from, to } of fares) spans.set(`${from} ${to}`, { from, to });
  return [...spans.values()].sort((one, other) => one.from - other.from || one.to - other.to);
}
