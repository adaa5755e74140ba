import type { ChartIndex, IndexedRow } from "./chart-index.ts";
import { COMPANION, WHEELCHAIR } from "./chart-index.ts";
import { RESALE } from "./seat-byte.ts";
import type { SeatMapStore } from "./store.ts";

/** Seats of a row that touch and are sold alike. "Together" can be seen where they are joined. */
export interface SeatRun {
  readonly indexes: readonly number[];
  readonly joined: boolean;
}

export interface ListedRow {
  readonly name: string;
  readonly first: number;
  readonly runs: readonly SeatRun[];
}

/** The rows of a section that have a seat to offer, within the filter, or one of this person's; sold seats are left out. */
export function listedRows(store: SeatMapStore, section: number): ListedRow[] {
  const { chart } = store;
  const indexed = chart.sections[section];
  if (!indexed) return [];
  return chart.rows
    .slice(indexed.firstRow, indexed.firstRow + indexed.rowCount)
    .map(({ row }) => ({ name: row.name, first: row.first, runs: runsOf(store, { row }) }))
    .filter((row) => row.runs.length > 0);
}

function runsOf(store: SeatMapStore, { row }: Pick<IndexedRow, "row">): SeatRun[] {
  const runs: { indexes: number[]; kind: string; joined: boolean }[] = [];
  for (let index = row.first; index < row.first + row.count; index++) {
    const listed = store.isMine(index) || (store.isOffered(index) && store.isInFilter(index));
    if (!listed) continue;
    const kind = kindOf(store, index);
    const last = runs.at(-1);
    if (last?.kind === kind && last.indexes.at(-1) === index - 1) last.indexes.push(index);
    else runs.push({ indexes: [index], kind, joined: kind === "seat" });
  }
  return ascending(store.chart, row.first, runs);
}

/** Lists read from low to high, whichever way the house numbers the row. */
function ascending(chart: ChartIndex, first: number, runs: { indexes: number[]; joined: boolean }[]): SeatRun[] {
  const row = chart.rows[chart.rowOf[first] as number]?.row;
  const [low, high] = [Number(row?.labels[0]), Number(row?.labels.at(-1))];
  if (!(low > high)) return runs;
  return runs.reverse().map((run) => ({ ...run, indexes: run.indexes.reverse() }));
}

function kindOf(store: SeatMapStore, index: number): "seat" | "resale" | "access" {
  if (store.codes[index] === RESALE && !store.isMine(index)) return "resale";
  return (store.chart.marksOf[index] as number) & (WHEELCHAIR | COMPANION) ? "access" : "seat";
}

/** Cuts a run where a line of `length` seats ends, so that a long run wraps without losing its joins. */
export function wrapped(run: SeatRun, length: number): SeatRun[] {
  const size = Math.max(1, length);
  const pieces: SeatRun[] = [];
  for (let from = 0; from < run.indexes.length; from += size) {
    pieces.push({ ...run, indexes: run.indexes.slice(from, from + size) });
  }
  return pieces;
}

/** Sections with something to offer within the filter, the nearest to the stage first. */
export function listedSections(store: SeatMapStore): number[] {
  const { chart } = store;
  const [fx, fy] = chart.geometry.focalPoint;
  const distance = (s: number) => {
    const [x, y] = chart.sections[s]?.section.labelAt ?? [0, 0];
    return Math.hypot(x - fx, y - fy);
  };
  return chart.sections
    .map((_, s) => s)
    .filter((s) => leftInFilter(store, s) > 0)
    .sort((one, other) => distance(one) - distance(other));
}

/** How many places of a section can be bought within the filter. */
export function leftInFilter(store: SeatMapStore, section: number): number {
  const found = store.chart.sections[section]?.section;
  if (!found) return 0;
  if (store.getSnapshot().filter === null) return store.leftInSection[section] ?? 0;
  let left = 0;
  for (let index = found.first; index < found.first + found.count; index++) {
    if (store.isOffered(index) && store.isInFilter(index)) left++;
  }
  return left;
}
