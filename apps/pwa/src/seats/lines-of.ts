import type { HoldLine } from "@usher/api/contract";
import type { ChartIndex } from "@usher/ui/seat-map";

/** What is asked for: numbered seats by index, standing places by how many of which section. */
export interface WantedPlaces {
  readonly seats: readonly number[];
  /** Section → how many. */
  readonly standing: ReadonlyMap<number, number>;
}

/** The lines of a hold, in an order of their own, so that the same wish always reads the same. */
export function linesOf(chart: ChartIndex, wanted: WantedPlaces): HoldLine[] {
  const seats = [...wanted.seats].sort((one, other) => one - other).map((seat): HoldLine => ({ seat }));
  const standing = [...wanted.standing]
    .sort(([one], [other]) => one - other)
    .flatMap(([section, count]): HoldLine[] => {
      const run = chart.sections[section]?.section.standing;
      return run && count > 0 ? [{ run: run.first, count }] : [];
    });
  return [...seats, ...standing];
}

/** Sorts held indexes back into numbered seats and counts of standing places. */
export function placesOf(chart: ChartIndex, indexes: readonly number[]): WantedPlaces {
  const seats: number[] = [];
  const standing = new Map<number, number>();
  for (const index of indexes) {
    if (chart.rowOf[index] !== -1) {
      seats.push(index);
      continue;
    }
    const section = chart.sectionOf[index] as number;
    standing.set(section, (standing.get(section) ?? 0) + 1);
  }
  return { seats, standing };
}

/** Both wishes in one. */
export function together(one: WantedPlaces, other: WantedPlaces): WantedPlaces {
  const standing = new Map(one.standing);
  for (const [section, count] of other.standing) standing.set(section, (standing.get(section) ?? 0) + count);
  return { seats: [...new Set([...one.seats, ...other.seats])], standing };
}

export function placeCount({ seats, standing }: WantedPlaces): number {
  return [...standing.values()].reduce((sum, count) => sum + count, seats.length);
}
