import type { Drawing, Spot } from "@usher/api/drawing";

type Zone = Drawing["plan"]["zones"][number];

/** A section as the canvas draws it, beside its zone's place: moving a section changes nothing here. */
export interface ZonePicture {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly keys: readonly string[];
  readonly numbers: readonly string[];
  /** Seats of each category, by its name. */
  readonly byCategory: ReadonlyMap<string, readonly number[]>;
  readonly rowEnds: readonly { readonly name: string; readonly first: Spot; readonly last: Spot }[];
  /** Its rows as lines, broken where an aisle is: what is left of them from afar. */
  readonly lines: Path2D;
  /** Round the outer seats, clockwise from the front row's left. */
  readonly outline: readonly Spot[];
  readonly box: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
  /** Usual distance of neighbours. */
  readonly pitch: number;
}

const pictures = new WeakMap<Zone["rows"], ZonePicture>();

/** The picture of a zone's rows, made once for as long as they stay the same. */
export function pictureOf({ rows }: Zone): ZonePicture {
  const known = pictures.get(rows);
  if (known) return known;
  const made = makePicture(rows);
  pictures.set(rows, made);
  return made;
}

function makePicture(rows: Zone["rows"]): ZonePicture {
  const count = rows.reduce((sum, { seats }) => sum + seats.length, 0);
  const [x, y] = [new Float32Array(count), new Float32Array(count)];
  const keys: string[] = [];
  const numbers: string[] = [];
  const byCategory = new Map<string, number[]>();
  const rowEnds: { name: string; first: Spot; last: Spot }[] = [];
  const lines: Spot[][] = [];
  for (const row of rows) {
    const line = row.seats.map((seat): Spot => [row.position.x + seat.position.x, row.position.y + seat.position.y]);
    for (const [at, seat] of row.seats.entries()) {
      const index = keys.length;
      [x[index], y[index]] = line[at] as Spot;
      keys.push(seat.seat_guid);
      numbers.push(seat.seat_number);
      const list = byCategory.get(seat.category);
      if (list) list.push(index);
      else byCategory.set(seat.category, [index]);
    }
    const [first, last] = [line[0], line.at(-1)];
    if (!first || !last) continue;
    rowEnds.push({ name: row.row_number, first, last });
    lines.push(line);
  }
  const pitch = pitchOf(lines);
  return {
    x,
    y,
    keys,
    numbers,
    byCategory,
    rowEnds,
    lines: linesOf(lines, pitch),
    outline: outlineOf(lines),
    box: boxOf(x, y),
    pitch,
  };
}

/** A gap wider than this, in seat distances, is an aisle. */
const AISLE = 1.6;

function linesOf(lines: readonly Spot[][], pitch: number): Path2D {
  const path = new Path2D();
  for (const line of lines) {
    for (const [at, [x, y]] of line.entries()) {
      const before = line[at - 1];
      const goesOn = before && Math.hypot(x - before[0], y - before[1]) < pitch * AISLE;
      if (goesOn) path.lineTo(x, y);
      else {
        path.moveTo(x - pitch / 4, y);
        path.lineTo(x, y);
      }
    }
  }
  return path;
}

function outlineOf(lines: readonly Spot[][]): Spot[] {
  const [front, back] = [lines[0] ?? [], lines.at(-1) ?? []];
  const right = lines.slice(1, -1).map((line) => line.at(-1) as Spot);
  const left = lines.slice(1, -1).map((line) => line[0] as Spot);
  return lines.length < 2 ? front : [...front, ...right, ...back.toReversed(), ...left.toReversed()];
}

function boxOf(x: Float32Array, y: Float32Array): ZonePicture["box"] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < x.length; at++) {
    const [sx, sy] = [x[at] as number, y[at] as number];
    [left, right] = [Math.min(left, sx), Math.max(right, sx)];
    [top, bottom] = [Math.min(top, sy), Math.max(bottom, sy)];
  }
  return { left, top, right, bottom };
}

function pitchOf(lines: readonly Spot[][]): number {
  const gaps = lines.flatMap((line) =>
    line.slice(1, 9).map(([x, y], at) => Math.hypot(x - (line[at]?.[0] ?? 0), y - (line[at]?.[1] ?? 0))),
  );
  return gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? 27.5;
}
