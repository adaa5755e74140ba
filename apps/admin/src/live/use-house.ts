"use client";

import { useQuery } from "@tanstack/react-query";
import type { SalesView } from "@usher/api/contract";
import type { ChartGeometry } from "@usher/api/geometry";
import { createSeatMapStore, type SeatMapStore } from "@usher/ui/seat-map";
import { useEffect, useMemo, useRef, useState } from "react";
import { money } from "../format/money.ts";
import type { Locale } from "../i18n/routing.ts";
import { useTRPCClient } from "../trpc/trpc.ts";

/** How often changes of seats are asked for, counted from the last answer. */
const ASK_MS = 2_000;

/** A chart by its content, kept for good. */
export function useChart(geometryHash: string | undefined) {
  return useQuery({
    queryKey: ["chart", geometryHash],
    enabled: geometryHash !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const response = await fetch(`/api/charts/${geometryHash}`);
      if (!response.ok) throw new Error(`Chart: ${response.status}`);
      return (await response.json()) as ChartGeometry;
    },
  });
}

/** A performance's seats as they are sold. Null until chart and seats are there; an event in draft has no seats yet. */
export function useHouse(sales: SalesView | undefined, locale: Locale): SeatMapStore | null {
  const client = useTRPCClient();
  const { data: geometry } = useChart(sales?.geometryHash);
  const [store, setStore] = useState<SeatMapStore | null>(null);
  const prices = useMemo(() => (sales ? pricesOf(sales, locale) : null), [sales, locale]);
  const latestPrices = useRef(prices);
  latestPrices.current = prices;
  const performanceId = sales?.performanceId;

  useEffect(() => {
    if (!geometry || !performanceId) return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let version: string | null = null;
    let open: SeatMapStore | null = null;

    const showAll = async (): Promise<void> => {
      const snapshot = await client.availability.snapshot.query({ performanceId });
      if (isOver) return;
      version = snapshot.version;
      if (open) open.replace(snapshot.seats);
      else if (latestPrices.current) {
        open = createSeatMapStore({ geometry, bytes: snapshot.seats, ...latestPrices.current });
        setStore(open);
      }
    };
    const showChanges = async (known: string): Promise<void> => {
      const deltas = await client.availability.since.query({ performanceId, version: known });
      if (isOver) return;
      if (deltas.snapshotNeeded) return showAll();
      version = deltas.version;
      if (deltas.changes.length > 0) open?.applyChanges(deltas.changes);
    };
    const ask = async (): Promise<void> => {
      // Nobody looks at a hidden page, and the next answer brings what was missed.
      if (document.visibilityState === "visible") {
        await (version && open ? showChanges(version) : showAll()).catch(() => undefined);
      }
      if (!isOver) timer = setTimeout(ask, ASK_MS);
    };
    void ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
      setStore(null);
    };
  }, [client, geometry, performanceId]);
  return store;
}

function pricesOf({ byCategory, currency }: SalesView, locale: Locale) {
  const tierOfCategory: number[] = [];
  const priceOfCategory: string[] = [];
  for (const { chartCategory, tier, priceMinor } of byCategory) {
    tierOfCategory[chartCategory] = tier;
    priceOfCategory[chartCategory] = money(priceMinor, currency, locale);
  }
  return { tierOfCategory, priceOfCategory };
}
