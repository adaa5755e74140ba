import { type Defect, defectOf } from "./defects.ts";
import type { ChartGeometry, ChartRow, ChartSection, Point } from "./geometry.ts";
import { cutAtAisles, gapsOf, medianOf, orderRow } from "./order-row.ts";
import { boundsOf, middleOf, outlineOf } from "./outlines.ts";
import { findFocalPoint, findStage } from "./plan-stage.ts";
import type { PretixPlan, PretixRow, PretixSeat, PretixZone } from "./pretix-plan.schema.ts";
import { MOST_SEATS } from "./pretix-plan.ts";
import type { Sidecar } from "./sidecar.ts";
import { namesakes, splitZone } from "./split-zone.ts";
import type { CompiledRevision } from "./store-chart.ts";

/** Seats of most houses are about this far apart, in cm; a plan's unit is measured by it. */
export const PITCH_CM = 55;
/** From the middle of an outer seat to its section's outline, in cm. */
export const OUTLINE_MARGIN_CM = 45;
const BOUNDS_MARGIN_CM = 100;
/** No two chairs stand on one square of this side. */
const SPOT_CM = 25;

interface PlacedSeat {
  readonly seat: PretixSeat;
  readonly x: number;
  readonly y: number;
}

interface PlacedRow {
  readonly name: string;
  readonly seats: readonly PlacedSeat[];
}

interface MeasuredRow {
  readonly name: string;
  readonly seats: readonly { readonly seat: PretixSeat; readonly at: Point }[];
}

interface Frame {
  /** From the plan's unit to whole centimetres. */
  readonly toCm: (x: number, y: number) => Point;
  readonly focal: Point;
  readonly categories: Map<string, number>;
  readonly seatKeys: string[];
  readonly defects: Defect[];
}

/**
 * A plan as a chart: each zone a section, or several where its blocks have seats of the same names; rows front to back
 * as seen from where eyes go, seats left to right. Lengths become centimetres, measured by the seats' pitch. Standing
 * runs of the sidecar come last, each a section of its own.
 */
export function compileChart(plan: PretixPlan, sidecar?: Sidecar): CompiledRevision {
  const zones = plan.zones.map((zone) => ({ zone, rows: zone.rows.map((row) => placeRow(zone, row)) }));
  const all = zones.flatMap(({ rows }) => rows.flatMap(({ seats }) => seats.map(({ x, y }): Point => [x, y])));
  const pitch = pitchOf(zones.flatMap(({ rows }) => rows));
  const stage = findStage(plan, sidecar, pitch);
  const scale = PITCH_CM / pitch;
  const toCm = (x: number, y: number): Point => [Math.round(x * scale), Math.round(y * scale)];
  const focal = toCm(...findFocalPoint(plan, { sidecar, stage, seats: all }));
  const categories = new Map(plan.categories.map(({ name }, at) => [name, at]));
  const frame: Frame = { toCm, focal, categories, seatKeys: [], defects: [] };
  noteSharedPlaces(frame, all);
  const sections: ChartSection[] = [];
  for (const [at, { zone, rows }] of zones.entries()) {
    const seated = rows.filter(({ seats }) => seats.length > 0);
    if (seated.length > 0) sections.push(...compileZone(frame, zone, seated, `/zones/${at}`));
  }
  sections.push(...compileStanding(frame, sidecar));
  const stageCm = stage && { label: stage.label, outline: stage.outline.map(([x, y]) => toCm(x, y)) };
  const corners = [...sections.flatMap(({ outline }) => outline), ...(stageCm?.outline ?? []), focal];
  const geometry: ChartGeometry = {
    format: 1,
    name: plan.name,
    seatCount: frame.seatKeys.length,
    bounds: boundsOf(corners, BOUNDS_MARGIN_CM),
    focalPoint: focal,
    stage: stageCm,
    categories: [...categories.keys()],
    sections,
    marks: compileMarks(frame, sidecar),
  };
  return { geometry, seatKeys: frame.seatKeys, defects: frame.defects };
}

function placeRow(zone: PretixZone, row: PretixRow): PlacedRow {
  const seats = row.seats.map((seat) => ({
    seat,
    x: zone.position.x + row.position.x + seat.position.x,
    y: zone.position.y + row.position.y + seat.position.y,
  }));
  return { name: row.row_number, seats: orderRow(seats) };
}

/** The usual distance of neighbours, in the plan's unit. */
function pitchOf(rows: readonly PlacedRow[]): number {
  const gaps = rows.flatMap(({ seats }) => gapsOf(seats)).filter((gap) => gap > 0.01);
  return medianOf(gaps) ?? 25;
}

/** How far the nearest seat of a row is from where eyes go, squared. */
function nearness(seats: readonly { readonly at: Point }[], [x, y]: Point): number {
  return seats.reduce((least, { at }) => Math.min(least, (at[0] - x) ** 2 + (at[1] - y) ** 2), Infinity);
}

function compileZone(frame: Frame, zone: PretixZone, placed: readonly PlacedRow[], path: string): ChartSection[] {
  const rows = placed.map(({ name, seats }) => ({
    name,
    seats: seats.map(({ seat, x, y }) => ({ seat, at: frame.toCm(x, y) })),
  }));
  const blocks = splitZone(rows, frame.focal);
  noteNamesakes(frame, { name: zone.name, alike: namesakes(rows), blocks: blocks.length }, path);
  return blocks.map((block, at) =>
    compileBlock(frame, blocks.length > 1 ? `${zone.name} ${at + 1}` : zone.name, block),
  );
}

function compileBlock(frame: Frame, name: string, block: readonly MeasuredRow[]): ChartSection {
  const first = frame.seatKeys.length;
  const rows = block.map((row) => ({ ...row, near: nearness(row.seats, frame.focal) })).sort((a, b) => a.near - b.near);
  const compiled: ChartRow[] = [];
  for (const row of rows) {
    const spots = row.seats.map(({ seat, at: [x, y] }) => ({ seat, x, y }));
    for (const run of cutAtAisles(spots, PITCH_CM)) compiled.push(compileRow(frame, row.name, run));
  }
  const lines = rows.map(({ seats }) => seats.map(({ at }) => at));
  return {
    name,
    outline: outlineOf(lines, frame.focal, OUTLINE_MARGIN_CM),
    labelAt: middleOf(lines.flat()),
    first,
    count: frame.seatKeys.length - first,
    rows: compiled,
    standing: null,
  };
}

function compileRow(frame: Frame, name: string, run: readonly { seat: PretixSeat; x: number; y: number }[]): ChartRow {
  const first = frame.seatKeys.length;
  for (const { seat } of run) frame.seatKeys.push(seat.seat_guid);
  return {
    name,
    first,
    count: run.length,
    x: run.map(({ x }) => x),
    y: run.map(({ y }) => y),
    labels: run.map(({ seat }) => seat.seat_number),
    category: oneOrEach(run.map(({ seat }) => categoryIndex(frame, seat.category))),
  };
}

/** One number when all are the same. */
export function oneOrEach(categories: readonly number[]): number | readonly number[] {
  const [first] = categories;
  return first !== undefined && categories.every((one) => one === first) ? first : categories;
}

function categoryIndex({ categories }: Frame, name: string): number {
  const known = categories.get(name);
  if (known !== undefined) return known;
  categories.set(name, categories.size);
  return categories.size - 1;
}

function noteSharedPlaces({ defects, toCm }: Frame, seats: readonly Point[]): void {
  const spot = (seat: Point) =>
    toCm(...seat)
      .map((length) => Math.round(length / SPOT_CM))
      .join(" ");
  const shared = seats.length - new Set(seats.map(spot)).size;
  if (shared > 0) defects.push(defectOf("SEATS_ON_ONE_SPOT", "/zones", false, { count: shared }));
}

function noteNamesakes(
  { defects }: Frame,
  { name, alike, blocks }: { name: string; alike: number; blocks: number },
  path: string,
): void {
  if (alike === 0) return;
  const isSplit = blocks > 1;
  const values = { zone: name, count: alike, blocks };
  defects.push(defectOf(isSplit ? "ZONE_SPLIT" : "SEAT_NAMES_REPEATED", `${path}/rows`, isSplit, values));
}

function compileStanding(frame: Frame, sidecar: Sidecar | undefined): ChartSection[] {
  const taken = new Set(frame.seatKeys);
  return (sidecar?.standing ?? []).map(({ name, capacity, category, outline, labelAt }, at) => {
    const first = frame.seatKeys.length;
    for (let place = 1; place <= capacity && frame.seatKeys.length < MOST_SEATS; place++) {
      let key = `${name}:${place}`;
      while (taken.has(key)) key += "~";
      taken.add(key);
      frame.seatKeys.push(key);
    }
    const count = frame.seatKeys.length - first;
    if (count < capacity) {
      const values = { most: MOST_SEATS, name, count, capacity };
      frame.defects.push(defectOf("STANDING_CUT", `/standing/${at}/capacity`, true, values));
    }
    const corners = outline.map(([x, y]) => frame.toCm(x, y));
    const label = labelAt ? frame.toCm(...labelAt) : middleOf(corners);
    const run = { first, count };
    const standing = { ...run, category: categoryIndex(frame, category) };
    return { name, outline: corners, labelAt: label, ...run, rows: [], standing };
  });
}

function compileMarks({ seatKeys, defects }: Frame, sidecar: Sidecar | undefined): ChartGeometry["marks"] {
  const indexes = new Map(seatKeys.map((key, index) => [key, index]));
  const read = (mark: keyof ChartGeometry["marks"]) => {
    const found = new Set<number>();
    for (const [at, key] of (sidecar?.marks?.[mark] ?? []).entries()) {
      const index = indexes.get(key);
      if (index !== undefined) found.add(index);
      else defects.push(defectOf("MARK_UNKNOWN", `/marks/${mark}/${at}`, false, { seat: key }));
    }
    return [...found].sort((a, b) => a - b);
  };
  return { wheelchair: read("wheelchair"), companion: read("companion"), restrictedView: read("restrictedView") };
}
