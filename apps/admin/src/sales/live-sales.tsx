"use client";

import { useQuery } from "@tanstack/react-query";
import type { SalesView } from "@usher/api/contract";
import { count, fullInstant, money } from "@usher/client/format";
import { useSeatLabels, useSeatStore } from "@usher/client/seats";
import { useTRPC } from "@usher/client/trpc";
import { Pill, Stat, Stats } from "@usher/ui";
import { SeatMap } from "@usher/ui/seat-map";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { clockTime, percent } from "../format/clock.ts";
import { useOrderNews } from "../live/use-order-news.ts";
import { useOfficePath, useOrganizer } from "../shell/organizer.ts";
import { ReleasesPart } from "../releases/releases-part.tsx";
import { Part } from "../shell/part.tsx";
import { Screen } from "../shell/screen.tsx";
import { ScreenFailed, ScreenLoading } from "../shell/screen-states.tsx";
import { PriceTable } from "./price-table.tsx";
import { TicketsAMinute } from "./tickets-a-minute.tsx";

/** News of orders comes by the socket; holds, scans and what was missed at the latest after this. */
const SURELY_MS = 10_000;

/** One performance as it sells: figures, minutes, prices, seats and the newest orders, all moving. */
export function LiveSales({ performanceId }: { performanceId: string }) {
  const { id } = useOrganizer();
  const sales = useQuery(useTRPC().orders.sales.queryOptions({ performanceId }, { refetchInterval: SURELY_MS }));
  useOrderNews(id, () => void sales.refetch({ cancelRefetch: false }));
  if (sales.data) return <Sales sales={sales.data} heardAt={sales.dataUpdatedAt} isStale={sales.isError} />;
  if (sales.isError) return <ScreenFailed error={sales.error} onRetry={() => void sales.refetch()} />;
  return <ScreenLoading />;
}

function Sales({ sales, heardAt, isStale }: { sales: SalesView; heardAt: number; isStale: boolean }) {
  const t = useTranslations("sales");
  const { locale } = useOrganizer();
  const officePath = useOfficePath();
  return (
    <Screen
      flush
      title={sales.title}
      back={{ href: officePath("/events"), label: t("back") }}
      beside={
        <>
          <span className="text-text-2">
            {fullInstant(sales.startsAt, sales.timeZone, locale)}, {sales.venueName}
          </span>
          <Pill kind={sales.onSale ? "success" : "plain"}>{sales.onSale ? t("onSale") : t("notOnSale")}</Pill>
          <span role="status">{isStale && <Pill kind="warn">{t("stale")}</Pill>}</span>
        </>
      }
    >
      <Figures sales={sales} />
      <div className="grid flex-1 grid-cols-[minmax(0,1fr)] xl:grid-cols-[minmax(0,1fr)_392px]">
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-5 py-4 pr-4 pb-6 pl-5">
          <TicketsAMinute sales={sales} heardAt={heardAt} />
          <PriceTable sales={sales} />
        </div>
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-5 border-line py-4 pr-4 pb-6 pl-5 max-xl:border-t xl:border-l xl:pl-4">
          <House key={sales.performanceId} sales={sales} />
          {sales.onShow && <ReleasesPart sales={sales} />}
          <LatestOrders sales={sales} />
        </div>
      </div>
    </Screen>
  );
}

function Figures({ sales }: { sales: SalesView }) {
  const t = useTranslations("sales");
  const { locale } = useOrganizer();
  const { soldCount, forSaleCount, heldCount, scannedCount, currency } = sales;
  return (
    <Stats className="border-t-0 px-5">
      <Stat
        label={t("sold")}
        value={count(soldCount, locale)}
        note={t("ofAll", { all: count(forSaleCount, locale), share: percent(soldCount, forSaleCount) })}
      />
      <Stat label={t("taken")} value={money(sales.takenMinor, currency, locale)} />
      <Stat label={t("refunded")} value={money(sales.refundedMinor, currency, locale)} />
      <Stat label={t("inBaskets")} value={count(heldCount, locale)} />
      <Stat label={t("scanned")} value={count(scannedCount, locale)} note={percent(scannedCount, soldCount)} />
    </Stats>
  );
}

function House({ sales }: { sales: SalesView }) {
  const t = useTranslations("sales");
  const { locale } = useOrganizer();
  const labels = useSeatLabels();
  const { performanceId, geometryHash, currency, byCategory, cellCount } = sales;
  const { store } = useSeatStore(
    // A place of which a part is sold shows as sold.
    { performanceId, geometryHash, currency, prices: byCategory, cells: { count: cellCount, from: 0, to: cellCount } },
    locale,
  );
  return (
    <Part
      title={t("house")}
      end={
        <span className="flex items-center gap-2 text-text-2">
          <svg width="11" height="11" viewBox="0 0 11 11" aria-hidden="true">
            <circle cx="5.5" cy="5.5" r="4.5" fill="var(--torch)" stroke="var(--seat-chosen-edge)" strokeWidth="1.5" />
          </svg>
          {t("lastMinute")}
        </span>
      }
    >
      {store ? (
        <SeatMap store={store} labels={labels} mode="live" className="h-87 [--map:var(--raised)]" />
      ) : (
        <p role="status" className="grid h-87 place-items-center text-text-2">
          {t("houseComing")}
        </p>
      )}
    </Part>
  );
}

function LatestOrders({ sales }: { sales: SalesView }) {
  const t = useTranslations("sales");
  const { locale } = useOrganizer();
  const officePath = useOfficePath();
  return (
    <Part
      title={t("latest")}
      end={
        <Link href={officePath(`/orders?performance=${sales.performanceId}`)} className="rounded-lg underline">
          {t("allOrders")}
        </Link>
      }
    >
      {sales.recentOrders.length === 0 && <p className="text-text-2">{t("noOrders")}</p>}
      <ul>
        {sales.recentOrders.map((order) => (
          <li key={order.id} className="border-line border-t first:border-0">
            <Link
              href={officePath(`/orders/${order.id}`)}
              className="grid min-h-[30px] grid-cols-[62px_minmax(0,1fr)_auto] items-center gap-2 tabular-nums no-underline -outline-offset-2 hover:bg-sunk pointer-coarse:min-h-11"
            >
              <time dateTime={order.paidAt} className="text-text-3">
                {clockTime(order.paidAt, sales.timeZone, locale)}
              </time>
              <span className="truncate">
                {order.row === null
                  ? t("someSeats", { count: order.seatCount, section: order.section })
                  : t("someSeatsInRow", { count: order.seatCount, section: order.section, row: order.row })}
              </span>
              <span>{money(order.totalMinor, sales.currency, locale)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Part>
  );
}
