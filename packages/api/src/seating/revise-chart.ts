import { OUTLINE_MARGIN_CM, oneOrEach } from "./compile-chart.ts";
import { defectOf } from "./defects.ts";
import type { ChartGeometry, ChartRow, ChartSection, Point } from "./geometry.ts";
import { middleOf, outlineOf } from "./outlines.ts";
import type { CompiledRevision } from "./store-chart.ts";

interface Stand {
  /** The index that the seat has in the revised chart. */
  readonly index: number;
  readonly section: ChartSection;
  /** null for a standing place. */
  readonly row: ChartRow | null;
  /** Where in its row, or in its standing run. */
  readonly offset: number;
  readonly category: number;
}

/**
 * A compiled chart as the next revision of one that sells already: seats keep the index that their key had, new ones
 * follow the last index, removed ones stay without a place so that no index ever means another seat. Categories keep
 * their number by their name, since prices are set by number; new ones follow the last. What is no longer one run of
 * indexes becomes several entries of the same name. Removed indexes are listed, ascending.
 */
export function reviseChart(
  before: { readonly geometry: Pick<ChartGeometry, "categories">; readonly seatKeys: readonly string[] },
  next: CompiledRevision,
): { revision: CompiledRevision; removed: number[] } {
  const kept = new Map(before.seatKeys.map((key, index) => [key, index]));
  const seatKeys = [...before.seatKeys];
  const newIndexes = next.seatKeys.map((key) => {
    const known = kept.get(key);
    return known ?? seatKeys.push(key) - 1;
  });
  const stays = new Set(newIndexes);
  const removed = before.seatKeys.map((_, index) => index).filter((index) => !stays.has(index));
  const categories = [...before.geometry.categories];
  const newCategories = next.geometry.categories.map((name) => {
    const known = categories.indexOf(name);
    return known >= 0 ? known : categories.push(name) - 1;
  });
  const stands = standsOf(next.geometry, newIndexes, newCategories).sort((a, b) => a.index - b.index);
  const moved = (marks: readonly number[]) => marks.map((mark) => newIndexes[mark] as number).sort((a, b) => a - b);
  const { wheelchair, companion, restrictedView } = next.geometry.marks;
  const geometry: ChartGeometry = {
    ...next.geometry,
    seatCount: seatKeys.length,
    categories,
    sections: sectionsOf(stands, next.geometry.focalPoint),
    marks: { wheelchair: moved(wheelchair), companion: moved(companion), restrictedView: moved(restrictedView) },
  };
  const losses = removed.map((index) =>
    defectOf("SEAT_REMOVED", "/zones", true, { seat: before.seatKeys[index] as string, index }),
  );
  return { revision: { geometry, seatKeys, defects: [...next.defects, ...losses] }, removed };
}

function standsOf(
  { sections }: ChartGeometry,
  newIndexes: readonly number[],
  newCategories: readonly number[],
): Stand[] {
  const stands: Stand[] = [];
  const add = (old: number, { category, ...rest }: Omit<Stand, "index">) =>
    stands.push({ index: newIndexes[old] as number, category: newCategories[category] as number, ...rest });
  for (const section of sections) {
    const { standing } = section;
    for (let offset = 0; standing && offset < standing.count; offset++) {
      add(standing.first + offset, { section, row: null, offset, category: standing.category });
    }
    for (const row of section.rows) {
      for (let offset = 0; offset < row.count; offset++) {
        const category = typeof row.category === "number" ? row.category : (row.category[offset] ?? 0);
        add(row.first + offset, { section, row, offset, category });
      }
    }
  }
  return stands;
}

/** Cuts what is sorted into runs; `follows` says whether one goes on the run that it is given. */
function cut<T>(list: readonly T[], follows: (run: readonly T[], one: T) => boolean): T[][] {
  const runs: T[][] = [];
  for (const one of list) {
    const run = runs.at(-1);
    if (run && follows(run, one)) run.push(one);
    else runs.push([one]);
  }
  return runs;
}

function sectionsOf(stands: readonly Stand[], focal: Point): ChartSection[] {
  const entries = cut(stands, (run, { section, row, index }) => {
    const last = run.at(-1) as Stand;
    return last.section === section && (row !== null || index === last.index + 1);
  });
  return entries.map((entry) => {
    const [{ section, row, index: first, category }, last] = [entry[0] as Stand, entry.at(-1) as Stand];
    const count = last.index - first + 1;
    const { name, outline, labelAt } = section;
    if (row === null) return { name, outline, labelAt, first, count, rows: [], standing: { first, count, category } };
    const rows = cut(entry, follows).map(rowOf);
    const whole = entry.length === section.count;
    const lines = rows.map(({ x, y }) => x.map((one, at): Point => [one, y[at] as number]));
    return {
      name,
      outline: whole ? outline : outlineOf(lines, focal, OUTLINE_MARGIN_CM),
      labelAt: whole ? labelAt : middleOf(lines.flat()),
      first,
      count,
      rows,
      standing: null,
    };
  });
}

/** A seat goes on a row when it is the next index and the next chair, in the direction that the row has so far. */
function follows(run: readonly Stand[], { row, index, offset }: Stand): boolean {
  const last = run.at(-1) as Stand;
  const previous = run.at(-2);
  const step = offset - last.offset;
  const direction = previous ? last.offset - previous.offset : step;
  return last.row === row && index === last.index + 1 && Math.abs(step) === 1 && step === direction;
}

function rowOf(run: readonly Stand[]): ChartRow {
  const { row, index } = run[0] as Stand;
  const from = row as ChartRow;
  return {
    name: from.name,
    first: index,
    count: run.length,
    x: run.map(({ offset }) => from.x[offset] as number),
    y: run.map(({ offset }) => from.y[offset] as number),
    labels: run.map(({ offset }) => from.labels[offset] as string),
    category: oneOrEach(run.map(({ category }) => category)),
  };
}
