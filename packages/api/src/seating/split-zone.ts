import type { Point } from "./geometry.ts";
import { middleOf } from "./outlines.ts";

/**
 * Rows nearer than this belong to one block, in cm. Rows are some 90 cm apart and most aisles wider than the first; plans
 * that draw everything tight need the smaller ones.
 */
const REACHES_CM = [126, 100, 75];
/** Blocks are numbered from here on, clockwise: a little above the left, where few houses have a block's middle. */
const START = (-8 / 9) * Math.PI;
const MOST_BLOCKS = 100;

interface NamedRow {
  readonly name: string;
  readonly seats: readonly { readonly at: Point; readonly seat: { readonly seat_number: string } }[];
}

/** How many seats have the row and number of another. Tickets name them: two of one name send two people to one chair. */
export function namesakes(rows: readonly NamedRow[]): number {
  const names = rows.flatMap(({ name, seats }) => seats.map(({ seat }) => `${name}\n${seat.seat_number}`));
  return names.length - new Set(names).size;
}

/**
 * A zone's blocks: one, unless seats share a name and standing in different blocks tells them apart. Several are
 * clockwise around where eyes go, from the left.
 */
export function splitZone<T extends NamedRow>(rows: readonly T[], focal: Point): T[][] {
  if (namesakes(rows) === 0) return [[...rows]];
  for (const [at, reach] of REACHES_CM.entries()) {
    const blocks = blocksOf(rows, reach);
    const singleRows = at > 0 && blocks.length * 2 > rows.length;
    if (blocks.length > MOST_BLOCKS || singleRows) break;
    if (blocks.every((block) => namesakes(block) === 0)) return clockwise(blocks, focal);
  }
  return [[...rows]];
}

function clockwise<T extends NamedRow>(blocks: readonly T[][], focal: Point): T[][] {
  const turn = (block: readonly T[]) => {
    const [x, y] = middleOf(block.flatMap(({ seats }) => seats.map(({ at }) => at)));
    return (Math.atan2(y - focal[1], x - focal[0]) - START + 2 * Math.PI) % (2 * Math.PI);
  };
  return blocks
    .map((block) => ({ block, at: turn(block) }))
    .sort((a, b) => a.at - b.at)
    .map(({ block }) => block);
}

/** Rows that reach one another, seat to seat, directly or over others. */
function blocksOf<T extends NamedRow>(rows: readonly T[], reach: number): T[][] {
  const leader = rows.map((_, at) => at);
  const lead = (of: number): number => {
    let at = of;
    while (leader[at] !== at) at = leader[at] as number;
    leader[of] = at;
    return at;
  };
  const cells = new Map<string, { at: Point; row: number }[]>();
  for (const [row, { seats }] of rows.entries()) {
    for (const { at } of seats) {
      const [column, line] = [Math.floor(at[0] / reach), Math.floor(at[1] / reach)];
      for (let cell = 0; cell < 9; cell++) {
        const near = cells.get(`${column + (cell % 3) - 1} ${line + Math.floor(cell / 3) - 1}`) ?? [];
        for (const other of near) {
          if (lead(other.row) === lead(row)) continue;
          if (Math.hypot(other.at[0] - at[0], other.at[1] - at[1]) < reach) leader[lead(row)] = lead(other.row);
        }
      }
      const own = `${column} ${line}`;
      const list = cells.get(own);
      if (list) list.push({ at, row });
      else cells.set(own, [{ at, row }]);
    }
  }
  return [...Map.groupBy(rows, (_, at) => lead(at)).values()];
}
