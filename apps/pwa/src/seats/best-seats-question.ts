import { bestSeats, type SeatChoice, type SeatWish } from "@usher/api/choosing";
import type { ChartGeometry } from "@usher/api/geometry";

/** What is asked about the best seats, as it can be sent to a worker. */
export interface BestSeatsQuestion {
  /** The chart by its content. */
  readonly geometryHash: string;
  /** By seat index, 1 where it may be offered. */
  readonly free: Uint8Array<ArrayBuffer>;
  /** By category, in the currency's minor unit; null where it is not to be offered. */
  readonly prices: readonly (number | null)[];
  readonly wish: SeatWish;
}

/** Answers on the spot. A large house takes some hundredths of a second the first time. */
export function answerBestSeats(geometry: ChartGeometry, { free, prices, wish }: BestSeatsQuestion): SeatChoice[] {
  const offer = {
    isFree: (index: number) => free[index] === 1,
    priceOf: (category: number) => prices[category] ?? null,
  };
  return bestSeats(geometry, offer, wish);
}
