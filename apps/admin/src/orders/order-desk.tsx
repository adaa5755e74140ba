"use client";

import { useQuery } from "@tanstack/react-query";
import type { OrderView } from "@usher/api/contract";
import { fullInstant, money } from "@usher/client/format";
import { useSeatName } from "@usher/client/seats";
import { useTRPC } from "@usher/client/trpc";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { deskZone } from "../format/clock.ts";
import { mayRefund, useOfficePath, useOrganizer } from "../shell/organizer.ts";
import { ScreenFailed, ScreenLoading } from "../shell/screen-states.tsx";
import { refundableSeats } from "./refund-choice.ts";
import { RefundDialog } from "./refund-dialog.tsx";
import { StatusPill } from "./status-pill.tsx";

const ASK_MS = 3_000;

/** One order: what was bought, paid and given back, with the way to give more back. */
export function OrderDesk({ orderId }: { orderId: string }) {
  const order = useQuery(
    useTRPC().orders.get.queryOptions(
      { orderId },
      // A refund under way is watched until the provider has answered.
      { refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? ASK_MS : false) },
    ),
  );
  if (order.data) return <Order order={order.data} onRefunded={() => void order.refetch()} />;
  if (order.isError) return <ScreenFailed error={order.error} onRetry={() => void order.refetch()} />;
  return <ScreenLoading />;
}

function isMoving({ status, refunds }: OrderView): boolean {
  const isUnsettled = status === "pendingPayment" || status === "closing" || status === "returning";
  return isUnsettled || refunds.some((refund) => refund.status === "requested" || refund.status === "sent");
}

function Order({ order, onRefunded }: { order: OrderView; onRefunded: () => void }) {
  const t = useTranslations("order");
  const organizer = useOrganizer();
  const officePath = useOfficePath();
  const [isRefunding, setRefunding] = useState(false);
  const canRefund = mayRefund(organizer) && order.status === "paid" && refundableSeats(order).length > 0;
  return (
    <>
      <header className="head">
        <Link href={officePath("/orders")} className="btn quiet icon" aria-label={t("back")}>
          <ArrowLeft aria-hidden />
        </Link>
        <h1>{t("title", { code: order.code })}</h1>
        <StatusPill status={order.status} />
        {canRefund && (
          <button type="button" className="btn danger push" onClick={() => setRefunding(true)}>
            {t("refund")}
          </button>
        )}
      </header>
      <main id="content" className="pane">
        <OrderFacts order={order} />
        {order.performances.map((performance) => (
          <section key={performance.performanceId} className="part">
            <h2>
              {performance.title}, {fullInstant(performance.startsAt, performance.timeZone, organizer.locale)},{" "}
              {performance.venueName}
            </h2>
            <OrderLines order={order} performanceId={performance.performanceId} />
          </section>
        ))}
        <Tickets order={order} />
        <Refunds order={order} />
      </main>
      {isRefunding && <RefundDialog order={order} onDone={onRefunded} onClose={() => setRefunding(false)} />}
    </>
  );
}

function OrderFacts({ order }: { order: OrderView }) {
  const t = useTranslations("order");
  const { locale } = useOrganizer();
  const problems = useTranslations("paymentProblem");
  const instant = (iso: string) => fullInstant(iso, deskZone(), locale);
  const facts = [
    [t("email"), order.email],
    [t("ordered"), instant(order.createdAt)],
    [t("paidAt"), order.paidAt ? instant(order.paidAt) : null],
    [t("total"), money(order.totalMinor, order.currency, locale)],
    [t("paid"), money(order.paidMinor, order.currency, locale)],
    [t("refunded"), money(order.refundedMinor, order.currency, locale)],
    [t("problem"), order.paymentProblem ? problems(order.paymentProblem) : null],
  ] as const;
  return (
    <dl className="facts">
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name} className="contents">
            <dt>{name}</dt>
            <dd className="num">{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

const LINE_KEYS = { seat: "seat", fee: "fee", tax: "tax", postage: "postage", discount: "discount" } as const;

function OrderLines({ order, performanceId }: { order: OrderView; performanceId: string }) {
  const t = useTranslations("order");
  const seatName = useSeatName();
  const { locale } = useOrganizer();
  return (
    <div className="scroll">
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">{t("line")}</th>
            <th scope="col">{t("price")}</th>
            <th scope="col" className="fig">
              {t("tax")}
            </th>
            <th scope="col" className="fig">
              {t("amount")}
            </th>
            <th scope="col" className="fig">
              {t("refunded")}
            </th>
          </tr>
        </thead>
        <tbody>
          {order.lines
            .filter((line) => line.performanceId === performanceId)
            .map((line) => (
              <tr key={line.id}>
                <td className={line.kind === "seat" ? "strong" : "dim"}>
                  {line.kind === "seat" ? seatName(line) : t(LINE_KEYS[line.kind])}
                </td>
                <td>{line.categoryName}</td>
                <td className="fig">{money(line.taxMinor, order.currency, locale)}</td>
                <td className="fig">{money(line.grossMinor, order.currency, locale)}</td>
                <td className="fig">
                  {line.refundedMinor > 0 ? money(line.refundedMinor, order.currency, locale) : null}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

function Tickets({ order }: { order: OrderView }) {
  const t = useTranslations("order");
  const seatName = useSeatName();
  const words = useTranslations("ticketStatus");
  if (order.tickets.length === 0) return null;
  return (
    <section className="part">
      <h2>{t("tickets")}</h2>
      <ul className="grid gap-1">
        {order.tickets.map((ticket) => (
          <li key={ticket.id} className="row">
            <span className={ticket.status === "valid" ? "pill ok" : "pill"}>{words(ticket.status)}</span>
            <span>{seatName(ticket)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const REFUND_KINDS = { requested: "warn", sent: "warn", succeeded: "ok", failed: "bad" } as const;

function Refunds({ order }: { order: OrderView }) {
  const t = useTranslations("order");
  const words = useTranslations("refundStatus");
  const { locale } = useOrganizer();
  if (order.refunds.length === 0) return null;
  return (
    <section className="part">
      <h2>{t("refunds")}</h2>
      <ul className="grid gap-2">
        {order.refunds.map((refund) => (
          <li key={refund.id} className="row">
            <span className={`pill ${REFUND_KINDS[refund.status]}`}>{words(refund.status)}</span>
            <span className="num strong">{money(refund.amountMinor, order.currency, locale)}</span>
            <time dateTime={refund.createdAt} className="dim">
              {fullInstant(refund.createdAt, deskZone(), locale)}
            </time>
            <span>{refund.reason}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
