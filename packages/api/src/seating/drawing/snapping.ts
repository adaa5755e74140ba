import type { Spot } from "./drawing.ts";

/** What a moved thing may come to lie on: an upright line at `x`, or a level one at `y`. */
export interface SnapLines {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
}

export interface Snapped {
  readonly by: Spot;
  /** Where it caught, to be drawn. */
  readonly x: number | null;
  readonly y: number | null;
}

/** Edges and middles of boxes, as lines that others may come to lie on. */
export function snapLinesOf(boxes: readonly { from: Spot; to: Spot }[]): SnapLines {
  const lines = (axis: 0 | 1) => [
    ...new Set(boxes.flatMap(({ from, to }) => [from[axis], (from[axis] + to[axis]) / 2, to[axis]])),
  ];
  return { xs: lines(0), ys: lines(1) };
}

/** Moves a box by `by`, and a little further when an edge or its middle is within `reach` of a line. */
export function snapped(box: { from: Spot; to: Spot }, by: Spot, lines: SnapLines, reach: number): Snapped {
  const one = (axis: 0 | 1, candidates: readonly number[]) => {
    const own = [box.from[axis], (box.from[axis] + box.to[axis]) / 2, box.to[axis]].map((length) => length + by[axis]);
    let [least, line] = [reach, null as number | null];
    let shift = 0;
    for (const candidate of candidates) {
      for (const length of own) {
        const gap = Math.abs(candidate - length);
        if (gap < least) [least, line, shift] = [gap, candidate, candidate - length];
      }
    }
    return { line, shift };
  };
  const [x, y] = [one(0, lines.xs), one(1, lines.ys)];
  return { by: [by[0] + x.shift, by[1] + y.shift], x: x.line, y: y.line };
}
