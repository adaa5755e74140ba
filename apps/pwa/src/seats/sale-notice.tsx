"use client";

import type { PerformancePageView } from "@usher/api/contract";
import { dayAndTime } from "@usher/client/format";
import { type Locale, localePath } from "@usher/client/i18n";
import { buttonClass, Callout, classNames } from "@usher/ui";
import type { SeatMapStore } from "@usher/ui/seat-map";
import { Info } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useCallback, useSyncExternalStore } from "react";
import { moreFrom, type SaleState, saleState } from "../catalog/sale-state.ts";

const LOOK_AGAIN_MS = 1_000;

/** What can be done about this performance now, by the seats on the map and the clock. Called where no server renders. */
export function useSaleState(performance: PerformancePageView["performance"], store: SeatMapStore): SaleState {
  const read = () => saleState(performance, placesLeft(store), Date.now());
  const subscribe = useCallback(
    (changed: () => void) => {
      const leave = store.subscribe(changed);
      const timer = setInterval(changed, LOOK_AGAIN_MS);
      return () => {
        clearInterval(timer);
        leave();
      };
    },
    [store],
  );
  return useSyncExternalStore(subscribe, read, read);
}

function placesLeft(store: SeatMapStore): number {
  return store.leftInCategory.reduce((sum, places) => sum + places, 0);
}

interface SaleNoticeProps {
  readonly locale: Locale;
  readonly page: PerformancePageView;
  readonly state: Exclude<SaleState, "onSale">;
}

const TITLE_KEYS = {
  notYet: "notYet",
  saleOver: "saleOver",
  past: "past",
  cancelled: "cancelled",
  soldOut: "soldOut",
} as const;
const TEXT_KEYS = {
  notYet: "notYetText",
  saleOver: "saleOverText",
  past: "pastText",
  cancelled: "cancelledText",
  soldOut: "soldOutText",
} as const;

/** Why no seat can be taken now, and where to go on. It stands where the offers would. */
export function SaleNotice({ locale, page, state }: SaleNoticeProps) {
  const t = useTranslations("seats");
  const { performance, event } = page;
  const when = dayAndTime(performance.saleStartsAt, performance.venue.timeZone, locale);
  const more = state === "soldOut" && moreFrom(performance, Date.now());
  return (
    <Callout
      kind="info"
      stacked
      announce
      className="mb-3"
      icon={<Info strokeWidth={1.75} />}
      title={t(TITLE_KEYS[state])}
      action={
        <>
          <Link
            href={localePath(locale, `/events/${event.slug}`)}
            className={classNames(buttonClass("line"), "min-h-12!")}
          >
            {t("toEvent")}
          </Link>
          <Link href={localePath(locale, "/")} className={classNames(buttonClass("quiet"), "min-h-12!")}>
            {t("otherEvents")}
          </Link>
        </>
      }
    >
      <p>
        {more
          ? t("moreFrom", { when: dayAndTime(more, performance.venue.timeZone, locale) })
          : t(TEXT_KEYS[state], { when })}
      </p>
    </Callout>
  );
}
