"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { deskZone } from "../format/clock.ts";
import { fullInstant } from "../format/instants.ts";
import { count, money } from "../format/money.ts";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { useOfficePath, useOrganizer } from "../shell/organizer.ts";
import { useTRPC } from "../trpc/trpc.ts";
import { readFilter, writeFilter } from "./order-filter.ts";
import { STATUSES } from "./order-statuses.ts";
import { StatusPill } from "./status-pill.tsx";

/** All orders of the organizer, newest first, found by code, mail address, status or performance. */
export function OrderSearch() {
  const t = useTranslations("orders");
  const say = useRefusalWords();
  const { id: organizerId } = useOrganizer();
  const filter = readFilter(useSearchParams());
  const found = useInfiniteQuery(
    useTRPC().orders.search.infiniteQueryOptions(
      { organizerId, ...filter, limit: 50 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const orders = found.data?.pages.flatMap((page) => page.orders) ?? [];
  return (
    <>
      <header className="head">
        <h1>{t("title")}</h1>
      </header>
      <main id="content" className="pane">
        <Filters key={writeFilter(filter)} />
        {found.isError && (
          <div role="alert" className="callout bad">
            <p>{say(found.error)}</p>
          </div>
        )}
        <p role="status" className="dim">
          {found.isPending ? t("searching") : found.isSuccess && orders.length === 0 ? t("none") : null}
        </p>
        {orders.length > 0 && <OrderTable orders={orders} />}
        {found.hasNextPage && (
          <button
            type="button"
            className="btn justify-self-start"
            disabled={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {t("more")}
          </button>
        )}
      </main>
    </>
  );
}

function Filters() {
  const t = useTranslations("orders");
  const words = useTranslations("orderStatus");
  const router = useRouter();
  const officePath = useOfficePath();
  const filter = readFilter(useSearchParams());
  const search = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const query = new URLSearchParams({ text: String(said.get("text")), status: String(said.get("status")) });
    const wanted = { ...readFilter(query), performanceId: filter.performanceId };
    router.push(officePath(`/orders${writeFilter(wanted)}`));
  };
  return (
    <search>
      <form className="filters" onSubmit={search}>
        <div className="field">
          <label htmlFor="text">{t("text")}</label>
          <input id="text" name="text" type="search" defaultValue={filter.text} autoComplete="off" maxLength={254} />
        </div>
        <div className="field">
          <label htmlFor="status">{t("status")}</label>
          <select
            id="status"
            name="status"
            defaultValue={filter.status ?? ""}
            onChange={(event) => event.currentTarget.form?.requestSubmit()}
          >
            <option value="">{t("anyStatus")}</option>
            {STATUSES.map((status) => (
              <option key={status} value={status}>
                {words(status)}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" className="btn">
          <Search aria-hidden />
          {t("search")}
        </button>
        {filter.performanceId && (
          <p className="row">
            <span className="pill">{t("onePerformance")}</span>
            <Link
              href={officePath(`/orders${writeFilter({ ...filter, performanceId: undefined })}`)}
              className="underline"
            >
              {t("allPerformances")}
            </Link>
          </p>
        )}
      </form>
    </search>
  );
}

interface FoundOrder {
  readonly id: string;
  readonly code: string;
  readonly status: (typeof STATUSES)[number];
  readonly email: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly refundedMinor: number;
  readonly createdAt: string;
  readonly title: string;
  readonly ticketCount: number;
}

function OrderTable({ orders }: { orders: readonly FoundOrder[] }) {
  const t = useTranslations("orders");
  const { locale } = useOrganizer();
  const officePath = useOfficePath();
  return (
    <div className="scroll">
      <table className="tbl">
        <caption className="sr-only">{t("title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("code")}</th>
            <th scope="col">{t("status")}</th>
            <th scope="col">{t("email")}</th>
            <th scope="col">{t("event")}</th>
            <th scope="col" className="fig">
              {t("tickets")}
            </th>
            <th scope="col" className="fig">
              {t("total")}
            </th>
            <th scope="col" className="fig">
              {t("refunded")}
            </th>
            <th scope="col">{t("ordered")}</th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <tr key={order.id}>
              <td>
                <Link href={officePath(`/orders/${order.id}`)} className="strong underline">
                  {order.code}
                </Link>
              </td>
              <td>
                <StatusPill status={order.status} />
              </td>
              <td>{order.email}</td>
              <td>{order.title}</td>
              <td className="fig">{count(order.ticketCount, locale)}</td>
              <td className="fig">{money(order.totalMinor, order.currency, locale)}</td>
              <td className="fig">
                {order.refundedMinor > 0 ? money(order.refundedMinor, order.currency, locale) : null}
              </td>
              <td>
                <time dateTime={order.createdAt}>{fullInstant(order.createdAt, deskZone(), locale)}</time>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
