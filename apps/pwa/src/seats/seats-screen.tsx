"use client";

import type { PerformancePageView, PerformanceView } from "@usher/api/contract";
import type { Locale } from "@usher/client/i18n";
import { localePath } from "@usher/client/i18n";
import { useOnline } from "@usher/client/live";
import { useSeatLabels, useSeatStore } from "@usher/client/seats";
import { cellCountOf, isJourney, isSameSpan, pricedFor, type Span, spansOf, wholeOf } from "@usher/client/spans";
import { Button, Callout, Spinner } from "@usher/ui";
import { SeatMap, type SeatMapStore } from "@usher/ui/seat-map";
import { WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { useHold } from "../holding/use-hold.ts";
import { SeatsHead } from "./seats-head.tsx";
import { SeatsHouse } from "./seats-house.tsx";
import { SpanPicker } from "./span-picker.tsx";
import { type SpanChange, useSpanChange } from "./use-span-change.ts";
import type { SeatsViewMode } from "./view-mode.ts";

interface SeatsScreenProps {
  readonly locale: Locale;
  readonly page: PerformancePageView;
  readonly startsAsList: boolean;
  /** The stops or days that the address asks for. */
  readonly asked: Span | null;
}

/** Choosing seats: head, map or list, and the sheet of what is yours. */
export function SeatsScreen({ locale, page: whole, startsAsList, asked }: SeatsScreenProps) {
  const t = useTranslations("seats");
  const isOnline = useOnline();
  const [view, setView] = useState<SeatsViewMode>(startsAsList ? "list" : "map");
  const { id, geometryHash, currency, ticketLimit } = whole.performance;
  const holding = useHold(id);
  const [span, setSpan] = useState(() => firstSpan(whole.performance, asked));
  const page = useMemo(() => ({ ...whole, performance: pricedFor(whole.performance, span) }), [whole, span]);
  const { store, sketch, hasFailed, retry, nameVersion } = useSeatStore(
    {
      ...{ performanceId: id, geometryHash, currency, limit: ticketLimit },
      prices: page.performance.categories,
      quotas: whole.performance.quotas,
      cells: { count: cellCountOf(whole.performance), ...span },
    },
    locale,
  );
  const change = useSpanChange({ span, setSpan, store, holding });
  const hasParts = whole.performance.cells.length > 1;
  const isOpened = useRef(false);
  useEffect(() => {
    // The address that the page was opened at stands: Next takes over the history only after this ran for the first time, and an
    // entry that was written before says nothing on the way back.
    if (!isOpened.current) {
      isOpened.current = true;
      return;
    }
    const query = new URLSearchParams(view === "list" ? { view } : {});
    if (hasParts) for (const [name, cell] of Object.entries(span)) query.set(name, String(cell));
    const path = localePath(locale, `/performances/${id}/seats`);
    window.history.replaceState(null, "", query.size > 0 ? `${path}?${query}` : path);
  }, [locale, id, view, span, hasParts]);
  return (
    <div className="flex h-svh flex-col overflow-hidden">
      <SeatsHead {...{ locale, page, span, view }} onView={setView} store={store ?? sketch} />
      <SpanPicker
        {...{ locale, span }}
        performance={whole.performance}
        isBusy={holding.isBusy || Boolean(holding.held?.orderId)}
        onSpan={change.to}
      >
        {change.problem && <SpanProblem change={change} />}
      </SpanPicker>
      {!isOnline && (
        <p role="status" className="flex items-center gap-2.5 bg-warn-wash px-5 py-2.5 font-[560] text-14">
          <WifiOff aria-hidden className="size-5 flex-none text-warn" />
          {t("offline")}
        </p>
      )}
      {store ? (
        <SeatsHouse {...{ locale, page, view, store, nameVersion, holding, span }} onView={setView} />
      ) : sketch && view === "map" ? (
        <Sketch store={sketch} />
      ) : (
        <Loading hasFailed={hasFailed} onRetry={retry} />
      )}
    </div>
  );
}

/** What the address asks for, if it is sold; else the whole way, or the first day that is not over. */
function firstSpan(performance: PerformanceView, asked: Span | null): Span {
  const spans = spansOf(performance);
  const wanted = asked && spans.find((one) => isSameSpan(one, asked));
  if (wanted) return wanted;
  if (performance.cells.length === 0 || isJourney(performance)) return wholeOf(performance);
  const ahead = performance.cells.findIndex(({ endsAt }) => Date.parse(endsAt) > Date.now());
  return spans.find(({ from, to }) => from === ahead && to === from + 1) ?? spans[0] ?? wholeOf(performance);
}

/** The seats that are held cannot go over to the other stops or days. */
function SpanProblem({ change }: { change: SpanChange }) {
  const t = useTranslations("seats");
  return (
    <Callout kind="warn" announce className="mt-3 max-w-160" title={change.problem?.text}>
      {change.problem?.isTaken && <p className="mt-0.5">{t("spanTaken")}</p>}
      <div className="mt-2 flex flex-wrap gap-2">
        {change.problem?.isTaken && (
          <Button size="dense" kind="line" onClick={change.letGoAndChange}>
            {t("spanLetGo")}
          </Button>
        )}
        <Button size="dense" kind="quiet" onClick={change.dismiss}>
          {t("spanKeep")}
        </Button>
      </div>
    </Callout>
  );
}

/** The house by its sections, where the map will be, while its seats are on their way. */
function Sketch({ store }: { store: SeatMapStore }) {
  const t = useTranslations("seats");
  const labels = useSeatLabels();
  return (
    <main id="content" className="flex min-h-0 flex-1 flex-col lg:grid lg:grid-cols-[minmax(0,1fr)_400px]">
      <SeatMap store={store} labels={labels} className="flex-1" insets={SKETCH_INSETS} onSeat={() => undefined} />
      <aside className="z-10 -mt-6 min-h-47 rounded-t-slide bg-raised px-5 pt-6 lg:mt-0 lg:rounded-none lg:border-l lg:border-line">
        <p role="status" className="dim flex items-center gap-3">
          <Spinner />
          {t("loading")}
        </p>
      </aside>
    </main>
  );
}

const SKETCH_INSETS = { top: 0, right: 0, bottom: 24, left: 0 };

function Loading({ hasFailed, onRetry }: { hasFailed: boolean; onRetry: () => void }) {
  const t = useTranslations("seats");
  return (
    <main id="content" className="grid flex-1 place-content-center bg-map p-8 text-center">
      {hasFailed ? (
        <div role="alert">
          <h2>{t("failed")}</h2>
          <p className="dim mt-2 mb-6">{t("failedText")}</p>
          <Button onClick={onRetry}>{t("retry")}</Button>
        </div>
      ) : (
        <p role="status" className="dim flex items-center gap-3">
          <Spinner />
          {t("loading")}
        </p>
      )}
    </main>
  );
}
