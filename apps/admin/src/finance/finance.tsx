"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { monthName, monthsLater, type StatementView } from "@usher/api/contract";
import { useTRPC } from "@usher/client/trpc";
import { Button, EmptyState, IconButton, Pill } from "@usher/ui";
import { ChevronLeft, ChevronRight, Download, FileText, Scale } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { keepsBooks, useOfficePath, useOrganizer } from "../shell/organizer.ts";
import { Screen } from "../shell/screen.tsx";
import { ScreenFailed, ScreenLoading, ScreenRefused } from "../shell/screen-states.tsx";
import { readMonth } from "./read-month.ts";
import { StatementLines } from "./statement-lines.tsx";
import { Totals } from "./totals.tsx";

/** What the organizer is owed, month by month, and why. */
export function Finance() {
  const t = useTranslations("finance");
  const organizer = useOrganizer();
  if (!keepsBooks(organizer)) return <ScreenRefused title={t("title")} />;
  return <Statement />;
}

function Statement() {
  const t = useTranslations("finance");
  const { id: organizerId, locale } = useOrganizer();
  const officePath = useOfficePath();
  const month = readMonth(useSearchParams());
  const statement = useQuery(
    useTRPC().finance.statement.queryOptions({ organizerId, month }, { placeholderData: keepPreviousData }),
  );
  const { data } = statement;
  if (!data) {
    if (statement.isError) return <ScreenFailed error={statement.error} onRetry={() => void statement.refetch()} />;
    return <ScreenLoading title={t("title")} />;
  }
  const query = new URLSearchParams({ organizerId, locale, month: data.month });
  const shown = data.currencies.filter(
    (one) => one.openingMinor !== 0 || one.closingMinor !== 0 || one.soldMinor !== 0 || one.refundedMinor !== 0,
  );
  const isEmpty = data.currencies.every((one) => one.soldMinor === 0 && one.refundedMinor === 0);
  return (
    <Screen
      title={t("title")}
      beside={<span role="status">{statement.isError && <Pill kind="warn">{t("stale")}</Pill>}</span>}
      busy={statement.isPlaceholderData}
      actions={
        <>
          <Button asChild size="dense">
            <Link href={officePath("/finance/match")}>
              <Scale aria-hidden />
              {t("match")}
            </Link>
          </Button>
          {shown.length > 0 && (
            <Button asChild size="dense">
              <a href={`/api/finance/statement/pdf?${query}`} download>
                <FileText aria-hidden />
                {t("paper")}
              </a>
            </Button>
          )}
          {!isEmpty && (
            <Button asChild size="dense">
              <a href={`/api/finance/statement?${query}`} download>
                <Download aria-hidden />
                {t("export")}
              </a>
            </Button>
          )}
        </>
      }
    >
      <Months statement={data} />
      <Totals currencies={shown} isOver={data.month < data.thisMonth} />
      {isEmpty ? (
        <EmptyState
          title={t("nothing", { month: monthName(data.month, locale) })}
          nearest={shown.length === 0 ? t("nothingYet") : t("nothingThen")}
        />
      ) : (
        <StatementLines month={data.month} />
      )}
    </Screen>
  );
}

/** From month to month, each with an address of its own. */
function Months({ statement }: { statement: StatementView }) {
  const t = useTranslations("finance");
  const { locale } = useOrganizer();
  const officePath = useOfficePath();
  const { month, firstMonth, thisMonth, timeZone } = statement;
  const to = (wanted: string) => officePath(`/finance${wanted === thisMonth ? "" : `?month=${wanted}`}`);
  const step = (by: 1 | -1, label: string, isOpen: boolean) => {
    const sign = by === 1 ? <ChevronRight aria-hidden /> : <ChevronLeft aria-hidden />;
    if (!isOpen)
      return (
        <IconButton dense label={label} disabled>
          {sign}
        </IconButton>
      );
    return (
      <IconButton asChild dense label={label}>
        <Link href={to(monthsLater(month, by))} scroll={false}>
          {sign}
        </Link>
      </IconButton>
    );
  };
  return (
    <nav aria-label={t("months")} className="flex flex-wrap items-center gap-2">
      {step(-1, t("before"), month > firstMonth)}
      <h2 aria-live="polite" className="width-normal min-w-36 text-center font-[640] text-16 tracking-normal">
        {monthName(month, locale)}
      </h2>
      {step(1, t("after"), month < thisMonth)}
      {month !== thisMonth && (
        <Button asChild size="dense">
          <Link href={to(thisMonth)} scroll={false}>
            {t("thisMonth")}
          </Link>
        </Button>
      )}
      <span className="text-text-2">{t("clock", { zone: timeZone })}</span>
    </nav>
  );
}
