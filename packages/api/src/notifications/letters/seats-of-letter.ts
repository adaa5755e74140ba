import type { Markup } from "./markup.ts";
import { occasion, ruledRows } from "./frame.ts";
import type { OccasionFacts } from "./order-paid-letter.ts";

/** The seats that a letter is about, a line each: "  Night Ferry: Stalls, row A, seat 1". */
export function seatLines(occasions: readonly OccasionFacts[]): string[] {
  return occasions.flatMap(({ title, seats }) => seats.map(({ name }) => `  ${title}: ${name}`));
}

/** The same as it is seen: under what they are for. */
export function seatRows(occasions: readonly OccasionFacts[]): Markup[] {
  return occasions.flatMap(({ seats, ...one }) => [
    occasion(one),
    ruledRows(seats.map(({ name, category }) => ({ name, detail: category }))),
  ]);
}
