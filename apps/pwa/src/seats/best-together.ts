import type { SeatMapStore } from "@usher/ui/seat-map";

/** Neighbours for sale in one row, nearest the stage first. */
export interface TogetherOffer {
  readonly indexes: readonly number[];
  readonly category: number;
}

const FREE = 0;
/** How much further away, in centimetres, a choice may be that strands nobody, to be offered before one that does. */
const STRANDING_COST = 100_000;

/**
 * The best places for `quantity` people side by side: one category, no seat of a wheelchair user or companion, near to
 * where eyes go, and rather not leaving a single free seat beside them. One offer a row, best first, at most `most`.
 */
export function bestTogether(store: SeatMapStore, quantity: number, most: number): TogetherOffer[] {
  const { chart } = store;
  const offers: { cost: number; offer: TogetherOffer }[] = [];
  for (const { row } of chart.rows) {
    let best: { cost: number; offer: TogetherOffer } | undefined;
    for (let first = row.first; first + quantity <= row.first + row.count; first++) {
      const cost = costOf(store, first, quantity, row);
      if (cost === null || (best && best.cost <= cost)) continue;
      const indexes = Array.from({ length: quantity }, (_, i) => first + i);
      best = { cost, offer: { indexes, category: chart.categoryOf[first] as number } };
    }
    if (best) offers.push(best);
  }
  return offers
    .sort((one, other) => one.cost - other.cost)
    .slice(0, most)
    .map(({ offer }) => offer);
}

function costOf(
  store: SeatMapStore,
  first: number,
  quantity: number,
  row: { readonly first: number; readonly count: number },
): number | null {
  const { chart } = store;
  const category = chart.categoryOf[first];
  let away = 0;
  for (let index = first; index < first + quantity; index++) {
    const isPlain = chart.categoryOf[index] === category && chart.marksOf[index] === 0;
    if (!isPlain || !isFree(store, index) || !store.isInFilter(index)) return null;
    const [fx, fy] = chart.geometry.focalPoint;
    away += Math.hypot((chart.x[index] as number) - fx, (chart.y[index] as number) - fy);
  }
  const end = row.first + row.count;
  const isFreeInRow = (index: number) => index >= row.first && index < end && isFree(store, index);
  const strandsLeft = isFreeInRow(first - 1) && !isFreeInRow(first - 2);
  const strandsRight = isFreeInRow(first + quantity) && !isFreeInRow(first + quantity + 1);
  return away / quantity + (strandsLeft || strandsRight ? STRANDING_COST : 0);
}

function isFree(store: SeatMapStore, index: number): boolean {
  return store.codes[index] === FREE && !store.isMine(index);
}
