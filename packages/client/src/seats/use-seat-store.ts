"use client";

import { useQuery } from "@tanstack/react-query";
import { type ChartSketch, readChart, sketchGeometry } from "@usher/api/chart-format";
import type { ChartGeometry } from "@usher/api/geometry";
import type { Quota } from "@usher/api/quotas";
import { createSeatMapStore, indexChartInParts, type SeatMapStore } from "@usher/ui/seat-map";
import { startTransition, useEffect, useMemo, useState } from "react";
import { money } from "../format/money.ts";
import type { Locale } from "../i18n/routing.ts";
import { type Availability, useAvailability, type WatchedCells } from "../live/use-availability.ts";
import { chartPath } from "./chart-path.ts";

/** A performance as its map needs it. */
export interface HouseOfSeats {
  readonly performanceId: string;
  /** The chart by its content. */
  readonly geometryHash: string;
  readonly currency: string;
  /** What a seat of each category costs, fees and taxes included. */
  readonly prices: readonly { readonly chartCategory: number; readonly tier: number; readonly priceMinor: number }[];
  /** How many seats one may choose. */
  readonly limit?: number;
  /** Where places are sold in parts: which of them are looked at, of how many. */
  readonly cells?: WatchedCells;
  /** How many places of some categories are sold at most. The same array as long as they are the same. */
  readonly quotas?: readonly Quota[];
}

const WHOLE_PLACES: WatchedCells = { count: 1, from: 0, to: 1 };

export interface SeatStore {
  /** Null until chart and seats are there. */
  readonly store: SeatMapStore | null;
  /** Its sections alone, to be looked at until the seats are there. */
  readonly sketch: SeatMapStore | null;
  readonly hasFailed: boolean;
  readonly retry: () => void;
  readonly nameVersion: Availability["nameVersion"];
}

/** A chart. It is asked for by its content, so it is kept for good. `onSketch` hears of its sections before its seats have come. */
export function useChart(geometryHash: string | undefined, onSketch?: (sketch: ChartSketch) => void) {
  return useQuery({
    queryKey: ["chart", geometryHash],
    enabled: geometryHash !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => loadChart(geometryHash ?? "", signal, onSketch),
  });
}

async function loadChart(
  geometryHash: string,
  signal: AbortSignal,
  onSketch: ((sketch: ChartSketch) => void) | undefined,
): Promise<ChartGeometry> {
  const response = await fetch(chartPath(geometryHash), { signal });
  if (!response.ok || !response.body) throw new Error(`Chart: ${response.status}`);
  const chart = readChart();
  const body = response.body.getReader();
  let isSketched = false;
  for (;;) {
    const { done, value } = await body.read();
    if (done) throw new Error("The chart ended too early");
    const { sketch, seats } = chart.push(value);
    if (seats) {
      await body.cancel();
      const geometry = await unhurried(seats);
      // Laid out here as well, so that a map which opens has nothing left to work out.
      await unhurried(indexChartInParts(geometry));
      return geometry;
    }
    if (sketch && !isSketched) onSketch?.(sketch);
    isSketched = sketch !== null;
  }
}

/** A task of a page this long is not felt, milliseconds. */
const TASK_TIME = 6;

/** Works something off between other things of the page. */
async function unhurried<T>(work: Generator<void, T, void>): Promise<T> {
  let until = performance.now() + TASK_TIME;
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() < until) continue;
    await new Promise((goOn) => setTimeout(goOn));
    until = performance.now() + TASK_TIME;
  }
}

/** The chart, the seats on it and their prices, kept live. Other cells are another store: what was chosen of the old ones is not kept. */
export function useSeatStore(house: HouseOfSeats, locale: Locale): SeatStore {
  const { count, from, to } = house.cells ?? WHOLE_PLACES;
  const key = `${house.performanceId} ${count} ${from} ${to}`;
  const [made, setMade] = useState<{ key: string; store: SeatMapStore } | null>(null);
  const store = made?.key === key ? made.store : null;
  const [sketched, setSketched] = useState<ChartSketch | null>(null);
  const { isThere, read, nameVersion } = useAvailability(house.performanceId, store, { count, from, to }, house.quotas);
  const chart = useChart(house.geometryHash, setSketched);
  const geometry = chart.data;
  const { prices, currency, limit } = house;
  const words = useMemo(() => pricesOf(prices, currency, locale), [prices, currency, locale]);
  useEffect(() => {
    if (!geometry || !isThere || store) return;
    const next = createSeatMapStore({ geometry, bytes: read({ count, from, to }), ...words, limit });
    // A whole house and all that stands beside it is drawn between other things, not before them.
    startTransition(() => setMade({ key, store: next }));
  }, [geometry, isThere, read, words, limit, store, key, count, from, to]);
  const sketch = useMemo(
    () =>
      sketched && !geometry && isThere
        ? createSeatMapStore({ geometry: sketchGeometry(sketched), bytes: read({ count, from, to }), ...words })
        : null,
    [sketched, geometry, isThere, read, words, count, from, to],
  );
  return {
    store,
    sketch,
    hasFailed: chart.isError,
    retry: () => void chart.refetch(),
    nameVersion,
  };
}

function pricesOf(prices: HouseOfSeats["prices"], currency: string, locale: Locale) {
  const tierOfCategory: number[] = [];
  const priceOfCategory: string[] = [];
  for (const { chartCategory, tier, priceMinor } of prices) {
    tierOfCategory[chartCategory] = tier;
    priceOfCategory[chartCategory] = money(priceMinor, currency, locale);
  }
  return { tierOfCategory, priceOfCategory };
}
