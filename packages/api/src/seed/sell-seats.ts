import type { ChartGeometry, ChartRow, ChartSection } from "../seating/index.ts";
import type { Dice } from "./dice.ts";

/** Seats that one buyer takes together: neighbours in a row, or places to stand. */
export type Party = readonly number[];

/** How many tickets people buy at once, each as often as it happens. */
const PARTY_SIZES = [1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 4, 4, 4, 5, 6];
const ROWS_A_NEIGHBOURHOOD = 4;

interface Wish {
  readonly seats: Party;
  /** Higher is bought earlier. */
  readonly appeal: number;
}

/**
 * Who bought what so far: the whole house is split into parties, and the most wanted are sold first. Near the focal point
 * is wanted more, and so are some corners for no reason at all, which is how houses fill. Seats for wheelchairs and
 * companions go last. `share` is the part of the house that is sold, 0 to 1; each party has `most` seats at most.
 */
export function chooseSold(geometry: ChartGeometry, share: number, most: number, dice: Dice): Party[] {
  const wishes = geometry.sections.flatMap((section) => sectionWishes(geometry, section, most, dice));
  wishes.sort((a, b) => b.appeal - a.appeal || (a.seats[0] ?? 0) - (b.seats[0] ?? 0));
  const seatCount = wishes.reduce((sum, wish) => sum + wish.seats.length, 0);
  const wanted = Math.round(seatCount * share);
  const sold: Party[] = [];
  let count = 0;
  for (const { seats } of wishes) {
    if (count + seats.length > wanted) continue;
    sold.push(seats);
    count += seats.length;
  }
  return sold;
}

function sectionWishes(geometry: ChartGeometry, section: ChartSection, most: number, dice: Dice): Wish[] {
  if (section.standing) return standingWishes(section.standing, most, dice);
  const last = new Set([...geometry.marks.wheelchair, ...geometry.marks.companion]);
  const sectionTaste = dice.next();
  let neighbourhoodTaste = 0;
  return section.rows.flatMap((row, at) => {
    if (at % ROWS_A_NEIGHBOURHOOD === 0) neighbourhoodTaste = dice.next();
    return parties(row.first, row.count, most, dice).map((seats) => {
      const isLast = seats.some((index) => last.has(index));
      const nearness = nearnessOf(geometry, row, (seats[0] ?? row.first) - row.first);
      const appeal = nearness + sectionTaste * 0.35 + neighbourhoodTaste * 0.3 + dice.next() * 0.45 - (isLast ? 2 : 0);
      return { seats, appeal };
    });
  });
}

/** Places to stand are all alike and are given out from the first on. */
function standingWishes({ first, count }: { first: number; count: number }, most: number, dice: Dice): Wish[] {
  return parties(first, count, most, dice).map((seats) => ({
    seats,
    appeal: 1.7 - (1.4 * ((seats[0] ?? first) - first)) / count,
  }));
}

function parties(first: number, count: number, most: number, dice: Dice): Party[] {
  const found: Party[] = [];
  const end = first + count;
  for (let at = first; at < end; ) {
    const size = Math.min(dice.of(PARTY_SIZES), most, end - at);
    found.push(Array.from({ length: size }, (_, offset) => at + offset));
    at += size;
  }
  return found;
}

/** 1 at the focal point, 0 at the far end of the house. */
function nearnessOf({ focalPoint, bounds }: ChartGeometry, row: ChartRow, offset: number): number {
  const distance = Math.hypot((row.x[offset] ?? 0) - focalPoint[0], (row.y[offset] ?? 0) - focalPoint[1]);
  return Math.max(0, 1 - distance / Math.hypot(bounds.width, bounds.height));
}
