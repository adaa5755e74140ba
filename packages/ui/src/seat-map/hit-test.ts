import type { ChartIndex } from "./chart-index.ts";

/** Seats by place. Built once a chart; a question costs a few cells however large the house is. */
export interface HitTest {
  /** The nearest accepted seat no further than `reach` centimetres from a chart point, or null. */
  nearest(x: number, y: number, reach: number, accept?: (index: number) => boolean): number | null;
}

/** A cell is two seats wide: small enough that few seats are measured, large enough that few cells are opened. */
const CELL_PITCHES = 2;
const MOST_CELLS_A_SIDE = 1024;

/** Sorts the seats of a chart into square cells. Standing places have no spot and are left out. */
export function createHitTest(chart: ChartIndex): HitTest {
  const { bounds } = chart.geometry;
  const cell = Math.max(chart.pitch * CELL_PITCHES, Math.max(bounds.width, bounds.height) / MOST_CELLS_A_SIDE);
  const columns = Math.max(1, Math.ceil(bounds.width / cell) + 1);
  const lines = Math.max(1, Math.ceil(bounds.height / cell) + 1);
  const within = (value: number, count: number) => Math.min(Math.max(value, 0), count - 1);
  const columnOf = (x: number) => within(Math.floor((x - bounds.x) / cell), columns);
  const lineOf = (y: number) => within(Math.floor((y - bounds.y) / cell), lines);
  const cellOf = (index: number) => lineOf(chart.y[index] as number) * columns + columnOf(chart.x[index] as number);

  const starts = new Uint32Array(columns * lines + 1);
  let placed = 0;
  for (let index = 0; index < chart.seatCount; index++) {
    if (chart.rowOf[index] === -1) continue;
    placed++;
    const at = cellOf(index) + 1;
    starts[at] = (starts[at] as number) + 1;
  }
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] as number) + (starts[at - 1] as number);
  const seats = new Uint32Array(placed);
  const next = starts.slice();
  for (let index = 0; index < chart.seatCount; index++) {
    if (chart.rowOf[index] === -1) continue;
    const at = cellOf(index);
    seats[next[at] as number] = index;
    next[at] = (next[at] as number) + 1;
  }

  return {
    nearest(x, y, reach, accept) {
      const [column, line] = [columnOf(x), lineOf(y)];
      const rings = Math.min(Math.ceil(reach / cell), Math.max(columns, lines));
      let best: number | null = null;
      let bestSquare = reach * reach;
      const look = (at: number) => {
        for (let k = starts[at] as number; k < (starts[at + 1] as number); k++) {
          const index = seats[k] as number;
          const square = ((chart.x[index] as number) - x) ** 2 + ((chart.y[index] as number) - y) ** 2;
          if (square > bestSquare || (accept && !accept(index))) continue;
          bestSquare = square;
          best = index;
        }
      };
      for (let ring = 0; ring <= rings; ring++) {
        // A seat in this ring is at least `ring − 1` cells away, so nothing further out can beat a nearer find.
        if (best !== null && bestSquare <= ((ring - 1) * cell) ** 2) break;
        for (let dy = -ring; dy <= ring; dy++) {
          const v = line + dy;
          if (v < 0 || v >= lines) continue;
          const step = Math.abs(dy) === ring ? 1 : 2 * ring;
          for (let dx = -ring; dx <= ring; dx += step || 1) {
            const u = column + dx;
            if (u >= 0 && u < columns) look(v * columns + u);
          }
        }
      }
      return best;
    },
  };
}
