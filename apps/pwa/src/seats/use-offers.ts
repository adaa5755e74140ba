"use client";

import type { SeatChoice } from "@usher/api/choosing";
import type { PerformanceView } from "@usher/api/contract";
import { type SeatMapStore, useSeatMap } from "@usher/ui/seat-map";
import { startTransition, useDeferredValue, useEffect, useState } from "react";
import { findBestSeats } from "./find-best-seats.ts";
import type { Wishes } from "./wish-chips.tsx";

const FREE = 0;

/** The best seats as wished, followed as seats go; null until they were looked for once. Older ones stand until there are newer. */
export function useOffers(
  store: SeatMapStore,
  performance: PerformanceView,
  { quantity, maxPriceMinor, section, onAisle, stepFree }: { readonly quantity: number } & Wishes,
): readonly SeatChoice[] | null {
  const snapshot = useSeatMap(store);
  // While seats change many times a second the map comes first, the offers follow.
  const version = useDeferredValue(snapshot.version);
  const { filter, held } = snapshot;
  const [offers, setOffers] = useState<readonly SeatChoice[] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: offers follow availability (`version`) and what is held
  useEffect(() => {
    const { categories, geometryHash } = performance;
    const mine = new Set(held);
    const prices: (number | null)[] = [];
    for (const { chartCategory, priceMinor } of categories) {
      prices[chartCategory] = filter === null || filter.has(chartCategory) ? priceMinor : null;
    }
    const question = {
      geometryHash,
      free: store.codes.map((code, index) => (code === FREE && !mine.has(index) ? 1 : 0)),
      prices: Array.from(prices, (price) => price ?? null),
      wish: { quantity, maxPriceMinor, sections: section === undefined ? undefined : [section], onAisle, stepFree },
    };
    let isCurrent = true;
    void findBestSeats(store.chart.geometry, question).then((found) => {
      if (isCurrent) startTransition(() => setOffers(found));
    });
    return () => {
      isCurrent = false;
    };
  }, [store, performance, version, filter, held, quantity, maxPriceMinor, section, onAisle, stepFree]);
  return offers;
}
