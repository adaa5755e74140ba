"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { StatementLineView } from "@usher/api/contract";
import { outgoing } from "@usher/api/money";
import { count, fullInstant, money } from "@usher/client/format";
import { useTRPC } from "@usher/client/trpc";
import { type Column, DataTable } from "@usher/ui";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ListFailed } from "../shell/list-failed.tsx";
import { MoreButton } from "../shell/more-button.tsx";
import { useOfficePath, useOrganizer } from "../shell/organizer.ts";

const BONES = 6;

/** A month by performance; each leads to its orders. */
export function StatementLines({ month }: { month: string }) {
  const t = useTranslations("finance");
  const { id: organizerId, locale } = useOrganizer();
  const router = useRouter();
  const officePath = useOfficePath();
  const found = useInfiniteQuery(
    useTRPC().finance.lines.infiniteQueryOptions(
      { organizerId, month, locale, limit: 50 },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const lines = found.data?.pages.flatMap((page) => page.lines) ?? [];
  const toOrders = ({ performanceId }: StatementLineView) => officePath(`/orders?performance=${performanceId}`);
  const figure = (key: string, head: string, cell: (line: StatementLineView) => string): Column<StatementLineView> => ({
    ...{ key, head, align: "right" },
    cell: (line) => <span className="tabular-nums">{cell(line)}</span>,
  });
  const columns: Column<StatementLineView>[] = [
    {
      key: "performance",
      head: t("performance"),
      wraps: true,
      cell: (line) => (
        <>
          <Link href={toOrders(line)} tabIndex={-1} className="font-[560] no-underline">
            {line.title}
          </Link>
          <span className="block text-text-2">
            {fullInstant(line.startsAt, line.timeZone, locale)}, {line.venueName}
          </span>
        </>
      ),
    },
    figure("tickets", t("soldTickets"), ({ tickets }) => count(tickets, locale)),
    figure("sold", t("sold"), ({ soldMinor, currency }) => money(soldMinor, currency, locale)),
    figure("back", t("backTickets"), ({ ticketsBack }) => count(ticketsBack, locale)),
    figure("refunded", t("refunded"), ({ refundedMinor, currency }) =>
      money(outgoing(refundedMinor), currency, locale),
    ),
    figure("tax", t("taxIn"), ({ taxMinor, currency }) => money(taxMinor, currency, locale)),
    figure("payable", t("payable"), ({ payableMinor, currency }) => money(payableMinor, currency, locale)),
  ];
  return (
    <>
      <ListFailed title={t("failed")} list={found} />
      {(!found.isError || lines.length > 0) && (
        <DataTable
          caption={t("byPerformance")}
          captionShown
          columns={columns}
          rows={lines}
          rowKey={({ performanceId, currency }) => `${performanceId} ${currency}`}
          onOpen={(line) => router.push(toOrders(line))}
          loadingRows={found.isPending ? BONES : 0}
        />
      )}
      <MoreButton list={found} />
    </>
  );
}
