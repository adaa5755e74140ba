import type { GIVEN_UP } from "./search.schema.ts";
import { type Condition, filterOf, type Wanted } from "./wanted.ts";

export type GivenUp = (typeof GIVEN_UP)[number];

/** How many of the nearest are shown when nothing fits. */
export const MOST_NEAREST = 8;

/** A search that asks for less. `last` also finds what has only the first of the words. */
export interface WayOut {
  readonly givenUp: GivenUp;
  readonly words: string;
  readonly without: readonly Condition[];
  readonly strategy: "all" | "last";
}

const EVERYTHING: readonly Condition[] = ["kinds", "genres", "cities", "days", "price", "distance", "others"];

/** What may be given up when nothing fits, one thing at a time, the least missed first. */
export function waysOut(wanted: Wanted): WayOut[] {
  const { words, days, price, withinKm, cities } = wanted;
  const way = (
    isOpen: boolean,
    givenUp: GivenUp,
    without: readonly Condition[],
    more: Partial<WayOut> = {},
  ): WayOut[] => (isOpen ? [{ givenUp, without, words, strategy: "all", ...more }] : []);
  return [
    ...way(days.from !== null || days.until !== null, "dates", ["days"]),
    ...way(price !== null, "price", ["price"]),
    ...way(withinKm !== null, "distance", ["distance"]),
    ...way(cities.length > 0, "city", ["cities"]),
    ...way(filterOf(wanted).length > 1, "filters", EVERYTHING),
    ...way(words !== "", "words", [], { strategy: "last" }),
    ...way(words !== "", "words", [], { words: "" }),
    ...way(true, "filters", EVERYTHING, { words: "" }),
  ];
}
