import { type ChoiceMend, companionsAlone, mendChoice } from "@usher/api/choosing";
import type { SeatMapStore } from "@usher/ui/seat-map";

/** Why a choice cannot be held as it is, and the one tap that mends it. */
export type ChoiceProblem =
  | ({ readonly kind: "stranded" } & ChoiceMend)
  /** `places`: wheelchair places to take with the companion seats; empty when none is left. */
  | { readonly kind: "companion"; readonly seats: readonly number[]; readonly places: readonly number[] };

/** Judges what would be held, by the same rules as the server. Null when it may be held. */
export function judgeWanted(
  store: SeatMapStore,
  seats: readonly number[],
  allowsSingles: boolean,
): ChoiceProblem | null {
  const { geometry } = store.chart;
  const isFree = (index: number) => store.isOffered(index) || store.isMine(index);
  const companions = companionsAlone(geometry, seats);
  if (companions.length > 0) {
    return { kind: "companion", seats: companions, places: placeFor(store, companions[0] as number, isFree) };
  }
  const mend = allowsSingles ? null : mendChoice(geometry, seats, isFree);
  return mend && { kind: "stranded", ...mend };
}

/** The free wheelchair place nearest to a companion seat in its section. */
function placeFor({ chart }: SeatMapStore, companion: number, isFree: (index: number) => boolean): number[] {
  const away = (index: number) =>
    Math.hypot(
      (chart.x[index] as number) - (chart.x[companion] as number),
      (chart.y[index] as number) - (chart.y[companion] as number),
    );
  return chart.geometry.marks.wheelchair
    .filter((index) => chart.sectionOf[index] === chart.sectionOf[companion] && isFree(index))
    .sort((one, other) => away(one) - away(other))
    .slice(0, 1);
}
