import { Minus, Plus } from "lucide-react";
import type { SeatMapLabels } from "./labels.ts";
import type { SeatMapStore } from "./store.ts";
import { useSeatMap } from "./use-seat-map.ts";

export interface StandingPickerProps {
  readonly store: SeatMapStore;
  readonly labels: SeatMapLabels;
  /** Index of a standing section. */
  readonly section: number;
  readonly className?: string;
}

const STEP = "grid size-12 place-items-center rounded-press disabled:text-text-3";

/** How many standing places: they are all alike, so they are counted and not pointed at. */
export function StandingPicker({ store, labels, section, className = "" }: StandingPickerProps) {
  const { standing, limit } = useSeatMap(store);
  const name = store.chart.sections[section]?.section.name ?? "";
  const left = store.leftInSection[section] ?? 0;
  const count = standing.get(section) ?? 0;
  const full = count >= left || store.placesChosen() >= limit;
  return (
    <div className={`flex items-center justify-between gap-4 ${className}`}>
      <div>
        <p className="font-semibold">{name}</p>
        <p className="text-14 text-text-2 tabular-nums">{left === 0 ? labels.soldOut : labels.placesLeft(left)}</p>
      </div>
      <fieldset className="inline-flex items-center rounded-press border border-line bg-raised">
        <legend className="sr-only">{labels.standingPlaces(name)}</legend>
        <button
          type="button"
          className={STEP}
          aria-label={labels.oneLess}
          disabled={count === 0}
          onClick={() => store.setStanding(section, count - 1)}
        >
          <Minus className="size-5" aria-hidden="true" />
        </button>
        <output className="min-w-8 text-center text-18 font-bold tabular-nums">{count}</output>
        <button
          type="button"
          className={STEP}
          aria-label={labels.oneMore}
          disabled={full}
          onClick={() => store.setStanding(section, count + 1)}
        >
          <Plus className="size-5" aria-hidden="true" />
        </button>
      </fieldset>
    </div>
  );
}
