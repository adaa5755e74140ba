"use client";

import type { PerformancePageView } from "@usher/api/contract";
import type { Locale } from "@usher/client/i18n";
import type { SeatStore } from "@usher/client/seats";
import { useSeatLabels } from "@usher/client/seats";
import type { Span } from "@usher/client/spans";
import {
  SeatGrid,
  SeatLegend,
  SeatList,
  SeatMap,
  type SeatMapHandle,
  type SeatMapStore,
  SeatNews,
  StandingPicker,
} from "@usher/ui/seat-map";
import { useEffect, useRef, useState } from "react";
import type { Holding } from "../holding/use-hold.ts";
import { rememberHold } from "../holding/kept-holds.ts";
import { BestTogether } from "./best-offers.tsx";
import { SaleNotice, useSaleState } from "./sale-notice.tsx";
import { SeatNoticeBar } from "./seat-notice.tsx";
import { SeatSheet } from "./seat-sheet.tsx";
import { useChoice } from "./use-choice.ts";
import type { SeatsViewMode } from "./view-mode.ts";

interface SeatsHouseProps {
  readonly locale: Locale;
  readonly page: PerformancePageView;
  readonly view: SeatsViewMode;
  readonly onView: (view: SeatsViewMode) => void;
  readonly store: SeatMapStore;
  readonly nameVersion: SeatStore["nameVersion"];
  readonly holding: Holding;
  readonly span: Span;
}

/** Map or list with the sheet below it, or, on a wide screen, beside it. */
export function SeatsHouse({ locale, page, view, onView, store, nameVersion, holding, span }: SeatsHouseProps) {
  const labels = useSeatLabels();
  const map = useRef<SeatMapHandle>(null);
  const choice = useChoice(store, page.performance, { holding, span, nameVersion });
  const [standing, setStanding] = useState<number | null>(null);
  const isLegendShown = useFirstVisit();
  const { held } = choice.holding;
  const shownHold = useRef<string | null>(null);

  useEffect(() => {
    if (held) rememberHold({ performanceId: page.performance.id, title: page.event.title });
  }, [held, page]);

  // Coming back to a hold shows where it is; a hold that was just made is in sight already.
  useEffect(() => {
    if (!held || shownHold.current === held.holdId) return;
    shownHold.current = held.holdId;
    map.current?.showSeats(held.seats);
  }, [held]);

  const toMap = (indexes: readonly number[]) => {
    choice.dismiss();
    onView("map");
    requestAnimationFrame(() => map.current?.showSeats(indexes));
  };
  const sale = useSaleState(page.performance, store);
  const hasNothing = choice.wanted.seats.length === 0 && choice.wanted.standing.size === 0;
  return (
    <main id="content" className="flex min-h-0 flex-1 flex-col lg:grid lg:grid-cols-[minmax(0,1fr)_400px]">
      <SeatNews store={store} labels={labels} />
      <div className="relative flex min-h-0 flex-1 flex-col">
        {view === "map" ? (
          <>
            {isLegendShown && <SeatLegend labels={labels} className="lg:hidden" />}
            <SeatMap
              ref={map}
              store={store}
              labels={labels}
              className="flex-1"
              insets={{ top: 0, right: 0, bottom: 24, left: 0 }}
              onStanding={setStanding}
              corner={
                <div className="max-lg:hidden">
                  <SeatLegend labels={labels} layout="card" />
                </div>
              }
            />
            <SeatGrid store={store} labels={labels} map={map} />
          </>
        ) : (
          <div className="min-h-0 flex-1 overflow-y-auto bg-raised pb-8">
            <SeatList store={store} labels={labels} />
          </div>
        )}
      </div>
      <aside className="z-10 -mt-6 flex max-h-[62svh] min-h-0 flex-col lg:mt-0 lg:max-h-none lg:border-l lg:border-line lg:bg-raised">
        <div className="relative z-3 flex min-h-0 flex-col overflow-y-auto rounded-t-slide bg-raised px-5 pt-2 pb-5 shadow-sheet lg:flex-1 lg:overflow-hidden lg:rounded-none lg:px-6 lg:pt-5 lg:shadow-none">
          <div className="mx-auto mb-3 h-1 w-9 rounded-full bg-line lg:hidden" aria-hidden="true" />
          <SeatNoticeBar locale={locale} choice={choice} store={store} onMap={toMap} />
          {standing !== null && <StandingPicker store={store} labels={labels} section={standing} className="mb-3" />}
          {sale === "onSale" ? (
            <BestTogether
              locale={locale}
              performance={page.performance}
              store={store}
              isShown={hasNothing}
              onChoose={(indexes) => map.current?.showSeats(indexes)}
              onStanding={setStanding}
            />
          ) : (
            (hasNothing || sale !== "soldOut") && <SaleNotice locale={locale} page={page} state={sale} />
          )}
          <SeatSheet locale={locale} performance={page.performance} store={store} choice={choice} />
        </div>
      </aside>
    </main>
  );
}

const LEGEND_KEY = "usher-legend-read";

/** The row of shapes stands on the first visit; whoever has read it has the map's whole height. */
function useFirstVisit(): boolean {
  const [isFirst, setFirst] = useState(false);
  useEffect(() => {
    try {
      setFirst(localStorage.getItem(LEGEND_KEY) === null);
      localStorage.setItem(LEGEND_KEY, "1");
    } catch {
      setFirst(true);
    }
  }, []);
  return isFirst;
}
