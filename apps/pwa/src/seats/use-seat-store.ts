"use client";

import { useQuery } from "@tanstack/react-query";
import type { PerformanceView } from "@usher/api/contract";
import type { ChartGeometry } from "@usher/api/geometry";
import { createSeatMapStore, type SeatMapStore } from "@usher/ui/seat-map";
import { useEffect, useMemo, useState } from "react";
import { money } from "../format/money.ts";
import type { Locale } from "../i18n/routing.ts";
import { type Availability, useAvailability } from "../live/use-availability.ts";

export interface SeatStore {
  readonly store: SeatMapStore | null;
  readonly hasFailed: boolean;
  readonly retry: () => void;
  readonly nameVersion: Availability["nameVersion"];
}

/** The chart, the seats on it and their prices, kept live. The chart is asked for by its content, so it is cached for good. */
export function useSeatStore(performance: PerformanceView, locale: Locale): SeatStore {
  const [store, setStore] = useState<SeatMapStore | null>(null);
  const { seats, nameVersion } = useAvailability(performance.id, store);
  const chart = useQuery({
    queryKey: ["chart", performance.geometryHash],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const response = await fetch(`/api/charts/${performance.geometryHash}`);
      if (!response.ok) throw new Error(`Chart: ${response.status}`);
      return (await response.json()) as ChartGeometry;
    },
  });
  const prices = useMemo(() => pricesOf(performance, locale), [performance, locale]);
  const geometry = chart.data;
  useEffect(() => {
    if (!geometry || seats === null) return;
    setStore(
      (known) => known ?? createSeatMapStore({ geometry, bytes: seats, ...prices, limit: performance.ticketLimit }),
    );
  }, [geometry, seats, prices, performance.ticketLimit]);
  return { store, hasFailed: chart.isError, retry: () => void chart.refetch(), nameVersion };
}

function pricesOf({ categories, currency }: PerformanceView, locale: Locale) {
  const tierOfCategory: number[] = [];
  const priceOfCategory: string[] = [];
  for (const { chartCategory, tier, priceMinor } of categories) {
    tierOfCategory[chartCategory] = tier;
    priceOfCategory[chartCategory] = money(priceMinor, currency, locale);
  }
  return { tierOfCategory, priceOfCategory };
}
