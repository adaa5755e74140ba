"use client";

import type { ChangeView } from "@usher/api/contract";
import { fullInstant, money } from "@usher/client/format";
import { Callout } from "@usher/ui";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { deskZone } from "../format/clock.ts";
import { useOfficePath, useOrganizer } from "../shell/organizer.ts";

interface ChangeProgressProps {
  readonly change: ChangeView;
  /** The venue's. */
  readonly timeZone: string;
}

/** What became of a performance that was cancelled or moved: how many orders are seen to, what the bank says, and what buyers want. */
export function ChangeProgress({ change, timeZone }: ChangeProgressProps) {
  const t = useTranslations("changes");
  const { locale } = useOrganizer();
  const officePath = useOfficePath();
  const { kind, orders, refunds, currency, reason } = change;
  const title =
    kind === "cancelled"
      ? t("wasCancelled", { when: fullInstant(change.createdAt, deskZone(), locale) })
      : t("wasMoved", { before: fullInstant(change.startsBefore, timeZone, locale) });
  const isUnderWay = change.finishedAt === null;
  const given = {
    amount: money(refunds.amountMinor, currency, locale),
    arrived: refunds.succeeded,
    count: refunds.count,
  };
  const until = change.answerUntil && fullInstant(change.answerUntil, timeZone, locale);
  return (
    <Callout dense kind={kind === "cancelled" ? "danger" : "info"} title={title} className="mt-2" stacked>
      <p className="wrap-anywhere">{reason}</p>
      {orders.total > 0 && (
        <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5 tabular-nums" aria-live={isUnderWay ? "polite" : "off"}>
          {(isUnderWay || kind === "cancelled") && <li>{t("seenTo", { done: orders.done, total: orders.total })}</li>}
          {kind === "moved" && (
            <li>{t("answers", { keeps: orders.keeps, returns: orders.returns, open: orders.silent })}</li>
          )}
          {kind === "moved" && orders.silent > 0 && until && <li>{t("answersUntil", { until })}</li>}
          {refunds.count > 0 && <li>{t("givenBack", given)}</li>}
          {refunds.failed > 0 && <li className="font-[620] text-danger">{t("failed", { count: refunds.failed })}</li>}
          <li>
            <Link
              href={officePath(`/orders?performance=${change.performanceId}`)}
              className="underline underline-offset-3"
            >
              {t("openOrders")}
            </Link>
          </li>
        </ul>
      )}
      {isUnderWay && orders.total > 0 && (
        <progress
          aria-label={t("seenTo", { done: orders.done, total: orders.total })}
          value={orders.done}
          max={orders.total}
          className="mt-2 h-1.5 w-full accent-torch"
        />
      )}
    </Callout>
  );
}
