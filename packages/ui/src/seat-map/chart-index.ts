import type { ChartGeometry, ChartRow, ChartSection } from "@usher/api/geometry";
import { boxOf, type Rect } from "./viewport.ts";

export interface IndexedRow {
  /** Index into `ChartIndex.sections`. */
  readonly section: number;
  readonly row: ChartRow;
  readonly box: Rect;
}

export interface IndexedSection {
  readonly section: ChartSection;
  readonly box: Rect;
  /** The usual distance between two neighbours, centimetres. */
  readonly pitch: number;
  /** The turn, in radians, that puts the front row at the top of the screen. */
  readonly uprightTurn: number;
  /** Its rows are `rows[firstRow … firstRow + rowCount − 1]` of the index. */
  readonly firstRow: number;
  readonly rowCount: number;
  /** The category most of its seats have. */
  readonly category: number;
}

/** A chart laid out for loops: what is asked of every seat on every frame stands in typed arrays, by seat index. */
export interface ChartIndex {
  readonly geometry: ChartGeometry;
  readonly seatCount: number;
  /** Centimetres; NaN for a standing place, which has no spot of its own. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly sectionOf: Uint16Array;
  /** Index into `rows`; −1 for a standing place. */
  readonly rowOf: Int32Array;
  readonly categoryOf: Uint8Array;
  /** Bits: `WHEELCHAIR`, `COMPANION`, `RESTRICTED_VIEW`. */
  readonly marksOf: Uint8Array;
  readonly rows: readonly IndexedRow[];
  readonly sections: readonly IndexedSection[];
  /** The usual pitch of the whole house, centimetres: decides how much is drawn. */
  readonly pitch: number;
}

export const WHEELCHAIR = 1;
export const COMPANION = 2;
export const RESTRICTED_VIEW = 4;

/** Seats 55 cm apart are usual; a chart without two neighbours is drawn as if it had them. */
const USUAL_PITCH = 55;

/** Charts that were laid out; one is never changed. */
const laidOut = new WeakMap<ChartGeometry, ChartIndex>();

/** Lays a chart out. Done once a chart; linear in its seats. */
export function indexChart(geometry: ChartGeometry): ChartIndex {
  const work = indexChartInParts(geometry);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Seats between two pauses: less than a millisecond's work once the code is warm. */
const SEATS_A_PART = 4_000;

/** The same in parts, so that a page can do other things meanwhile: yields between them. */
export function* indexChartInParts(geometry: ChartGeometry): Generator<void, ChartIndex, void> {
  const known = laidOut.get(geometry);
  if (known) return known;
  const { seatCount } = geometry;
  const arrays = {
    x: new Float32Array(seatCount).fill(Number.NaN),
    y: new Float32Array(seatCount).fill(Number.NaN),
    sectionOf: new Uint16Array(seatCount),
    rowOf: new Int32Array(seatCount).fill(-1),
    categoryOf: new Uint8Array(seatCount),
    marksOf: marksOf(geometry),
  };
  const rows: IndexedRow[] = [];
  const sections: IndexedSection[] = [];
  let seats = 0;
  for (const [s, section] of geometry.sections.entries()) {
    if (seats >= SEATS_A_PART) {
      seats = 0;
      yield;
    }
    seats += section.count;
    sections.push(laySection({ geometry, arrays, rows }, section, s));
  }
  const pitch = pitchOf(geometry.sections.flatMap((section) => section.rows));
  const index = { geometry, seatCount, ...arrays, rows, sections, pitch };
  laidOut.set(geometry, index);
  return index;
}

interface Layout {
  readonly geometry: ChartGeometry;
  readonly arrays: SeatArrays;
  /** Of all sections so far; a section adds its own. */
  readonly rows: IndexedRow[];
}

function laySection({ geometry, arrays, rows }: Layout, section: ChartSection, s: number): IndexedSection {
  const firstRow = rows.length;
  arrays.sectionOf.fill(s, section.first, section.first + section.count);
  if (section.standing) {
    const { first, count, category } = section.standing;
    arrays.categoryOf.fill(category, first, first + count);
  }
  if (section.rows.length === 0 && section.category !== undefined) {
    arrays.categoryOf.fill(section.category, section.first, section.first + section.count);
  }
  for (const row of section.rows) {
    layRow(arrays, row, rows.length);
    rows.push({ section: s, row, box: boxOfRow(row) });
  }
  return {
    section,
    box: boxOf(section.outline),
    pitch: pitchOf(section.rows),
    uprightTurn: uprightTurn(section, geometry.focalPoint),
    firstRow,
    rowCount: section.rows.length,
    category: commonest(arrays.categoryOf.subarray(section.first, section.first + section.count)),
  };
}

type SeatArrays = Pick<ChartIndex, "x" | "y" | "rowOf" | "sectionOf" | "categoryOf">;

function layRow(arrays: SeatArrays, row: ChartRow, at: number): void {
  arrays.x.set(row.x, row.first);
  arrays.y.set(row.y, row.first);
  arrays.rowOf.fill(at, row.first, row.first + row.count);
  if (typeof row.category === "number") arrays.categoryOf.fill(row.category, row.first, row.first + row.count);
  else arrays.categoryOf.set(row.category, row.first);
}

/** As `boxOf` of its seats, without a point for each of them: a stadium has sixty thousand. */
function boxOfRow({ x, y }: ChartRow): Rect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let seat = 0; seat < x.length; seat++) {
    const [cx, cy] = [x[seat] as number, y[seat] as number];
    if (cx < left) left = cx;
    if (cx > right) right = cx;
    if (cy < top) top = cy;
    if (cy > bottom) bottom = cy;
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function marksOf({ seatCount, marks }: ChartGeometry): Uint8Array {
  const bits = new Uint8Array(seatCount);
  const mark = (indexes: readonly number[], bit: number) => {
    for (const index of indexes) bits[index] = (bits[index] ?? 0) | bit;
  };
  mark(marks.wheelchair, WHEELCHAIR);
  mark(marks.companion, COMPANION);
  mark(marks.restrictedView, RESTRICTED_VIEW);
  return bits;
}

/** The middle value of the first step of each row: aisles and single wide seats do not move it. */
function pitchOf(rows: readonly ChartRow[]): number {
  const steps = rows
    .filter((row) => row.count > 1)
    .map((row) => {
      const middle = (row.count - 1) >> 1;
      const [x0, x1, y0, y1] = [row.x[middle], row.x[middle + 1], row.y[middle], row.y[middle + 1]] as number[];
      return Math.hypot((x1 as number) - (x0 as number), (y1 as number) - (y0 as number));
    })
    .sort((one, other) => one - other);
  return steps[steps.length >> 1] || USUAL_PITCH;
}

function centreOf(row: ChartRow): readonly [number, number] {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return [sum(row.x) / row.count, sum(row.y) / row.count];
}

/**
 * Rows are read as lines of text, so a section is turned until they lie across the screen, on the side that has the stage up. Where the
 * rows run towards the stage, as beside it, the front row is up.
 */
function uprightTurn(section: ChartSection, focalPoint: readonly [number, number]): number {
  const toFocus: Vector = [focalPoint[0] - section.labelAt[0], focalPoint[1] - section.labelAt[1]];
  const along = directionOf(section.rows);
  const up = along === null ? toFocus : acrossRows(section.rows, along, toFocus);
  const turn = -Math.PI / 2 - Math.atan2(up[1], up[0]);
  return turn - 2 * Math.PI * Math.round(turn / (2 * Math.PI));
}

type Vector = readonly [number, number];

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1];

/** Rows that run within this of the way to the stage (a cosine) leave it to the front row which way is up. */
const TOWARDS_STAGE = 0.97;

function acrossRows(rows: readonly ChartRow[], along: Vector, toFocus: Vector): Vector {
  const [front, back] = [rows[0], rows.at(-1)];
  const across: Vector = [-along[1], along[0]];
  const isBeside = Math.abs(dot(along, toFocus)) > TOWARDS_STAGE * Math.hypot(...along) * Math.hypot(...toFocus);
  let side = dot(across, toFocus);
  if (isBeside && front && back && front !== back) {
    const [from, to] = [centreOf(back), centreOf(front)];
    side = dot(across, [to[0] - from[0], to[1] - from[1]]);
  }
  return side < 0 ? [along[1], -along[0]] : across;
}

/** The way that rows run, whichever end they begin at; long rows count for more. null when no row has two ends. */
function directionOf(rows: readonly ChartRow[]): Vector | null {
  let sum: Vector = [0, 0];
  for (const { x, y } of rows) {
    const chord: Vector = [(x.at(-1) ?? 0) - (x[0] ?? 0), (y.at(-1) ?? 0) - (y[0] ?? 0)];
    const sign = dot(chord, sum) < 0 ? -1 : 1;
    sum = [sum[0] + sign * chord[0], sum[1] + sign * chord[1]];
  }
  return sum[0] === 0 && sum[1] === 0 ? null : sum;
}

/** The commonest of some small numbers; the first of those that are equally common. */
function commonest(categories: Uint8Array): number {
  const counts = new Int32Array(256);
  let best = categories[0] ?? 0;
  for (const category of categories) counts[category] = (counts[category] as number) + 1;
  for (const category of categories) {
    if ((counts[category] as number) > (counts[best] as number)) best = category;
  }
  return best;
}

/** Whether a chart point lies inside a closed outline (even–odd rule). */
export function insideOutline(outline: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    const [xi, yi] = outline[i] as readonly [number, number];
    const [xj, yj] = outline[j] as readonly [number, number];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** The section at a chart point, or null between sections. The later one lies on top. */
export function sectionAt(chart: ChartIndex, x: number, y: number): number | null {
  for (let s = chart.sections.length - 1; s >= 0; s--) {
    const { box, section } = chart.sections[s] as IndexedSection;
    if (x < box.x || y < box.y || x > box.x + box.width || y > box.y + box.height) continue;
    if (insideOutline(section.outline, x, y)) return s;
  }
  return null;
}
