import type { ChartIndex, IndexedRow, IndexedSection } from "./chart-index.ts";

export type GridStep = "left" | "right" | "up" | "down" | "rowStart" | "rowEnd";

/** The seat where the keyboard goes from a seat; the same seat at an edge. Up is towards the front. */
export function seatBeside(chart: ChartIndex, from: number, step: GridStep): number {
  const at = chart.rowOf[from] as number;
  const row = chart.rows[at] as IndexedRow | undefined;
  if (!row) return from;
  const { first, count } = row.row;
  const last = first + count - 1;
  // Rows are drawn with the front up; where that puts the first seat at the right, keys follow the eye.
  const forwards = readsForwards(chart, row);
  if (step === "left" || step === "right") {
    const next = from + ((step === "right") === forwards ? 1 : -1);
    return next < first || next > last ? from : next;
  }
  if (step === "rowStart") return forwards ? first : last;
  if (step === "rowEnd") return forwards ? last : first;
  const section = chart.sections[row.section] as IndexedSection;
  const to = at + (step === "up" ? -1 : 1);
  if (to < section.firstRow || to >= section.firstRow + section.rowCount) return from;
  return nearestInRow(chart, chart.rows[to] as IndexedRow, from);
}

/** Whether a row's seats run from left to right on the screen once its section stands upright. */
export function readsForwards(chart: ChartIndex, { row, section }: IndexedRow): boolean {
  const turn = chart.sections[section]?.uprightTurn ?? 0;
  const dx = (row.x.at(-1) ?? 0) - (row.x[0] ?? 0);
  const dy = (row.y.at(-1) ?? 0) - (row.y[0] ?? 0);
  return dx * Math.cos(turn) - dy * Math.sin(turn) >= 0;
}

function nearestInRow(chart: ChartIndex, { row }: IndexedRow, from: number): number {
  const [x, y] = [chart.x[from] as number, chart.y[from] as number];
  let [best, far] = [row.first, Infinity];
  row.x.forEach((seatX, i) => {
    const distance = Math.hypot(seatX - x, (row.y[i] as number) - y);
    if (distance < far) [best, far] = [row.first + i, distance];
  });
  return best;
}

/** The next or previous open section that has seats, wrapping round; the same one when it is the only one. */
export function sectionBeside(
  chart: ChartIndex,
  from: number,
  by: 1 | -1,
  isOpen: (section: number) => boolean,
): number {
  const count = chart.sections.length;
  for (let step = 1; step <= count; step++) {
    const section = (from + by * step + count * step) % count;
    if ((chart.sections[section]?.rowCount ?? 0) > 0 && isOpen(section)) return section;
  }
  return from;
}
