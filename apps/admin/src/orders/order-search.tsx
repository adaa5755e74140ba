"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { count, fullInstant, money } from "@usher/client/format";
import { useTRPC } from "@usher/client/trpc";
import { Button, type Column, DataTable, EmptyState, SearchField, SelectField } from "@usher/ui";
import { Download, X } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { deskZone } from "../format/clock.ts";
import { ListFailed } from "../shell/list-failed.tsx";
import { MoreButton } from "../shell/more-button.tsx";
import { type Organizer, useOfficePath, useOrganizer } from "../shell/organizer.ts";
import { Screen } from "../shell/screen.tsx";
import { AlertsLink } from "./alert-queue.tsx";
import { type OrderFilter, readFilter, writeFilter } from "./order-filter.ts";
import { STATUSES } from "./order-statuses.ts";
import { StatusPill } from "./status-pill.tsx";

const BONES = 12;
/** Who may take all addresses away at once. */
const MAY_EXPORT: readonly Organizer["role"][] = ["owner", "manager", "finance"];

function exportPath(organizerId: string, { text, status, performanceId }: OrderFilter, locale: string): string {
  const query = new URLSearchParams({ organizerId, locale, text });
  if (status) query.set("status", status);
  if (performanceId) query.set("performanceId", performanceId);
  return `/api/orders/export?${query}`;
}

/** All orders of the organizer, newest first, found by code, mail address, name or seat, by status and by performance. */
export function OrderSearch() {
  const t = useTranslations("orders");
  const { id: organizerId, locale, role } = useOrganizer();
  const filter = readFilter(useSearchParams());
  const found = useInfiniteQuery(
    useTRPC().orders.search.infiniteQueryOptions(
      { organizerId, ...filter, locale, limit: 50 },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const orders = found.data?.pages.flatMap((page) => page.orders) ?? [];
  const isLooking = found.isPending || found.isPlaceholderData;
  const isNarrowed = writeFilter(filter) !== "";
  return (
    <Screen
      title={t("title")}
      actions={
        <>
          <AlertsLink />
          {orders.length > 0 && MAY_EXPORT.includes(role) && (
            <Button asChild size="dense">
              <a href={exportPath(organizerId, filter, locale)} download>
                <Download aria-hidden />
                {t("export")}
              </a>
            </Button>
          )}
        </>
      }
    >
      <Filters filter={filter} isLooking={isLooking} />
      <ListFailed title={t("failed")} list={found} />
      <p role="status" className="sr-only">
        {isLooking ? t("searching") : found.isSuccess ? t("found", { count: orders.length }) : null}
      </p>
      {(!found.isError || orders.length > 0) && (
        <OrderTable
          orders={orders}
          isPending={found.isPending}
          empty={
            <EmptyState title={isNarrowed ? t("none") : t("noneYet")} nearest={isNarrowed ? t("noneText") : null} />
          }
        />
      )}
      <MoreButton list={found} />
    </Screen>
  );
}

/** How long typing rests before it is looked for. */
const REST_MS = 250;

function Filters({ filter, isLooking }: { filter: OrderFilter; isLooking: boolean }) {
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
      <form className="flex flex-wrap items-center gap-2" onSubmit={search}>
        <SearchField
          dense
          className="min-w-56 max-w-96 flex-1"
          label={t("text")}
          busy={isLooking}
          value={text}
          onChange={(event) => type(event.target.value)}
          autoComplete="off"
          spellCheck={false}
          maxLength={254}
        />
        <SelectField
          dense
          bare
          label={t("status")}
          value={filter.status ?? ""}
          onChange={(event) => look({ status: STATUSES.find((status) => status === event.target.value) })}
        >
          <option value="">{t("anyStatus")}</option>
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {words(status)}
            </option>
          ))}
        </SelectField>
        {filter.performanceId && (
          <Button
            size="dense"
            kind="quiet"
            aria-label={t("allPerformances")}
            onClick={() => look({ performanceId: undefined })}
          >
            {t("onePerformance")}
            <X aria-hidden />
          </Button>
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
  readonly name: string | null;
  readonly currency: string;
  readonly totalMinor: number;
  readonly refundedMinor: number;
  readonly createdAt: string;
  readonly title: string;
  readonly ticketCount: number;
}

interface OrderTableProps {
  readonly orders: readonly FoundOrder[];
  readonly isPending: boolean;
  readonly empty: ReactNode;
}

function OrderTable({ orders, isPending, empty }: OrderTableProps) {
  const t = useTranslations("orders");
  const { locale } = useOrganizer();
  const router = useRouter();
  const officePath = useOfficePath();
  const columns: Column<FoundOrder>[] = [
    {
      key: "code",
      head: t("code"),
      cell: ({ id, code }) => (
        <Link href={officePath(`/orders/${id}`)} tabIndex={-1} className="font-[620] no-underline">
          {code}
        </Link>
      ),
    },
    { key: "status", head: t("status"), align: "left", cell: ({ status }) => <StatusPill status={status} /> },
    {
      key: "email",
      head: t("email"),
      align: "left",
      cell: ({ email, name }) => (
        <span className="block max-w-80 truncate" title={name ? `${name} · ${email}` : email}>
          {name && <span className="mr-2 text-text">{name}</span>}
          <span className={name ? "text-text-2" : undefined}>{email}</span>
        </span>
      ),
    },
    {
      key: "event",
      head: t("event"),
      align: "left",
      cell: ({ title }) => <span className="block max-w-60 truncate">{title}</span>,
    },
    { key: "tickets", head: t("tickets"), cell: ({ ticketCount }) => count(ticketCount, locale) },
    { key: "total", head: t("total"), cell: ({ totalMinor, currency }) => money(totalMinor, currency, locale) },
    {
      key: "refunded",
      head: t("refunded"),
      cell: ({ refundedMinor, currency }) => (refundedMinor > 0 ? money(refundedMinor, currency, locale) : null),
    },
    {
      key: "ordered",
      head: t("ordered"),
      cell: ({ createdAt }) => <time dateTime={createdAt}>{fullInstant(createdAt, deskZone(), locale)}</time>,
    },
  ];
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={orders}
      rowKey={({ id }) => id}
      onOpen={({ id }) => router.push(officePath(`/orders/${id}`))}
      loadingRows={isPending ? BONES : 0}
      empty={empty}
    />
  );
}
