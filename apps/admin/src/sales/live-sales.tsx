"use client";

import { useQuery } from "@tanstack/react-query";
import type { SalesView } from "@usher/api/contract";
import { count, fullInstant, money } from "@usher/client/format";
import { useSeatLabels, useSeatStore } from "@usher/client/seats";
import { useTRPC } from "@usher/client/trpc";
import { SeatMap } from "@usher/ui/seat-map";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { clockTime, percent } from "../format/clock.ts";
import { useOrderNews } from "../live/use-order-news.ts";
import { useOfficePath, useOrganizer } from "../shell/organizer.ts";
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
  return (
    <>
      <header className="head">
        <h1>{sales.title}</h1>
        <span className="dim">
          {fullInstant(sales.startsAt, sales.timeZone, locale)}, {sales.venueName}
        </span>
        <span className={sales.onSale ? "pill ok" : "pill"}>
          <i aria-hidden="true" />
          {sales.onSale ? t("onSale") : t("notOnSale")}
        </span>
        {isStale && (
          <span role="status" className="pill warn">
            {t("stale")}
          </span>
        )}
      </header>
      <main id="content" className="contents">
        <Figures sales={sales} />
        <div className="cols">
          <div className="pane">
            <TicketsAMinute sales={sales} heardAt={heardAt} />
            <PriceTable sales={sales} />
          </div>
          <div className="pane">
            <House key={sales.performanceId} sales={sales} />
            <LatestOrders sales={sales} />
          </div>
        </div>
      </main>
    </>
  );
}

function Figures({ sales }: { sales: SalesView }) {
  const t = useTranslations("sales");
  const { locale } = useOrganizer();
  const { soldCount, forSaleCount, heldCount, scannedCount, currency } = sales;
  return (
    <dl className="kpis">
      <div>
        <dt>{t("sold")}</dt>
        <dd>
          {count(soldCount, locale)}{" "}
          <small>{t("ofAll", { all: count(forSaleCount, locale), share: percent(soldCount, forSaleCount) })}</small>
        </dd>
      </div>
      <div>
        <dt>{t("taken")}</dt>
        <dd>{money(sales.takenMinor, currency, locale)}</dd>
      </div>
      <div>
        <dt>{t("refunded")}</dt>
        <dd>{money(sales.refundedMinor, currency, locale)}</dd>
      </div>
      <div>
        <dt>{t("inBaskets")}</dt>
        <dd>{count(heldCount, locale)}</dd>
      </div>
      <div>
        <dt>{t("scanned")}</dt>
        <dd>
          {count(scannedCount, locale)} <small>{percent(scannedCount, soldCount)}</small>
        </dd>
      </div>
    </dl>
  );
}

function House({ sales }: { sales: SalesView }) {
  const t = useTranslations("sales");
  const { locale } = useOrganizer();
  const labels = useSeatLabels();
  const { performanceId, geometryHash, currency, byCategory } = sales;
  const { store } = useSeatStore({ performanceId, geometryHash, currency, prices: byCategory }, locale);
  return (
    <section aria-labelledby="house-title">
      <div className="row between">
        <h2 id="house-title">{t("house")}</h2>
        <span className="row dim">
          <svg width="11" height="11" viewBox="0 0 11 11" aria-hidden="true">
            <circle cx="5.5" cy="5.5" r="4.5" fill="var(--torch)" stroke="var(--seat-chosen-edge)" strokeWidth="1.5" />
          </svg>
          {t("lastMinute")}
        </span>
      </div>
      {store ? (
        <SeatMap store={store} labels={labels} mode="live" className="house" />
      ) : (
        <p role="status" className="house dim grid place-items-center">
          {t("houseComing")}
        </p>
      )}
    </section>
  );
}

function LatestOrders({ sales }: { sales: SalesView }) {
  const t = useTranslations("sales");
  const { locale } = useOrganizer();
  const officePath = useOfficePath();
  return (
    <section aria-labelledby="latest-title">
      <div className="row between">
        <h2 id="latest-title">{t("latest")}</h2>
        <Link href={officePath(`/orders?performance=${sales.performanceId}`)} className="dim underline">
          {t("allOrders")}
        </Link>
      </div>
      {sales.recentOrders.length === 0 && <p className="dim">{t("noOrders")}</p>}
      <ul className="feed">
        {sales.recentOrders.map((order) => (
          <li key={order.id}>
            <time dateTime={order.paidAt}>{clockTime(order.paidAt, sales.timeZone, locale)}</time>
            <Link href={officePath(`/orders/${order.id}`)}>
              {order.row === null
                ? t("someSeats", { count: order.seatCount, section: order.section })
                : t("someSeatsInRow", { count: order.seatCount, section: order.section, row: order.row })}
            </Link>
            <span>{money(order.totalMinor, sales.currency, locale)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
