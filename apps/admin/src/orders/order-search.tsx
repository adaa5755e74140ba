"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { count, fullInstant, money } from "@usher/client/format";
import { useTRPC } from "@usher/client/trpc";
import { Search } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { deskZone } from "../format/clock.ts";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { useOfficePath, useOrganizer } from "../shell/organizer.ts";
import { type OrderFilter, readFilter, writeFilter } from "./order-filter.ts";
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
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const orders = found.data?.pages.flatMap((page) => page.orders) ?? [];
  return (
    <>
      <header className="head">
        <h1>{t("title")}</h1>
      </header>
      <main id="content" className="pane">
        <Filters filter={filter} />
        {found.isError && (
          <div role="alert" className="callout bad">
            <p>{say(found.error)}</p>
          </div>
        )}
        <p role="status" className="dim">
          {found.isPending || found.isPlaceholderData
            ? t("searching")
            : found.isSuccess && orders.length === 0
              ? t("none")
              : null}
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

/** How long typing rests before it is looked for. */
const REST_MS = 250;

function Filters({ filter }: { filter: OrderFilter }) {
  const t = useTranslations("orders");
  const words = useTranslations("orderStatus");
  const router = useRouter();
  const officePath = useOfficePath();
  const [text, setText] = useState(filter.text);
  const sent = useRef(filter.text);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // The address changed by itself, as on the way back: the field follows it.
  useEffect(() => {
    if (filter.text === sent.current) return;
    sent.current = filter.text;
    setText(filter.text);
  }, [filter.text]);
  const look = (wanted: Partial<OrderFilter>) => {
    clearTimeout(timer.current);
    const next = { ...filter, text: text.trim(), ...wanted };
    sent.current = next.text;
    router.replace(officePath(`/orders${writeFilter(next)}`), { scroll: false });
  };
  const type = (typed: string) => {
    setText(typed);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => look({ text: typed.trim() }), REST_MS);
  };
  const search = (event: FormEvent) => {
    event.preventDefault();
    look({});
  };
  return (
    <search>
      <form className="filters" onSubmit={search}>
        <div className="field">
          <label htmlFor="text">{t("text")}</label>
          <input
            id="text"
            type="search"
            value={text}
            onChange={(event) => type(event.target.value)}
            autoComplete="off"
            spellCheck={false}
            maxLength={254}
          />
        </div>
        <div className="field">
          <label htmlFor="status">{t("status")}</label>
          <select
            id="status"
            value={filter.status ?? ""}
            onChange={(event) => look({ status: STATUSES.find((status) => status === event.target.value) })}
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
