"use client";

import type { PerformancePageView } from "@usher/api/contract";
import { dayOf } from "@usher/client/format";
import { type Locale, localePath } from "@usher/client/i18n";
import { useSeatLabels } from "@usher/client/seats";
import { PriceKey, type SeatMapStore } from "@usher/ui/seat-map";
import { Map as MapIcon, Rows3 } from "lucide-react";
import { useTranslations } from "next-intl";
import { BackLink } from "../shell/back-link.tsx";
import type { SeatsViewMode } from "./seats-screen.tsx";

interface SeatsHeadProps {
  readonly locale: Locale;
  readonly page: PerformancePageView;
  readonly view: SeatsViewMode;
  readonly onView: (view: SeatsViewMode) => void;
  readonly store: SeatMapStore | null;
}

/** Where one is, what the colours cost, and the switch between map and list. */
export function SeatsHead({ locale, page, view, onView, store }: SeatsHeadProps) {
  const t = useTranslations("seats");
  const labels = useSeatLabels();
  const { event, performance } = page;
  const key = store ? <PriceKey store={store} labels={labels} /> : <div className="h-12" />;
  const other = view === "map" ? "list" : "map";
  return (
    <header className="flex-none">
      <div className="bar lg:gap-2 lg:border-b lg:border-(--line) lg:px-4 lg:pr-6">
        <BackLink href={localePath(locale, `/events/${event.slug}`)} label={t("toEvent")} />
        <div className="t lg:w-56 lg:flex-none">
          <h1 className="truncate text-[16px] font-[650] tracking-normal">{event.title}</h1>
          <span>
            {dayOf(performance.startsAt, performance.venue.timeZone, locale)}
            {locale === "zh" ? "，" : ", "}
            {performance.venue.name}
          </span>
        </div>
        <div className="max-w-140 flex-1 max-lg:hidden">{key}</div>
        <fieldset className="pick ml-auto w-52 max-lg:hidden">
          <legend className="sr-only">{t("showAs")}</legend>
          {(["map", "list"] as const).map((mode) => (
            <label key={mode}>
              <input type="radio" name="view" checked={view === mode} onChange={() => onView(mode)} />
              {mode === "map" ? (
                <MapIcon aria-hidden className="size-4.5" />
              ) : (
                <Rows3 aria-hidden className="size-4.5" />
              )}
              {mode === "map" ? t("showMap") : t("showList")}
            </label>
          ))}
        </fieldset>
        <button
          type="button"
          className="icon-btn lg:hidden"
          aria-label={other === "map" ? t("showMap") : t("showList")}
          onClick={() => onView(other)}
        >
          {other === "map" ? <MapIcon aria-hidden /> : <Rows3 aria-hidden />}
        </button>
      </div>
      <div className="px-3 pb-2 lg:hidden">{key}</div>
    </header>
  );
}
