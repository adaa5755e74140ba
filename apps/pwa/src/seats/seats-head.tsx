"use client";

import type { PerformancePageView, PerformanceView } from "@usher/api/contract";
import { type Locale, localePath } from "@usher/client/i18n";
import { useSeatLabels } from "@usher/client/seats";
import { isJourney, type Span, spanName } from "@usher/client/spans";
import { IconButton, Segments, TopBar } from "@usher/ui";
import { PriceKey, type SeatMapStore } from "@usher/ui/seat-map";
import { Map as MapIcon, Rows3 } from "lucide-react";
import { useTranslations } from "next-intl";
import { BackLink } from "../shell/back-link.tsx";
import { spanDay } from "./span-picker.tsx";
import type { SeatsViewMode } from "./view-mode.ts";

interface SeatsHeadProps {
  readonly locale: Locale;
  readonly page: PerformancePageView;
  readonly span: Span;
  readonly view: SeatsViewMode;
  readonly onView: (view: SeatsViewMode) => void;
  readonly store: SeatMapStore | null;
}

/** The way of a journey, else the house. */
function whereOf(performance: PerformanceView, span: Span, locale: Locale): string {
  const { cells, venue } = performance;
  const way = isJourney(performance) ? spanName({ cells, timeZone: venue.timeZone }, span, locale) : null;
  return way ?? venue.name;
}

/** Where one is, what the colours cost, and the switch between map and list. */
export function SeatsHead({ locale, page, span, view, onView, store }: SeatsHeadProps) {
  const t = useTranslations("seats");
  const labels = useSeatLabels();
  const { event, performance } = page;
  const key = store ? <PriceKey store={store} labels={labels} /> : <div className="h-12" />;
  const other = view === "map" ? "list" : "map";
  return (
    <div className="flex-none">
      <TopBar
        className="lg:gap-2 lg:border-b lg:border-line lg:px-4 lg:pr-6"
        start={<BackLink href={localePath(locale, `/events/${event.slug}`)} label={t("toEvent")} />}
        title={event.title}
        detail={
          <>
            {spanDay(performance, span, locale)}
            {locale === "zh" ? "，" : ", "}
            {whereOf(performance, span, locale)}
          </>
        }
        middle={<div className="max-w-140">{key}</div>}
        end={
          <>
            <Segments
              label={t("showAs")}
              className="w-52 max-lg:hidden"
              value={view}
              onChange={onView}
              choices={[
                { value: "map", label: t("showMap"), icon: <MapIcon aria-hidden className="size-4.5" /> },
                { value: "list", label: t("showList"), icon: <Rows3 aria-hidden className="size-4.5" /> },
              ]}
            />
            <IconButton
              className="lg:hidden"
              label={other === "map" ? t("showMap") : t("showList")}
              onClick={() => onView(other)}
            >
              {other === "map" ? <MapIcon aria-hidden /> : <Rows3 aria-hidden />}
            </IconButton>
          </>
        }
        below={<div className="px-3 pb-2 lg:hidden">{key}</div>}
      />
    </div>
  );
}
