/**
 * A compiled chart's picture: where every seat stands and what it is called. Immutable, addressed by the hash of its
 * bytes, so that any cache may keep it for ever. Seats are numbered `0..seatCount-1`; a section is a contiguous run of
 * indexes, a row a contiguous run inside its section. Isomorphic: no Node, no DOM.
 */

/** Lengths are whole centimetres in the chart's own frame, x to the right and y down, as an audience map is drawn. */
export type Point = readonly [x: number, y: number];

export interface ChartGeometry {
  readonly format: 1;
  readonly name: string;
  readonly seatCount: number;
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** Where eyes go: seats are turned towards it, and best seats are near it. */
  readonly focalPoint: Point;
  readonly stage: { readonly label: string; readonly outline: readonly Point[] } | null;
  /** Names of price categories as the chart carries them; `ChartRow.category` and `StandingRun.category` index into it. */
  readonly categories: readonly string[];
  readonly sections: readonly ChartSection[];
  /** Seat indexes, ascending. */
  readonly marks: {
    readonly wheelchair: readonly number[];
    readonly companion: readonly number[];
    readonly restrictedView: readonly number[];
  };
}

export interface ChartSection {
  readonly name: string;
  /** Closed outline, without repeating the first point. */
  readonly outline: readonly Point[];
  readonly labelAt: Point;
  readonly first: number;
  readonly count: number;
  /** Rows, front to back. Empty for a standing section. */
  readonly rows: readonly ChartRow[];
  readonly standing: StandingRun | null;
  /** The category most of its seats have, in a sketch whose rows have not come yet. */
  readonly category?: number;
}

export interface ChartRow {
  readonly name: string;
  readonly first: number;
  readonly count: number;
  /** One per seat. Neighbours in the array are neighbours in the row. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Seat numbers as printed, one per seat. */
  readonly labels: readonly string[];
  /** Index into `categories`, one per seat, or one number for the whole row. */
  readonly category: number | readonly number[];
}

/** Unnumbered places: `count` seats of the section that are all alike. */
export interface StandingRun {
  readonly first: number;
  readonly count: number;
  readonly category: number;
}

export interface SeatPlace {
  readonly section: ChartSection;
  /** null for a standing place. */
  readonly row: ChartRow | null;
  /** Seat number as printed; null for a standing place. */
  readonly label: string | null;
  readonly category: number;
}

/** The run whose `first..first+count` holds `index`, or undefined. Runs are sorted by `first`. */
function runAt<T extends { first: number; count: number }>(runs: readonly T[], index: number): T | undefined {
  let low = 0;
  let high = runs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const run = runs[middle] as T;
    if (index < run.first) high = middle - 1;
    else if (index >= run.first + run.count) low = middle + 1;
    else return run;
  }
  return undefined;
}

/** What stands at a seat index, found by halving; undefined when the chart has no such seat. */
export function seatAt(geometry: ChartGeometry, index: number): SeatPlace | undefined {
  const section = runAt(geometry.sections, index);
  if (!section) return undefined;
  if (section.standing) return { section, row: null, label: null, category: section.standing.category };
  const row = runAt(section.rows, index);
  if (!row) return undefined;
  const offset = index - row.first;
  const category = typeof row.category === "number" ? row.category : (row.category[offset] ?? 0);
  return { section, row, label: row.labels[offset] ?? null, category };
}
