/**
 * A place may be sold in parts, its cells: the legs of a journey, the days of a fair. What is bought of it is a line: the
 * place with some cells that follow each other. Availability has one byte, and `seat_state` one index, for each cell.
 * Isomorphic: no Node, no DOM.
 */

/** Cells of a place that belong together: the first, and the one after the last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** All there is of a place that is sold whole. */
export const WHOLE_PLACE: Span = { from: 0, to: 1 };

const STATE = 0b0011;
const HELD = 0b1000;

/** Indexes of all cells of some places, in the places' order. */
export function cellsOf(places: readonly number[], cellCount: number, { from, to }: Span): number[] {
  return places.flatMap((place) => Array.from({ length: to - from }, (_, at) => place * cellCount + from + at));
}

/** The places that some cells are parts of, each once, in the cells' order. */
export function placesOfCells(cells: readonly number[], cellCount: number): number[] {
  return [...new Set(cells.map((cell) => Math.floor(cell / cellCount)))];
}

/** The bytes of some cells in one: not for sale or sold when any of them is, held when any is, from a seller when any is. */
export function byteOfLine(bytes: ArrayLike<number>, first: number, count: number): number {
  let state = 0;
  let held = 0;
  for (let at = first; at < first + count; at++) {
    const byte = bytes[at] as number;
    state = Math.max(state, byte & STATE);
    held |= byte & HELD;
  }
  return 0x40 | state | held;
}

/** Availability of whole lines: one byte a place, from one a cell. */
export function bytesOfSpan(bytes: string, cellCount: number, { from, to }: Span): string {
  if (cellCount === 1) return bytes;
  const cells = Uint8Array.from(bytes, (byte) => byte.charCodeAt(0));
  const lines = new Uint8Array(cells.length / cellCount);
  for (let place = 0; place < lines.length; place++)
    lines[place] = byteOfLine(cells, place * cellCount + from, to - from);
  return new TextDecoder("latin1").decode(lines);
}
