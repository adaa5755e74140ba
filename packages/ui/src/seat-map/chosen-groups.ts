import type { ChartIndex } from "./chart-index.ts";

export interface ChosenGroup {
  /** Index into `ChartIndex.rows`. */
  readonly row: number;
  /** Seat indexes, ascending: neighbours without a gap. */
  readonly indexes: readonly number[];
}

/** Chosen seats that touch, together: one group carries one label. Standing places belong to none. */
export function chosenGroups(chart: ChartIndex, chosen: Iterable<number>): ChosenGroup[] {
  const groups: { row: number; indexes: number[] }[] = [];
  for (const index of [...chosen].sort((one, other) => one - other)) {
    const row = chart.rowOf[index] ?? -1;
    if (row === -1) continue;
    const last = groups.at(-1);
    if (last?.row === row && last.indexes.at(-1) === index - 1) last.indexes.push(index);
    else groups.push({ row, indexes: [index] });
  }
  return groups;
}

/** Seat numbers as they are read: ascending where they are numbers, whichever way the row is numbered. */
export function groupSeatNumbers(chart: ChartIndex, group: ChosenGroup): string[] {
  const row = chart.rows[group.row]?.row;
  if (!row) return [];
  return group.indexes
    .map((index) => row.labels[index - row.first] ?? "")
    .sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
}
