import type { ChartGeometry, Point } from "./geometry.ts";
import { type SeatLine, seatLines } from "./seat-lines.ts";

export interface SeatWish {
  /** How many want to sit together. */
  readonly quantity: number;
  /** The most that one seat may cost, in the currency's minor unit, everything included. */
  readonly maxPriceMinor?: number;
  /** Names of the only sections that will do. */
  readonly sections?: readonly string[];
  /** Wheelchair places with their companions, and nothing else. Without it neither is offered. */
  readonly stepFree?: boolean;
}

/** Why a choice is good, or what it lacks; in the order in which they are worth saying. */
export type SeatReason = "together" | "clearView" | "restrictedView" | "central" | "nearStage" | "onAisle" | "stepFree";

export interface SeatChoice {
  /** In order along the row. */
  readonly indexes: readonly number[];
  /** What all of them cost together, in the currency's minor unit. */
  readonly priceMinor: number;
  readonly reasons: readonly SeatReason[];
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
/** Sitting a metre off the middle line is as bad as sitting this many metres farther back. */
const OFF_CENTRE = 0.6;
/** A seat that sees only part of the stage comes after all those that see it whole, whatever their place, in centimetres. */
const RESTRICTED = 1_000_000;

/** What never changes about a chart's seats, by index. */
interface House {
  readonly lines: readonly SeatLine[];
  readonly category: Uint16Array;
  /** The lower, the better, centimetres. */
  readonly worth: Float64Array;
  /** Distance from the middle line, centimetres. */
  readonly offCentre: Float64Array;
  readonly distance: Float64Array;
  readonly isStepFree: Uint8Array;
  readonly isRestricted: Uint8Array;
  /** Half the width of the house. */
  readonly halfWidth: number;
  /** A third of its seats are nearer to the stage than this. */
  readonly near: number;
}

const houses = new WeakMap<ChartGeometry, House>();

/**
 * Up to five choices of seats together in one row, the best first, no two in the same row, and first at most two
 * of a section: near the stage, in the
 * middle, no view restricted unless nothing else is left, and no single seat stranded. Standing places are not offered,
 * since they are all alike. Answers none when nobody can sit as wished.
 */
export function bestSeats(geometry: ChartGeometry, offer: SeatOffer, wish: SeatWish): SeatChoice[] {
  const { quantity } = wish;
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > MOST_TOGETHER) return [];
  const house = houseOf(geometry);
  const prices = geometry.categories.map((_, category) => {
    const price = offer.priceOf(category);
    return price !== null && price <= (wish.maxPriceMinor ?? Infinity) ? price : null;
  });
  const wanted = wish.sections && new Set(wish.sections);
  const found: Candidate[] = [];
  for (const line of house.lines) {
    if (line.indexes.length < quantity) continue;
    if (wanted && !wanted.has(geometry.sections[line.section]?.name ?? "")) continue;
    const candidate = bestInLine(house, line, { offer, prices, quantity, stepFree: wish.stepFree === true });
    if (candidate) found.push(candidate);
  }
  return varied(found.sort((one, other) => one.worth - other.worth))
    .slice(0, CHOICES)
    .map((candidate) => choiceOf(house, candidate, quantity, prices));
}

/** Five rows behind each other are hardly a choice: after two of a section, others come first. */
function varied(best: readonly Candidate[]): Candidate[] {
  const perSection = new Map<number, number>();
  const [first, later]: [Candidate[], Candidate[]] = [[], []];
  for (const candidate of best) {
    const { section } = candidate.line;
    const shown = perSection.get(section) ?? 0;
    perSection.set(section, shown + 1);
    (shown < OF_A_SECTION ? first : later).push(candidate);
  }
  return [...first, ...later];
}

interface Candidate {
  readonly line: SeatLine;
  readonly from: number;
  readonly worth: number;
}

interface Search {
  readonly offer: SeatOffer;
  readonly prices: readonly (number | null)[];
  readonly quantity: number;
  readonly stepFree: boolean;
}

/** The best place for a party in one line: the whole party free, affordable, of the right kind, and nobody left alone beside it. */
function bestInLine(house: House, line: SeatLine, { offer, prices, quantity, stepFree }: Search): Candidate | null {
  const { indexes } = line;
  const free = indexes.map((index) => offer.isFree(index));
  const fits = indexes.map((index, at) => {
    const isAffordable = prices[house.category[index] as number] != null;
    return (free[at] as boolean) && isAffordable && (house.isStepFree[index] !== 0) === stepFree;
  });
  /** A free seat whose other neighbour is not free would be stranded by a party at its side. */
  const isStranded = (at: number, beyond: number) =>
    free[at] === true && free[beyond] !== true && house.isStepFree[indexes[at] as number] === 0;
  let best: Candidate | null = null;
  let [inRow, sum, wheelchairs] = [0, 0, 0];
  for (const [at, index] of indexes.entries()) {
    inRow = fits[at] ? inRow + 1 : 0;
    sum = inRow === 0 ? 0 : sum + (house.worth[index] as number);
    wheelchairs = inRow === 0 ? 0 : wheelchairs + (house.isStepFree[index] === WHEELCHAIR ? 1 : 0);
    if (inRow > quantity) {
      const leaves = indexes[at - quantity] as number;
      sum -= house.worth[leaves] as number;
      wheelchairs -= house.isStepFree[leaves] === WHEELCHAIR ? 1 : 0;
    }
    if (inRow < quantity || (stepFree && wheelchairs === 0)) continue;
    const from = at - quantity + 1;
    const worth = sum / quantity;
    if (best && worth >= best.worth) continue;
    if (!isStranded(from - 1, from - 2) && !isStranded(at + 1, at + 2)) best = { line, from, worth };
  }
  return best;
}

function choiceOf(
  house: House,
  { line, from }: Candidate,
  quantity: number,
  prices: readonly (number | null)[],
): SeatChoice {
  const indexes = line.indexes.slice(from, from + quantity);
  const mean = (values: Float64Array) => indexes.reduce((sum, index) => sum + (values[index] as number), 0) / quantity;
  const isRestricted = indexes.some((index) => house.isRestricted[index] === 1);
  const isOnAisle = from === 0 || from + quantity === line.indexes.length;
  const reasons: readonly (SeatReason | false)[] = [
    quantity > 1 && "together",
    isRestricted ? "restrictedView" : "clearView",
    mean(house.offCentre) <= house.halfWidth * 0.2 && "central",
    mean(house.distance) <= house.near && "nearStage",
    isOnAisle && "onAisle",
    indexes.some((index) => house.isStepFree[index] !== 0) && "stepFree",
  ];
  const priceMinor = indexes.reduce((sum, index) => sum + (prices[house.category[index] as number] ?? 0), 0);
  return { indexes, priceMinor, reasons: reasons.filter((reason) => reason !== false) };
}

const WHEELCHAIR = 1;
const COMPANION = 2;

function houseOf(geometry: ChartGeometry): House {
  const known = houses.get(geometry);
  if (known) return known;
  const { seatCount, marks } = geometry;
  const isStepFree = new Uint8Array(seatCount);
  const isRestricted = new Uint8Array(seatCount);
  for (const index of marks.companion) isStepFree[index] = COMPANION;
  for (const index of marks.wheelchair) isStepFree[index] = WHEELCHAIR;
  for (const index of marks.restrictedView) isRestricted[index] = 1;
  const { category, distance, offCentre } = measure(geometry);
  const worth = distance.map(
    (far, index) => far + OFF_CENTRE * (offCentre[index] as number) + (isRestricted[index] === 1 ? RESTRICTED : 0),
  );
  const lines = seatLines(geometry);
  const seats = lines.flatMap((line) => line.indexes);
  const sorted = Float64Array.from(seats, (index) => distance[index] as number).sort();
  const house: House = {
    lines,
    category,
    worth,
    offCentre,
    distance,
    isStepFree,
    isRestricted,
    halfWidth: seats.reduce((widest, index) => Math.max(widest, offCentre[index] as number), 0),
    near: sorted[Math.floor(sorted.length / 3)] ?? 0,
  };
  houses.set(geometry, house);
  return house;
}

/** The middle line runs from the focal point through the middle of all seats. */
function measure(geometry: ChartGeometry): Pick<House, "category" | "distance" | "offCentre"> {
  const { seatCount, focalPoint } = geometry;
  const category = new Uint16Array(seatCount);
  const [distance, offCentre] = [new Float64Array(seatCount), new Float64Array(seatCount)];
  const rows = geometry.sections.flatMap((section) => section.rows);
  const [ax, ay] = axisOf(rows, focalPoint);
  for (const row of rows) {
    for (let i = 0; i < row.count; i++) {
      const [x, y] = [(row.x[i] ?? 0) - focalPoint[0], (row.y[i] ?? 0) - focalPoint[1]];
      const index = row.first + i;
      category[index] = typeof row.category === "number" ? row.category : (row.category[i] ?? 0);
      distance[index] = Math.hypot(x, y);
      offCentre[index] = Math.abs(x * ay - y * ax);
    }
  }
  return { category, distance, offCentre };
}

function axisOf(rows: ChartGeometry["sections"][number]["rows"], focalPoint: Point): Point {
  let [x, y, count] = [0, 0, 0];
  for (const row of rows) {
    for (let i = 0; i < row.count; i++) {
      x += (row.x[i] ?? 0) - focalPoint[0];
      y += (row.y[i] ?? 0) - focalPoint[1];
      count++;
    }
  }
  const far = Math.hypot(x, y);
  // In the round there is no middle line: where the mean of all seats is the focal point itself, it runs down the map.
  return far < count ? [0, 1] : [x / far, y / far];
}
