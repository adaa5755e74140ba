import type { ChartGeometry, Point } from "./geometry.ts";
import { type SeatLine, seatLines } from "./seat-lines.ts";

/** What a seat is kept for. */
export const PLAIN = 0;
export const WHEELCHAIR = 1;
export const COMPANION = 2;

/** What never changes about a chart's seats, laid out for loops: arrays by seat index, lengths in centimetres. */
export interface SeatFacts {
  readonly lines: readonly SeatLine[];
  /** Index into `lines`, and the place in it; −1 for a standing place. */
  readonly lineOf: Int32Array;
  readonly placeOf: Int32Array;
  readonly category: Uint16Array;
  /** `PLAIN`, `WHEELCHAIR` or `COMPANION`. */
  readonly keptFor: Uint8Array;
  readonly isRestricted: Uint8Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** How far from the stage, and from the middle line. */
  readonly distance: Float64Array;
  readonly offCentre: Float64Array;
  /** How good a seat is; the lower, the better. */
  readonly worth: Float64Array;
  /** The best worth in a line: nothing in it can be better. */
  readonly lineWorth: Float64Array;
  /** Indexes into `lines`, the best line first. */
  readonly linesByWorth: readonly number[];
  /** Half the width of the house. */
  readonly halfWidth: number;
  /** A third of its seats are nearer to the stage than this. */
  readonly near: number;
}

/** Sitting a metre off the middle line is as bad as sitting this many metres farther back. */
const OFF_CENTRE = 0.6;
/** A seat that sees only part of the stage comes after all those that see it whole, whatever their place, in centimetres. */
const RESTRICTED = 1_000_000;

const known = new WeakMap<ChartGeometry, SeatFacts>();

/** The facts of a chart, worked out once for it; linear in its seats. */
export function seatFacts(geometry: ChartGeometry): SeatFacts {
  const kept = known.get(geometry);
  if (kept) return kept;
  const { seatCount, marks } = geometry;
  const keptFor = new Uint8Array(seatCount);
  const isRestricted = new Uint8Array(seatCount);
  for (const index of marks.companion) keptFor[index] = COMPANION;
  for (const index of marks.wheelchair) keptFor[index] = WHEELCHAIR;
  for (const index of marks.restrictedView) isRestricted[index] = 1;
  const measured = measure(geometry);
  const { distance, offCentre } = measured;
  const worth = distance.map(
    (far, index) => far + OFF_CENTRE * (offCentre[index] as number) + (isRestricted[index] === 1 ? RESTRICTED : 0),
  );
  const lines = seatLines(geometry);
  const lineOf = new Int32Array(seatCount).fill(-1);
  const placeOf = new Int32Array(seatCount).fill(-1);
  const lineWorth = new Float64Array(lines.length);
  const distances: number[] = [];
  let halfWidth = 0;
  // Counted loops: a browser runs this once, before its compiler has made the others fast.
  lines.forEach(({ indexes }, at) => {
    let best = Infinity;
    for (let place = 0; place < indexes.length; place++) {
      const index = indexes[place] as number;
      lineOf[index] = at;
      placeOf[index] = place;
      best = Math.min(best, worth[index] as number);
      halfWidth = Math.max(halfWidth, offCentre[index] as number);
      distances.push(distance[index] as number);
    }
    lineWorth[at] = best;
  });
  const near = Float64Array.from(distances).sort()[Math.floor(distances.length / 3)] ?? 0;
  const linesByWorth = lines.map((_, at) => at).sort((a, b) => (lineWorth[a] as number) - (lineWorth[b] as number));
  const facts: SeatFacts = {
    ...{ lines, lineOf, placeOf, keptFor, isRestricted, ...measured, worth },
    ...{ lineWorth, linesByWorth, halfWidth, near },
  };
  known.set(geometry, facts);
  return facts;
}

/** The middle line runs from the focal point through the middle of all seats. */
function measure(geometry: ChartGeometry): Pick<SeatFacts, "category" | "x" | "y" | "distance" | "offCentre"> {
  const { seatCount, focalPoint } = geometry;
  const category = new Uint16Array(seatCount);
  const [x, y] = [new Float64Array(seatCount), new Float64Array(seatCount)];
  const [distance, offCentre] = [new Float64Array(seatCount), new Float64Array(seatCount)];
  const rows = geometry.sections.flatMap((section) => section.rows);
  const [ax, ay] = axisOf(rows, focalPoint);
  for (const row of rows) {
    for (let i = 0; i < row.count; i++) {
      const index = row.first + i;
      const dx = (row.x[i] ?? 0) - focalPoint[0];
      const dy = (row.y[i] ?? 0) - focalPoint[1];
      category[index] = typeof row.category === "number" ? row.category : (row.category[i] ?? 0);
      x[index] = row.x[i] ?? 0;
      y[index] = row.y[i] ?? 0;
      distance[index] = Math.sqrt(dx * dx + dy * dy);
      offCentre[index] = Math.abs(dx * ay - dy * ax);
    }
  }
  return { category, x, y, distance, offCentre };
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
