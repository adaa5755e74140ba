"use client";

import type { PerformancePageView } from "@usher/api/contract";
import type { Locale } from "@usher/client/i18n";
import { localePath } from "@usher/client/i18n";
import { useOnline } from "@usher/client/live";
import { useSeatLabels, useSeatStore } from "@usher/client/seats";
import { Button, Spinner } from "@usher/ui";
import { SeatMap, type SeatMapStore } from "@usher/ui/seat-map";
import { WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { SeatsHead } from "./seats-head.tsx";
import { SeatsHouse } from "./seats-house.tsx";
import type { SeatsViewMode } from "./view-mode.ts";

interface SeatsScreenProps {
  readonly locale: Locale;
  readonly page: PerformancePageView;
  readonly startsAsList: boolean;
}

/** Choosing seats: head, map or list, and the sheet of what is yours. */
export function SeatsScreen({ locale, page, startsAsList }: SeatsScreenProps) {
  const t = useTranslations("seats");
  const isOnline = useOnline();
  const [view, setView] = useState<SeatsViewMode>(startsAsList ? "list" : "map");
  const { id, geometryHash, currency, categories, ticketLimit } = page.performance;
  const { store, sketch, hasFailed, retry, nameVersion } = useSeatStore(
    { performanceId: id, geometryHash, currency, prices: categories, limit: ticketLimit },
    locale,
  );
  const show = (next: SeatsViewMode) => {
    setView(next);
    const path = localePath(locale, `/performances/${page.performance.id}/seats`);
    window.history.replaceState(null, "", next === "list" ? `${path}?view=list` : path);
  };
  return (
    <div className="flex h-svh flex-col overflow-hidden">
      <SeatsHead locale={locale} page={page} view={view} onView={show} store={store ?? sketch} />
      {!isOnline && (
        <p role="status" className="flex items-center gap-2.5 bg-warn-wash px-5 py-2.5 font-[560] text-14">
          <WifiOff aria-hidden className="size-5 flex-none text-warn" />
          {t("offline")}
        </p>
      )}
      {store ? (
        <SeatsHouse locale={locale} page={page} view={view} onView={show} store={store} nameVersion={nameVersion} />
      ) : sketch && view === "map" ? (
        <Sketch store={sketch} />
      ) : (
        <Loading hasFailed={hasFailed} onRetry={retry} />
      )}
    </div>
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
