"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { dayOf, money } from "@usher/client/format";
import { type Locale, localePath } from "@usher/client/i18n";
import { refusalOf } from "@usher/client/refusals";
import { useTRPC } from "@usher/client/trpc";
import { Bone, Button } from "@usher/ui";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";

const STATUS_KEYS = {
  pendingPayment: "statusPendingPayment",
  closing: "statusClosing",
  paid: "statusPaid",
  expired: "statusExpired",
  returning: "statusReturning",
  refunded: "statusRefunded",
} as const;

const PAGE = 20;

/** What was bought, newest first, a page at a time. */
export function OrderList({ locale }: { locale: Locale }) {
  const t = useTranslations("account");
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.orders.mine.infiniteQueryOptions(
      { limit: PAGE, locale },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const orders = list.data?.pages.flatMap((page) => page.orders) ?? [];
  if (refusalOf(list.error)?.code === "NOT_SIGNED_IN") return null;
  return (
    <section className="pt-8">
      <h2 className="mb-2">{t("orders")}</h2>
      {list.isPending && <Bone height={144} />}
      {list.isError && (
        <div role="alert">
          <p className="dim">{t("loadFailed")}</p>
          <Button className="mt-3" onClick={() => void list.refetch()}>
            {t("retry")}
          </Button>
        </div>
      )}
      {list.isSuccess && orders.length === 0 && (
        <p className="dim">
          {t("noOrders")} {t("noOrdersText")}
        </p>
      )}
      <ul className="list -mx-5">
        {orders.map((order) => (
          <li key={order.id} className="relative">
            <div className="grow">
              <h3>
                <Link href={localePath(locale, `/orders/${order.id}`)} className="after:absolute after:inset-0">
                  {order.title}
                </Link>
              </h3>
              <p className="small dim num">
                {[
                  dayOf(order.startsAt, order.timeZone, locale),
                  t("tickets", { count: order.ticketCount }),
                  t(STATUS_KEYS[order.status]),
                ].join(" · ")}
              </p>
            </div>
            <span className="price">{money(order.totalMinor, order.currency, locale)}</span>
            <ChevronRight aria-hidden className="size-4.5" />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button wide className="mt-3" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("moreOrders")}
        </Button>
      )}
    </section>
  );
}
