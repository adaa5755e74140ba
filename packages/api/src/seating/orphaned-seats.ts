import type { ChartGeometry } from "./geometry.ts";
import { seatLines } from "./seat-lines.ts";

export interface RowSeat {
  readonly index: number;
  readonly free: boolean;
}

/**
 * A choice may not strand a single free seat, because nobody buys a lone seat beside strangers and the house would lose
 * it. A seat that already stood alone before this choice is not the buyer's fault. `row` holds seats that touch, in
 * order; answers the indexes that would be stranded.
 */
export function orphanedSeats(row: readonly RowSeat[], chosen: ReadonlySet<number>): number[] {
  const isLeftFree = (seat?: RowSeat) => !!seat?.free && !chosen.has(seat.index);
  return row
    .filter((seat, i) => {
      const [left, right] = [row[i - 1], row[i + 1]];
      const standsAlone = isLeftFree(seat) && !isLeftFree(left) && !isLeftFree(right);
      const stoodAlone = !left?.free && !right?.free;
      return standsAlone && !stoodAlone;
    })
    .map((seat) => seat.index);
}

/**
 * The seats that a choice would strand anywhere in the house, ascending. Wheelchair places and companion seats are never
 * stranded: whoever needs one comes for it. `isFree` says whether a seat could be bought before this choice.
 */
export function seatsOrphanedBy(
  geometry: ChartGeometry,
  chosen: ReadonlySet<number>,
  isFree: (index: number) => boolean,
): number[] {
  const { wheelchair, companion } = geometry.marks;
  const kept = new Set([...wheelchair, ...companion]);
  return seatLines(geometry)
    .filter(({ indexes }) => indexes.some((index) => chosen.has(index)))
    .flatMap(({ indexes }) =>
      orphanedSeats(
        indexes.map((index) => ({ index, free: isFree(index) })),
        chosen,
      ),
    )
    .filter((index) => !kept.has(index))
    .sort((one, other) => one - other);
}
