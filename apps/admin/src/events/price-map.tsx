"use client";

import { useChart, useSeatLabels } from "@usher/client/seats";
import { createSeatMapStore, SeatMap } from "@usher/ui/seat-map";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { PriceDraft } from "./performance-draft.ts";

interface PriceMapProps {
  readonly geometryHash: string;
  readonly prices: readonly PriceDraft[];
}

/** The chart in the colours of its prices, with every seat as if it were for sale. It is looked at; nothing is chosen. */
export function PriceMap({ geometryHash, prices }: PriceMapProps) {
  const t = useTranslations("plan");
  const labels = useSeatLabels();
  const chart = useChart(geometryHash);
  // Colours alone redraw the map: a price that is being typed does not.
  const tiers = prices.map(({ chartCategory, tier }) => `${chartCategory} ${tier}`).join();
  const store = useMemo(() => {
    if (!chart.data) return null;
    const tierOf = new Map(tiers.split(",").map((pair) => pair.split(" ").map(Number) as [number, number]));
    const { categories, seatCount } = chart.data;
    return createSeatMapStore({
      geometry: chart.data,
      bytes: "@".repeat(seatCount),
      tierOfCategory: categories.map((_, category) => tierOf.get(category) ?? Math.min(5, category + 1)),
      priceOfCategory: categories.map(String),
    });
  }, [chart.data, tiers]);
  if (chart.isError) return <p className="font-[560] text-danger">{t("previewFailed")}</p>;
  if (!store) return <p className="grid h-87 place-items-center text-text-2">{t("previewComing")}</p>;
  return <SeatMap store={store} labels={labels} onSeat={() => undefined} className="h-87 [--map:var(--raised)]" />;
}
