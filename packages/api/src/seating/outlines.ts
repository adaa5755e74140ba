import type { Point } from "./geometry.ts";

type Corner = readonly [number, number];

/** A row that strays further than this from the line between its ends is curved, in cm. */
const CURVED_CM = 20;

/** The convex hull of points, counter-clockwise where y points down; for one or two points, those points. */
export function convexHull(points: readonly Corner[]): Corner[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  if (sorted.length < 3) return sorted;
  const half = (list: readonly Corner[]) => {
    const chain: Corner[] = [];
    for (const corner of list) {
      while (chain.length > 1) {
        const [ax, ay] = chain[chain.length - 2] as Corner;
        const [bx, by] = chain[chain.length - 1] as Corner;
        if ((bx - ax) * (corner[1] - ay) - (by - ay) * (corner[0] - ax) > 0) break;
        chain.pop();
      }
      chain.push(corner);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/** The hull of points with `margin` around each, in whole numbers. */
export function inflatedHull(points: readonly Corner[], margin: number): Point[] {
  const around = convexHull(points).flatMap(([x, y]) =>
    Array.from({ length: 8 }, (_, turn): Corner => {
      const angle = ((turn + 0.5) * Math.PI) / 4;
      return [Math.round(x + margin * Math.cos(angle)), Math.round(y + margin * Math.sin(angle))];
    }),
  );
  return convexHull(around).map(([x, y]) => [x, y]);
}

/** A row's ends moved outwards along the row by `margin`, with its seats between. */
function lengthened(row: readonly Corner[], margin: number): Corner[] {
  const first = row[0] as Corner;
  const last = row.at(-1) as Corner;
  const away = ([x, y]: Corner, [fromX, fromY]: Corner): Corner => {
    const length = Math.hypot(x - fromX, y - fromY) || 1;
    return [x + ((x - fromX) / length) * margin, y + ((y - fromY) / length) * margin];
  };
  return [away(first, row[1] ?? [first[0] + 1, first[1]]), ...row, away(last, row.at(-2) ?? [last[0] - 1, last[1]])];
}

export function isInside(outline: readonly Corner[], [x, y]: Corner): boolean {
  let inside = false;
  for (const [at, [ax, ay]] of outline.entries()) {
    const [bx, by] = outline[(at + 1) % outline.length] as Corner;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/**
 * The outline of a block of rows that lie behind one another, along its front, its sides and its back, so that a curved
 * block stays curved; null when the rows do not make such a block. Rows are front to back, seats in one direction.
 */
function ribbon(rows: readonly (readonly Corner[])[], focal: Corner, margin: number): Point[] | null {
  const front = rows[0];
  const back = rows.at(-1);
  if (!front || !back || front.length < 2 || back.length < 2) return null;
  const moved = (row: readonly Corner[], by: number) =>
    lengthened(row, margin).map(([x, y]): Corner => {
      const distance = Math.hypot(x - focal[0], y - focal[1]) || 1;
      return [x + ((x - focal[0]) / distance) * by, y + ((y - focal[1]) / distance) * by];
    });
  const ends = rows.slice(1, -1).map((row) => lengthened(row, margin));
  const outline = [
    ...moved(front, -margin),
    ...ends.map((row) => row.at(-1) as Corner),
    ...moved(back, margin).reverse(),
    ...ends.map((row) => row[0] as Corner).reverse(),
  ].map(([x, y]): Point => [Math.round(x), Math.round(y)]);
  return rows.every((row) => row.every((seat) => isInside(outline, seat))) ? outline : null;
}

function isCurved(row: readonly Corner[]): boolean {
  const [x0, y0] = row[0] as Corner;
  const [x1, y1] = row.at(-1) as Corner;
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  return row.some(([x, y]) => Math.abs((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)) / length > CURVED_CM);
}

/** A section's outline from its rows, `margin` cm around them: curved where they are and lie one behind another, else the hull. */
export function outlineOf(rows: readonly (readonly Corner[])[], focal: Corner, margin: number): Point[] {
  const block = rows.length > 1 && rows.some(isCurved) ? ribbon(rows, focal, margin) : null;
  return block ?? inflatedHull(rows.flat(), margin);
}

/** Where a section's name is written: the middle of its seats. */
export function middleOf(points: readonly Corner[]): Point {
  const sum = points.reduce<Corner>(([x, y], point) => [x + point[0], y + point[1]], [0, 0]);
  return [Math.round(sum[0] / (points.length || 1)), Math.round(sum[1] / (points.length || 1))];
}

/** The box around points. */
export function boundsOf(points: readonly Corner[], margin: number) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { x: left - margin, y: top - margin, width: right - left + 2 * margin, height: bottom - top + 2 * margin };
}
