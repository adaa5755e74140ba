import type { PretixPlace, PretixRow, PretixZone } from "../pretix-plan.schema.ts";
import { NEW_PITCH, NEW_ROW_PITCH, type Spot, spotOf } from "./drawing.ts";

/** How the rows of a block lie, in the plan's unit. */
export interface RowLayout {
  /** The middle of the front row. */
  readonly at: Spot;
  /** Which way rows go back, in radians from straight down the drawing, clockwise. */
  readonly turn: number;
  readonly seatPitch: number;
  readonly rowPitch: number;
  /** Of the front row's arc, whose middle lies before it; 0 for straight rows. */
  readonly radius: number;
}

/** Arcs flatter than this, in seat distances, count as straight: a long row read from rounded spots is never exact. */
const FLATTEST = 2_000;

/** Hundredths of a unit are a fifth of a millimetre; more would only fill the file. */
export const rounded = (length: number) => Math.round(length * 100) / 100;
export const placeAt = ([x, y]: Spot): PretixPlace => ({ x: rounded(x), y: rounded(y) });

/** A spot of the block's own frame (x along the row, y back from the front row's middle) in the drawing's. */
export function turned([x, y]: Spot, turn: number, at: Spot = [0, 0]): Spot {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return [at[0] + x * cos - y * sin, at[1] + x * sin + y * cos];
}

/** Where the seats of a row stand, left to right, relative to the front row's middle. */
export function rowSpots(layout: RowLayout, row: number, count: number): Spot[] {
  const { seatPitch, rowPitch, radius, turn } = layout;
  return Array.from({ length: count }, (_, seat): Spot => {
    const along = (seat - (count - 1) / 2) * seatPitch;
    const back = row * rowPitch;
    if (radius === 0) return turned([along, back], turn);
    const angle = along / (radius + back);
    const far = radius + back;
    return turned([far * Math.sin(angle), far * Math.cos(angle) - radius], turn);
  });
}

/** Seats that fit into a row further back when the front row has `front`: an arc keeps its angle, a straight row its width. */
export function fittedCount(layout: RowLayout, row: number, front: number): number {
  if (layout.radius === 0) return front;
  const growth = (layout.radius + row * layout.rowPitch) / layout.radius;
  return Math.floor((front - 1) * growth + 1e-6) + 1;
}

/** How a zone's rows lie, read from its seats. A zone without seats is read as a new block would be laid. */
export function readLayout(zone: PretixZone): RowLayout {
  const rows = zone.rows.filter(({ seats }) => seats.length > 0).map((row) => spotsIn(zone, row));
  const [front] = rows;
  if (!front) {
    return { at: placeOf(zone), turn: 0, seatPitch: NEW_PITCH, rowPitch: NEW_ROW_PITCH, radius: 0 };
  }
  const seatPitch = medianGap(rows) ?? NEW_PITCH;
  const radius = radiusOf(
    rows.reduce((most, row) => (row.length > most.length ? row : most), front),
    front,
    seatPitch,
  );
  const middles = rows.map(apexOf);
  const turn = turnOf(front, middles);
  const steps = middles.slice(1).map((middle, at) => distance(middle, middles[at] as Spot));
  const rowPitch = median(steps) ?? NEW_ROW_PITCH;
  return { at: middles[0] as Spot, turn, seatPitch, rowPitch, radius };
}

const placeOf = ({ position }: PretixZone): Spot => [position.x, position.y];
const spotsIn = (zone: PretixZone, row: PretixRow): Spot[] => row.seats.map((seat) => spotOf(zone, row, seat));
const distance = (one: Spot, other: Spot) => Math.hypot(one[0] - other[0], one[1] - other[1]);
const between = (one: Spot, other: Spot): Spot => [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2];

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number;
}

function medianGap(rows: readonly (readonly Spot[])[]): number | null {
  const gaps = rows.flatMap((row) => row.slice(1).map((spot, at) => distance(spot, row[at] as Spot)));
  return median(gaps.filter((gap) => gap > 0.01));
}

/** The middle of a row where it bends: on the arc, not on its chord. */
function apexOf(row: readonly Spot[]): Spot {
  const last = row.length - 1;
  return between(row[Math.floor(last / 2)] as Spot, row[Math.ceil(last / 2)] as Spot);
}

function turnOf(front: readonly Spot[], middles: readonly Spot[]): number {
  const [first, last] = [front[0] as Spot, front.at(-1) as Spot];
  const along = Math.atan2(last[1] - first[1], last[0] - first[0]);
  const end = middles.at(-1) as Spot;
  const start = middles[0] as Spot;
  if (front.length > 1) return along;
  return middles.length > 1 ? Math.atan2(end[1] - start[1], end[0] - start[0]) - Math.PI / 2 : 0;
}

/** The radius of the front row's arc, measured on the longest row, whose bend is seen best. */
function radiusOf(longest: readonly Spot[], front: readonly Spot[], seatPitch: number): number {
  if (longest.length < 3) return 0;
  const [first, middle, last] = [longest[0] as Spot, apexOf(longest), longest.at(-1) as Spot];
  const chord = distance(first, last);
  const sagitta = distance(middle, between(first, last));
  if (sagitta < 0.05 * seatPitch) return 0;
  const radius = (chord * chord) / (8 * sagitta) + sagitta / 2;
  if (radius > FLATTEST * seatPitch) return 0;
  // Rows share the arc's middle, so the front row is nearer by what lies between the two.
  return Math.max(seatPitch, radius - distance(apexOf(longest), apexOf(front)));
}
