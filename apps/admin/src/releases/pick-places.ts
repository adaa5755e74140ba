import type { SeatMapStore } from "@usher/ui/seat-map";

/** A section with what of it can be kept back: rows, or so many standing places. */
export interface PickableSection {
  readonly section: number;
  readonly name: string;
  /** Places that are free. */
  readonly free: readonly number[];
  readonly rows: readonly PickableRow[];
  /** First index of a standing run; null for a section with seats. */
  readonly run: number | null;
}

/** What can be kept back now, by section. Sections of which nothing is free are left out. */
export function pickableSections(store: SeatMapStore): PickableSection[] {
  const freeIn = (first: number, count: number) =>
    Array.from({ length: count }, (_, at) => first + at).filter((index) => store.isOffered(index));
  return store.chart.geometry.sections
    .map((section, at) => ({
      section: at,
      name: section.name,
      free: freeIn(section.first, section.count),
      rows: joined(section.rows.map(({ name, first, count }) => ({ name, free: freeIn(first, count) }))),
      run: section.standing?.first ?? null,
    }))
    .filter(({ free }) => free.length > 0);
}

interface PickableRow {
  readonly name: string;
  readonly free: readonly number[];
}

/** A row that aisles cut into pieces is one row to whoever keeps it back. Rows of which nothing is free are left out. */
export function joined(pieces: readonly PickableRow[]): PickableRow[] {
  const rows = new Map<string, number[]>();
  for (const { name, free } of pieces) rows.set(name, [...(rows.get(name) ?? []), ...free]);
  return [...rows].map(([name, free]) => ({ name, free })).filter(({ free }) => free.length > 0);
}

/** Places that follow each other, in order. */
export function rangesOf(places: readonly number[]): { first: number; count: number }[] {
  const ranges: { first: number; count: number }[] = [];
  for (const place of [...places].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && last.first + last.count === place) last.count++;
    else ranges.push({ first: place, count: 1 });
  }
  return ranges;
}
