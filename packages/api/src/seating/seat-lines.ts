import type { ChartGeometry, ChartRow } from "./geometry.ts";

/** Seats of one row that touch: whoever sits there has the one before and the one after as neighbours. */
export interface SeatLine {
  /** Index into the chart's sections; where a revision cut the section, that of the line's first seat. */
  readonly section: number;
  /** In order along the row. Usually ascending, but seats that were added later have late indexes. */
  readonly indexes: readonly number[];
}

interface Piece {
  readonly section: number;
  readonly seats: readonly Seat[];
}

interface Seat {
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

/** Neighbours stand nearer than this many times their row's usual pitch; beyond it lies an aisle. */
const AISLE = 1.75;
const USUAL_PITCH = 55;

const kept = new WeakMap<ChartGeometry, readonly SeatLine[]>();

/**
 * A chart's rows as people sit in them: cut at aisles, and joined again where a revision cut them. Worked out once for a
 * chart. Standing places are in no line.
 */
export function seatLines(geometry: ChartGeometry): readonly SeatLine[] {
  const known = kept.get(geometry);
  if (known) return known;
  const rows = geometry.sections.flatMap((section, at) =>
    section.rows.map((row) => ({ key: `${section.name}\n${row.name}`, at, row })),
  );
  const lines = [...Map.groupBy(rows, ({ key }) => key).values()].flatMap((pieces) => {
    const seated = pieces.map(({ at, row }) => ({ section: at, seats: seatsOf(row) }));
    const pitch = pitchOf(seated);
    const cut = seated.flatMap(({ section, seats }) =>
      cutAtAisles(seats, pitch).map((piece) => ({ section, seats: piece })),
    );
    return joined(cut, pitch);
  });
  const result = lines.map(({ section, seats }) => ({ section, indexes: seats.map(({ index }) => index) }));
  kept.set(geometry, result);
  return result;
}

const seatsOf = ({ first, x, y }: ChartRow): Seat[] =>
  x.map((left, i) => ({ index: first + i, x: left, y: y[i] ?? 0 }));

/** Not Math.hypot, which guards against overflow and is many times slower: a house has up to a hundred thousand seats. */
const apart = (one: Seat, other: Seat) => Math.sqrt((one.x - other.x) ** 2 + (one.y - other.y) ** 2);

function pitchOf(pieces: readonly Piece[]): number {
  const steps: number[] = [];
  for (const { seats } of pieces) {
    for (let i = 1; i < seats.length; i++) steps.push(apart(seats[i - 1] as Seat, seats[i] as Seat));
  }
  return steps.sort((one, other) => one - other)[steps.length >> 1] || USUAL_PITCH;
}

function cutAtAisles(seats: readonly Seat[], pitch: number): Seat[][] {
  const pieces: Seat[][] = [];
  for (const seat of seats) {
    const piece = pieces.at(-1);
    const before = piece?.at(-1);
    if (piece && before && apart(before, seat) <= AISLE * pitch) piece.push(seat);
    else pieces.push([seat]);
  }
  return pieces;
}

/** Puts pieces end to end where their ends touch, turning them round as need be. */
function joined(pieces: readonly Piece[], pitch: number): Piece[] {
  const lines: Piece[] = [];
  const left = [...pieces];
  for (let piece = left.shift(); piece; piece = left.shift()) {
    let line: Piece = piece;
    for (let at = touching(line, left, pitch); at !== -1; at = touching(line, left, pitch)) {
      const [next] = left.splice(at, 1) as [Piece];
      line = { section: line.section, seats: endToEnd(line.seats, next.seats, AISLE * pitch) };
    }
    lines.push(line);
  }
  return lines;
}

const ends = (seats: readonly Seat[]) => [seats[0] as Seat, seats.at(-1) as Seat] as const;

function touching(line: Piece, others: readonly Piece[], pitch: number): number {
  return others.findIndex(({ seats }) =>
    ends(seats).some((end) => ends(line.seats).some((other) => apart(end, other) <= AISLE * pitch)),
  );
}

function endToEnd(one: readonly Seat[], other: readonly Seat[], near: number): Seat[] {
  const [first, last] = ends(one);
  const [otherFirst, otherLast] = ends(other);
  if (apart(last, otherFirst) <= near) return [...one, ...other];
  if (apart(last, otherLast) <= near) return [...one, ...other.toReversed()];
  if (apart(first, otherLast) <= near) return [...other, ...one];
  return [...other.toReversed(), ...one];
}
