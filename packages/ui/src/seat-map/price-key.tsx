import type { SeatMapLabels } from "./labels.ts";
import { tierInk } from "./seat-sign.tsx";
import type { SeatMapStore } from "./store.ts";
import { useSeatMap } from "./use-seat-map.ts";

export interface PriceKeyProps {
  readonly store: SeatMapStore;
  readonly labels: SeatMapLabels;
  readonly className?: string;
}

/** What the colours cost. Pressing a price shows only its seats at full strength; pressing it again shows all. */
export function PriceKey({ store, labels, className = "" }: PriceKeyProps) {
  const { filter } = useSeatMap(store);
  const categories = store.chart.geometry.categories
    .map((name, category) => ({ name, category, tier: store.tierOfCategory[category] ?? 1 }))
    .sort((one, other) => one.tier - other.tier);
  const press = (category: number) => {
    const next = new Set(filter ?? []);
    if (!next.delete(category)) next.add(category);
    store.setFilter([...next]);
  };
  return (
    <fieldset className={`flex min-w-0 gap-0.5 overflow-x-auto [scrollbar-width:none] ${className}`}>
      <legend className="sr-only">{labels.prices}</legend>
      {categories.map(({ name, category, tier }) => {
        const gone = store.leftInCategory[category] === 0;
        const off = gone || (filter !== null && !filter.has(category));
        return (
          <button
            key={category}
            type="button"
            aria-pressed={filter?.has(category) ?? false}
            disabled={gone}
            title={name}
            className={`grid min-h-12 min-w-[68px] flex-1 content-center gap-[5px] rounded-lg text-center text-13 font-semibold tabular-nums ${off ? "text-text-3" : "text-text"}`}
            onClick={() => press(category)}
          >
            <span
              className={`mx-1.5 flex h-2 items-center justify-center rounded-sm text-[10px] leading-none forced-colors:h-3 forced-colors:border ${off ? "opacity-30" : ""}`}
              style={{ background: tierInk(tier) }}
            >
              {/* Without colours of its own the map names tiers by letter, and so does the key. */}
              <span className="hidden forced-colors:inline" aria-hidden="true">
                {" ABCDE"[tier]}
              </span>
            </span>
            <span className={gone ? "line-through" : ""}>{store.priceOfCategory[category]}</span>
            {gone ? <span className="sr-only">{labels.soldOut}</span> : null}
          </button>
        );
      })}
    </fieldset>
  );
}
