import type { ChartGeometry } from "./geometry.ts";
import { orphanedBeside } from "./orphaned-seats.ts";
import { COMPANION, PLAIN, type SeatFacts, seatFacts, WHEELCHAIR } from "./seat-facts.ts";
import type { SeatLine } from "./seat-lines.ts";

export interface SeatWish {
  /** How many want to sit together. */
  readonly quantity: number;
  /** The most that one seat may cost, in the currency's minor unit, everything included. */
  readonly maxPriceMinor?: number | undefined;
  /** Names of the only sections that will do. */
  readonly sections?: readonly string[] | undefined;
  /** A wheelchair place with the companion seats beside it, and nothing else. Without it neither is offered. */
  readonly stepFree?: boolean | undefined;
  /** Somebody of the party sits at an aisle. */
  readonly onAisle?: boolean | undefined;
}

/** Why a choice is good, or what it lacks; in the order in which they are worth saying. */
export type SeatReason = "together" | "clearView" | "restrictedView" | "central" | "nearStage" | "onAisle" | "stepFree";

/** A row before the one that was found, and why it would not do. */
export interface PassedOver {
  readonly row: string;
  /** The most free seats side by side there; 0 when it is sold out. */
  readonly together: number;
  /** So many do sit side by side there, but would leave somebody alone. */
  readonly strands: boolean;
}

export interface SeatChoice {
  /** In order along the row. */
  readonly indexes: readonly number[];
  /** What all of them cost together, in the currency's minor unit. */
  readonly priceMinor: number;
  readonly reasons: readonly SeatReason[];
  /** Why not one row nearer; null when there is none, or none of these prices. */
  readonly passedOver: PassedOver | null;
}

/** What the house knows about its seats now; a price of null says that the category is not on sale. */
export interface SeatOffer {
  readonly isFree: (index: number) => boolean;
  /** Price of one seat of a category (an index into the chart's list), in the currency's minor unit. */
  readonly priceOf: (category: number) => number | null;
}

const CHOICES = 5;
const OF_A_SECTION = 2;
/** More than this many do not fit side by side in any row worth looking through. */
const MOST_TOGETHER = 100;

/**
 * Up to five choices of seats together in one row, the best first, no two in the same row, and first at most two
 * of a section: near the stage, in the
 * middle, no view restricted unless nothing else is left, and no single seat stranded. Standing places are not offered,
 * since they are all alike. Answers none when nobody can sit as wished.
 */
export function bestSeats(geometry: ChartGeometry, offer: SeatOffer, wish: SeatWish): SeatChoice[] {
  const { quantity } = wish;
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > MOST_TOGETHER) return [];
  const facts = seatFacts(geometry);
  const search = searchFor(geometry, offer, wish);
  const wanted = wish.sections && new Set(wish.sections);
  const found: Candidate[] = [];
  // The best line first, so that what is left can be seen to be no better, and most of a large house is never looked at.
  for (const at of facts.linesByWorth) {
    const line = facts.lines[at] as SeatLine;
    if (line.indexes.length < quantity) continue;
    if (wanted && !wanted.has(geometry.sections[line.section]?.name ?? "")) continue;
    const better = found.filter(({ worth }) => worth <= (facts.lineWorth[at] as number));
    if (firstChoices(better).length >= CHOICES) break;
    const { best } = bestInLine(facts, line, search);
    if (best) found.splice(found.findLastIndex(({ worth }) => worth <= best.worth) + 1, 0, best);
  }
  return varied(found)
    .slice(0, CHOICES)
    .map((candidate) => choiceOf(geometry, facts, candidate, search));
}

/** Of candidates, the best first, those that are shown before others: at most two of a section. */
function firstChoices(best: readonly Candidate[]): Candidate[] {
  const perSection = new Map<number, number>();
  return best.filter(({ line: { section } }) => {
    const shown = perSection.get(section) ?? 0;
    perSection.set(section, shown + 1);
    return shown < OF_A_SECTION;
  });
}

/** Five rows behind each other are hardly a choice: after two of a section, others come first. */
function varied(best: readonly Candidate[]): Candidate[] {
  const first = firstChoices(best);
  return [...first, ...best.filter((candidate) => !first.includes(candidate))];
}

interface Candidate {
  readonly line: SeatLine;
  readonly from: number;
  readonly worth: number;
}

interface Search {
  readonly isFree: (index: number) => boolean;
  readonly prices: readonly (number | null)[];
  readonly quantity: number;
  readonly stepFree: boolean;
  readonly onAisle: boolean;
}

function searchFor(geometry: ChartGeometry, offer: SeatOffer, wish: SeatWish): Search {
  const prices = geometry.categories.map((_, category) => {
    const price = offer.priceOf(category);
    return price !== null && price <= (wish.maxPriceMinor ?? Infinity) ? price : null;
  });
  const { quantity, stepFree = false, onAisle = false } = wish;
  return { isFree: offer.isFree, prices, quantity, stepFree, onAisle };
}

interface LineJudged {
  readonly best: Candidate | null;
  /** The most seats of the wished kind side by side. */
  readonly together: number;
}

/** The best place for a party in one line: all of it free, affordable, of the right kind, and nobody left alone beside it. */
function bestInLine(facts: SeatFacts, line: SeatLine, search: Search): LineJudged {
  const { indexes } = line;
  const { quantity, prices, isFree, stepFree, onAisle } = search;
  const { category, keptFor, worth } = facts;
  let best: Candidate | null = null;
  let [inRow, sum, wheelchairs, together] = [0, 0, 0, 0];
  for (let at = 0; at < indexes.length; at++) {
    const index = indexes[at] as number;
    const fits = prices[category[index] as number] != null && (keptFor[index] !== PLAIN) === stepFree && isFree(index);
    if (!fits) {
      inRow = sum = wheelchairs = 0;
      continue;
    }
    inRow++;
    together = Math.max(together, inRow);
    sum += worth[index] as number;
    if (keptFor[index] === WHEELCHAIR) wheelchairs++;
    if (inRow > quantity) {
      const leaves = indexes[at - quantity] as number;
      sum -= worth[leaves] as number;
      if (keptFor[leaves] === WHEELCHAIR) wheelchairs--;
    }
    if (inRow < quantity || (stepFree && wheelchairs === 0)) continue;
    const from = at - quantity + 1;
    if (onAisle && from > 0 && at < indexes.length - 1) continue;
    const mean = sum / quantity;
    if (best && mean >= best.worth) continue;
    if (orphanedBeside(facts, indexes, [from, at], isFree).length === 0) best = { line, from, worth: mean };
  }
  return { best, together };
}

function choiceOf(geometry: ChartGeometry, facts: SeatFacts, candidate: Candidate, search: Search): SeatChoice {
  const { line, from } = candidate;
  const { quantity, prices } = search;
  const indexes = line.indexes.slice(from, from + quantity);
  const mean = (values: Float64Array) => indexes.reduce((sum, index) => sum + (values[index] as number), 0) / quantity;
  const isRestricted = indexes.some((index) => facts.isRestricted[index] === 1);
  const isOnAisle = from === 0 || from + quantity === line.indexes.length;
  const reasons: readonly (SeatReason | false)[] = [
    quantity > 1 && "together",
    isRestricted ? "restrictedView" : "clearView",
    mean(facts.offCentre) <= facts.halfWidth * 0.2 && "central",
    mean(facts.distance) <= facts.near && "nearStage",
    isOnAisle && "onAisle",
    indexes.some((index) => facts.keptFor[index] !== PLAIN) && "stepFree",
  ];
  const priceMinor = indexes.reduce((sum, index) => sum + (prices[facts.category[index] as number] ?? 0), 0);
  return {
    indexes,
    priceMinor,
    reasons: reasons.filter((reason) => reason !== false),
    passedOver: passedOver(geometry, facts, candidate, search),
  };
}

/** Looks at the row before the one that was found, in its section: a buyer who asks "why not one further in front" has an answer. */
function passedOver(geometry: ChartGeometry, facts: SeatFacts, { line }: Candidate, search: Search): PassedOver | null {
  const rows = geometry.sections[line.section]?.rows ?? [];
  const first = line.indexes[0] as number;
  const at = rows.findIndex((row) => first >= row.first && first < row.first + row.count);
  // A row may be in pieces, one beside the other, all of the same name.
  const row = rows.slice(0, Math.max(at, 0)).findLast(({ name }) => name !== rows[at]?.name)?.name;
  if (row === undefined || search.stepFree || search.onAisle) return null;
  const isPriced = (index: number) => search.prices[facts.category[index] as number] != null;
  const seats = rows
    .filter(({ name }) => name === row)
    .flatMap(({ first: start, count }) => Array.from({ length: count }, (_, i) => start + i))
    .filter(isPriced);
  if (seats.length === 0) return null;
  let together = 0;
  for (const each of new Set(seats.map((index) => facts.lineOf[index] as number))) {
    const judged = bestInLine(facts, facts.lines[each] as SeatLine, search);
    // It would do as well: this row was found for another reason, such as for being nearer the middle.
    if (judged.best) return null;
    together = Math.max(together, judged.together);
  }
  return { row, together, strands: together >= search.quantity };
}

/** A companion seat goes with a wheelchair place of the same section; answers the companion seats of a choice that lack one. */
export function companionsAlone(geometry: ChartGeometry, chosen: readonly number[]): number[] {
  const facts = seatFacts(geometry);
  const sectionOf = (index: number) => facts.lines[facts.lineOf[index] ?? -1]?.section;
  const accompanied = new Set(
    chosen.filter((index) => facts.keptFor[index] === WHEELCHAIR).map((index) => sectionOf(index)),
  );
  return chosen.filter((index) => facts.keptFor[index] === COMPANION && !accompanied.has(sectionOf(index)));
}
