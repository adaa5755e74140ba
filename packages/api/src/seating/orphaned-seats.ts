import type { ChartGeometry } from "./geometry.ts";
import { PLAIN, type SeatFacts, seatFacts } from "./seat-facts.ts";

export interface RowSeat {
  readonly index: number;
  readonly free: boolean;
}

/** Whether a seat could be bought before a choice, or is the chooser's own. */
export type IsFree = (index: number) => boolean;

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

/** In a line of two, as in a train or a box, nobody who comes alone can sit without leaving the other seat: there the rule is silent. */
const SHORTEST_JUDGED = 3;

/**
 * The seats that a choice would strand anywhere in the house, ascending. Wheelchair places and companion seats are never
 * stranded: whoever needs one comes for it.
 */
export function seatsOrphanedBy(geometry: ChartGeometry, chosen: ReadonlySet<number>, isFree: IsFree): number[] {
  const facts = seatFacts(geometry);
  const lines = new Set([...chosen].map((index) => facts.lineOf[index] ?? -1));
  return [...lines]
    .map((line) => facts.lines[line]?.indexes ?? [])
    .filter((line) => line.length >= SHORTEST_JUDGED)
    .flatMap((line) => judgedLine(facts, line, chosen, isFree))
    .sort((one, other) => one - other);
}

/** The seats that a party would strand by sitting on places `from` to `to` of a line, both included. */
export function orphanedBeside(
  facts: SeatFacts,
  line: readonly number[],
  [from, to]: readonly [number, number],
  isFree: IsFree,
): number[] {
  if (line.length < SHORTEST_JUDGED) return [];
  const party = new Set(line.slice(from, to + 1));
  const [first, last] = [Math.max(0, from - 2), Math.min(line.length, to + 3)];
  // Two places to either side decide; what lies beyond is not in this window and must not be judged by it.
  const beside = new Set([line[from - 1], line[to + 1]]);
  return judgedLine(facts, line.slice(first, last), party, isFree).filter((index) => beside.has(index));
}

function judgedLine(facts: SeatFacts, line: readonly number[], chosen: ReadonlySet<number>, isFree: IsFree): number[] {
  const row = line.map((index) => ({ index, free: isFree(index) }));
  return orphanedSeats(row, chosen).filter((index) => facts.keptFor[index] === PLAIN);
}

/** A seat that a choice might strand, and its neighbour on the far side; −1 where there is none, or where that is chosen too. */
export type SeatAtRisk = readonly [seat: number, beyond: number];

/**
 * What must be looked at to know whether a choice of seats that are all free strands any: those beside it. Who knows the
 * bytes finds a seat stranded when it is free and its neighbour beyond is not.
 */
export function seatsAtRisk(geometry: ChartGeometry, chosen: ReadonlySet<number>): SeatAtRisk[] {
  const facts = seatFacts(geometry);
  const found = new Map<number, number>();
  for (const index of chosen) {
    const line = facts.lines[facts.lineOf[index] ?? -1]?.indexes;
    if (!line || line.length < SHORTEST_JUDGED) continue;
    for (const step of [-1, 1]) {
      const at = (facts.placeOf[index] as number) + step;
      const seat = line[at];
      if (seat === undefined || chosen.has(seat) || facts.keptFor[seat] !== PLAIN) continue;
      const beyond = line[at + step] ?? -1;
      found.set(seat, chosen.has(beyond) ? -1 : beyond);
    }
  }
  return [...found];
}
