import type { ChartGeometry } from "./geometry.ts";
import { type IsFree, orphanedBeside, seatsOrphanedBy } from "./orphaned-seats.ts";
import { PLAIN, type SeatFacts, seatFacts } from "./seat-facts.ts";

/** A party looks along its own row before it looks into another: the way there counts so many times. */
const OTHER_ROW = 3;

/**
 * The nearest equal to some seats: as many, side by side, of the same price and kind, all free, stranding nobody. Null when there
 * are none. `isFree` says yes for the party's own seats.
 */
export function nearestEqual(geometry: ChartGeometry, seats: readonly number[], isFree: IsFree): number[] | null {
  const facts = seatFacts(geometry);
  const first = seats[0];
  if (first === undefined || facts.lineOf[first] === -1) return null;
  const [category, keptFor] = [facts.category[first] as number, facts.keptFor[first] as number];
  const isEqual = (index: number) => facts.category[index] === category && facts.keptFor[index] === keptFor;
  const [x, y] = middleOf(facts, seats);
  const row = facts.lineOf[first];
  let best: { seats: number[]; cost: number } | null = null;
  for (const [at, { indexes }] of facts.lines.entries()) {
    let inRow = 0;
    for (let place = 0; place < indexes.length; place++) {
      const index = indexes[place] as number;
      inRow = isEqual(index) && isFree(index) ? inRow + 1 : 0;
      if (inRow < seats.length) continue;
      const from = place - seats.length + 1;
      const ends = [indexes[from] as number, index];
      const [middleX, middleY] = middleOf(facts, ends);
      const away = Math.hypot(middleX - x, middleY - y);
      const cost = at === row ? away : away * OTHER_ROW;
      if (best && cost >= best.cost) continue;
      if (keptFor === PLAIN && orphanedBeside(facts, indexes, [from, place], isFree).length > 0) continue;
      best = { seats: indexes.slice(from, place + 1), cost };
    }
  }
  return best?.seats ?? null;
}

function middleOf({ x, y }: SeatFacts, seats: readonly number[]): [number, number] {
  const mean = (of: Float64Array) => seats.reduce((sum, index) => sum + (of[index] as number), 0) / seats.length;
  return [mean(x), mean(y)];
}

/** What a choice would strand, and the choice to make instead. Parties that stay where they are are in neither list. */
export interface ChoiceMend {
  readonly stranded: readonly number[];
  /** Seats to take in place of `replaced`. */
  readonly instead: readonly number[];
  readonly replaced: readonly number[];
}

/**
 * Judges a choice of numbered seats. Null when it may stand: it strands nobody, or nothing else is left, so that the same party
 * could sit nowhere at that price without stranding somebody. Else the nearest equal choice that does not, for all parties at once.
 */
export function mendChoice(geometry: ChartGeometry, chosen: readonly number[], isFree: IsFree): ChoiceMend | null {
  const facts = seatFacts(geometry);
  const stranded = seatsOrphanedBy(geometry, new Set(chosen), isFree);
  const moved = new Set<number>();
  let now = new Set(chosen);
  // Each step moves one party; a party that can go nowhere stays, and its stranded seats with it.
  const left = new Set(stranded);
  for (let steps = 0; left.size > 0 && steps < chosen.length; steps++) {
    const [alone] = left as Set<number>;
    if (alone === undefined) break;
    const party = partyBeside(facts, alone, now);
    const rest = new Set([...now].filter((index) => !party.includes(index)));
    const instead = nearestEqual(geometry, party, (index) => isFree(index) && !rest.has(index));
    left.delete(alone);
    if (!instead) continue;
    now = new Set([...rest, ...instead]);
    for (const index of party) moved.delete(index);
    for (const index of instead) moved.add(index);
    for (const index of left) left.delete(index);
    for (const index of seatsOrphanedBy(geometry, now, isFree)) if (index !== alone) left.add(index);
  }
  const replaced = chosen.filter((index) => moved.has(index) || !now.has(index));
  return moved.size === 0 ? null : { stranded, instead: inOrder([...moved]), replaced: inOrder(replaced) };
}

const inOrder = (seats: readonly number[]) => [...seats].sort((one, other) => one - other);

/** The chosen seats side by side next to a stranded one; the larger party where it sits between two. */
function partyBeside(facts: SeatFacts, alone: number, chosen: ReadonlySet<number>): number[] {
  const line = facts.lines[facts.lineOf[alone] ?? -1]?.indexes ?? [];
  const at = facts.placeOf[alone] as number;
  const along = (step: 1 | -1) => {
    const party: number[] = [];
    for (let place = at + step; chosen.has(line[place] ?? -1); place += step) party.push(line[place] as number);
    return party;
  };
  const [before, after] = [along(-1), along(1)];
  return (before.length > after.length ? before : after).sort(
    (one, other) => (facts.placeOf[one] as number) - (facts.placeOf[other] as number),
  );
}
