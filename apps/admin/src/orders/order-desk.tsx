"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { type OrderView, RETURNED_BY_BUYER } from "@usher/api/contract";
import { fullInstant, money } from "@usher/client/format";
import { useSeatName } from "@usher/client/seats";
import { useRequestKey, useTRPC } from "@usher/client/trpc";
import { spanName } from "@usher/client/spans";
import { Button, type Column, DataTable, Pill } from "@usher/ui";
import { Mail } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { deskZone } from "../format/clock.ts";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { mayRefund, mayResendRefund, useOfficePath, useOrganizer } from "../shell/organizer.ts";
import { Part } from "../shell/part.tsx";
import { Screen } from "../shell/screen.tsx";
import { ScreenFailed, ScreenLoading } from "../shell/screen-states.tsx";
import { OrderStory } from "./order-story.tsx";
import { refundableSeats } from "./refund-choice.ts";
import { RefundDialog } from "./refund-dialog.tsx";
import { ResendRefund } from "./resend-refund.tsx";
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
  const canRefund = mayRefund(organizer) && order.status === "paid" && refundableSeats(order).length > 0;
  return (
    <Screen
      title={t("title", { code: order.code })}
      back={{ href: officePath("/orders"), label: t("back") }}
      beside={<StatusPill status={order.status} />}
      // It stays while its dialog says what came of it, though nothing may be left to give back.
      actions={mayRefund(organizer) && <RefundDialog order={order} canRefund={canRefund} onDone={onRefunded} />}
    >
      <OrderFacts order={order} />
      {order.performances.map((performance) => (
        <Part
          ruled
          key={performance.performanceId}
          title={
            <>
              {performance.title}, {fullInstant(performance.startsAt, performance.timeZone, organizer.locale)},{" "}
              {performance.venueName}
            </>
          }
        >
          <OrderLines order={order} performance={performance} />
        </Part>
      ))}
      <Tickets order={order} />
      <Refunds order={order} onResent={onRefunded} />
      <OrderStory key={stateOf(order)} order={order} />
    </Screen>
  );
}

/** Whatever changes of an order adds to its story, which is then read anew. */
const stateOf = ({ status, refunds }: OrderView) =>
  [status, ...refunds.map((refund) => `${refund.status} ${refund.tries}`)].join(" ");

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
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-1">
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name} className="contents">
            <dt className="text-text-2">{name}</dt>
            <dd className="wrap-anywhere tabular-nums">{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

const LINE_KEYS = { seat: "seat", fee: "fee", tax: "tax", postage: "postage", discount: "discount" } as const;

type OrderLine = OrderView["lines"][number];

function OrderLines({ order, performance }: { order: OrderView; performance: OrderView["performances"][number] }) {
  const t = useTranslations("order");
  const seatName = useSeatName();
  const { locale } = useOrganizer();
  const amount = (minor: number) => money(minor, order.currency, locale);
  const columns: Column<OrderLine>[] = [
    {
      key: "line",
      head: t("line"),
      cell: (line) =>
        line.kind === "seat" ? (
          <>
            <span className="font-[620]">{seatName(line)}</span>
            <span className="block text-text-2">
              {spanName(performance, { from: line.fromCell, to: line.toCell }, locale)}
            </span>
          </>
        ) : (
          <span className="text-text-2">{t(LINE_KEYS[line.kind])}</span>
        ),
    },
    { key: "price", head: t("price"), align: "left", cell: ({ categoryName }) => categoryName },
    { key: "tax", head: t("tax"), cell: ({ taxMinor }) => amount(taxMinor) },
    { key: "amount", head: t("amount"), cell: ({ grossMinor }) => amount(grossMinor) },
    {
      key: "refunded",
      head: t("refunded"),
      cell: ({ refundedMinor }) => (refundedMinor > 0 ? amount(refundedMinor) : null),
    },
  ];
  return (
    <DataTable
      caption={performance.title}
      columns={columns}
      rows={order.lines.filter(({ performanceId }) => performanceId === performance.performanceId)}
      rowKey={({ id }) => id}
    />
  );
}

function Tickets({ order }: { order: OrderView }) {
  const t = useTranslations("order");
  const seatName = useSeatName();
  const words = useTranslations("ticketStatus");
  if (order.tickets.length === 0) return null;
  return (
    <Part ruled title={t("tickets")} end={order.status === "paid" && <LetterAgain order={order} />}>
      <ul className="grid gap-1">
        {order.tickets.map((ticket) => (
          <li key={ticket.id} className="flex items-center gap-2">
            <Pill kind={ticket.status === "valid" ? "success" : "plain"}>{words(ticket.status)}</Pill>
            {seatName(ticket)}
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** The letter with the tickets, once more: for who has not found it. */
function LetterAgain({ order }: { order: OrderView }) {
  const t = useTranslations("order");
  const say = useRefusalWords();
  const organizer = useOrganizer();
  const keyOf = useRequestKey();
  const [wishes, setWishes] = useState(0);
  const send = useMutation(
    useTRPC().notifications.sendTicketsAgain.mutationOptions({ onSuccess: () => setWishes((before) => before + 1) }),
  );
  if (!mayRefund(organizer)) return null;
  return (
    <span className="flex flex-wrap items-center gap-2">
      <span role="status" className={send.isError ? "text-danger" : "text-text-2"}>
        {send.isSuccess && t("letterSent", { email: send.data.email })}
        {send.isError && say(send.error)}
      </span>
      <Button
        size="dense"
        busy={send.isPending}
        // After an answer another press is another wish; without one it is the same.
        onClick={() => send.mutate({ orderId: order.id, requestKey: keyOf(String(wishes)) })}
      >
        <Mail aria-hidden />
        {t("letterAgain")}
      </Button>
    </span>
  );
}

const REFUND_KINDS = { requested: "warn", sent: "warn", succeeded: "success", failed: "danger" } as const;

function Refunds({ order, onResent }: { order: OrderView; onResent: () => void }) {
  const t = useTranslations("order");
  const words = useTranslations("refundStatus");
  const organizer = useOrganizer();
  const { locale } = organizer;
  if (order.refunds.length === 0) return null;
  return (
    <Part ruled title={t("refunds")}>
      <ul className="grid gap-2">
        {order.refunds.map((refund) => (
          <li key={refund.id} className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Pill kind={REFUND_KINDS[refund.status]}>{words(refund.status)}</Pill>
            <b className="font-[620] tabular-nums">{money(refund.amountMinor, order.currency, locale)}</b>
            <time dateTime={refund.createdAt} className="text-text-2">
              {fullInstant(refund.createdAt, deskZone(), locale)}
            </time>
            <span className="min-w-0 wrap-anywhere">
              {refund.reason === RETURNED_BY_BUYER ? t("returnedByBuyer") : refund.reason}
            </span>
            {refund.status === "failed" && mayResendRefund(organizer) && (
              <ResendRefund key={refund.tries} refund={refund} onDone={onResent} />
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}
