"use client";

import { useQuery } from "@tanstack/react-query";
import type { OrderView } from "@usher/api/contract";
import { money } from "@usher/client/format";
import { type Locale, localePath } from "@usher/client/i18n";
import { refusalOf } from "@usher/client/refusals";
import { useTRPC } from "@usher/client/trpc";
import { Bone, Button, buttonClass, Spinner, Trouble } from "@usher/ui";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { deadlineIn } from "../format/use-seconds-left.ts";
import { awaitsMoney, isCalledOff } from "./called-off.ts";
import { ChangeNotices } from "./change-notices.tsx";
import { PaidOrder } from "./paid-order.tsx";
import { UnpaidOrder } from "./unpaid-order.tsx";
import { WaitingOrder } from "./waiting-order.tsx";

interface OrderScreenProps {
  readonly locale: Locale;
  readonly orderId: string;
  readonly cameBack: "paid" | "cancelled" | null;
}

const ASK_AGAIN_MS = 1_500;
const ASK_SLOWLY_MS = 5_000;
/** After so many questions without an answer the wait is said to be unusual, and asked about less often. */
const USUAL_QUESTIONS = 20;

/** An order in whatever state it is. The payment page's word is not enough: what the house says decides. */
export function OrderScreen({ locale, orderId, cameBack }: OrderScreenProps) {
  const t = useTranslations("order");
  const trouble = useTranslations("trouble");
  const trpc = useTRPC();
  const [cameBackAs, setCameBackAs] = useState(cameBack);
  const query = useQuery({
    ...trpc.orders.get.queryOptions({ orderId, locale }),
    refetchInterval: ({ state }) => {
      if (!isMoving(state.data, cameBackAs)) return false;
      return state.dataUpdateCount > USUAL_QUESTIONS ? ASK_SLOWLY_MS : ASK_AGAIN_MS;
    },
  });
  const order = query.data;
  const deadline = useMemo(() => (order ? deadlineIn(order.secondsLeft) : null), [order]);
  if (query.isError && !order) {
    const code = refusalOf(query.error)?.code;
    if (code === "NOT_YOURS" || code === "NOT_SIGNED_IN" || code === "NOT_FOUND") {
      return (
        <Trouble title={trouble("forbiddenTitle")} text={trouble("forbiddenText")}>
          <Link
            href={localePath(locale, `/sign-in?to=${encodeURIComponent(localePath(locale, `/orders/${orderId}`))}`)}
            className={buttonClass("line")}
          >
            {trouble("signIn")}
          </Link>
          <Link href={localePath(locale, "/")} className={buttonClass("quiet")}>
            {trouble("discover")}
          </Link>
        </Trouble>
      );
    }
    return (
      <Trouble title={t("loadFailed")} text={t("loadFailedText")}>
        <Button onClick={() => void query.refetch()}>{t("retry")}</Button>
      </Trouble>
    );
  }
  if (!order || !deadline) return <OrderBones />;
  if (isCalledOff(order)) return <ClosedOrder locale={locale} order={order} />;
  if (order.status === "paid" || order.tickets.some((ticket) => ticket.status === "valid"))
    return <PaidOrder locale={locale} order={order} />;
  if (order.status === "pendingPayment") {
    const isWaiting = cameBackAs === "paid" && order.paymentProblem === null;
    if (isWaiting) return <WaitingOrder order={order} isLong={query.dataUpdatedAt > 0 && order.secondsLeft < 1} />;
    return (
      <UnpaidOrder
        {...{ locale, order, deadline }}
        onChanged={() => void query.refetch()}
        onLeave={() => setCameBackAs(null)}
      />
    );
  }
  if (isLate(order, cameBackAs)) return <WaitingOrder order={order} isLong={false} isLate />;
  return <ClosedOrder locale={locale} order={order} />;
}

/** The payment page says it was paid, the house knows an order that is over: the money is still being looked for. */
function isLate(order: OrderView, cameBack: "paid" | "cancelled" | null): boolean {
  return order.status === "expired" && cameBack === "paid";
}

/** Whether the order may change by itself soon. */
function isMoving(order: OrderView | undefined, cameBack: "paid" | "cancelled" | null): boolean {
  if (!order) return false;
  if (isLate(order, cameBack)) return true;
  if (order.status === "closing" || order.status === "returning" || awaitsMoney(order)) return true;
  return order.status === "pendingPayment" && (cameBack === "paid" || order.secondsLeft <= 0);
}

/** Orders that end without tickets: what is safe is said first, and where to go on. */
function ClosedOrder({ locale, order }: { locale: Locale; order: OrderView }) {
  const t = useTranslations("order");
  const trouble = useTranslations("trouble");
  const [first] = order.performances;
  const toMap = first && !first.isCancelled && localePath(locale, `/performances/${first.performanceId}/seats`);
  const amount = money(order.refundedMinor || order.paidMinor, order.currency, locale);
  const words = {
    closing: { title: t("closingTitle"), text: t("closingText") },
    expired: { title: t("expiredTitle"), text: t("expiredText") },
    returning: { title: t("returningTitle"), text: t("returningText", { amount }) },
    refunded: {
      title: t("refundedTitle"),
      text: t(order.tickets.length > 0 ? "refundedText" : "refundedLateText", { amount }),
    },
    pendingPayment: { title: t("closingTitle"), text: t("closingText") },
    // What was paid comes here only when nothing of it takes place.
    paid: { title: t("calledOffTitle"), text: t("calledOffText") },
  }[order.status];
  return (
    <div role="status">
      <Trouble title={words.title} text={words.text}>
        {order.status === "closing" && <Spinner className="mb-4" />}
        {(order.status === "refunded" || order.status === "paid") && (
          <div className="mb-4 text-start">
            <ChangeNotices locale={locale} order={order} />
          </div>
        )}
        {toMap && order.status !== "closing" && (
          <Link href={toMap} className={buttonClass("line")}>
            {t("toMap")}
          </Link>
        )}
        {order.status !== "closing" && (
          <Link href={localePath(locale, "/")} className={buttonClass("quiet")}>
            {trouble("discover")}
          </Link>
        )}
        <p className="small dim num mt-4">{t("orderCode", { code: order.code })}</p>
      </Trouble>
    </div>
  );
}

/** The size of what comes. */
function OrderBones() {
  return (
    <main id="content" className="slim" aria-busy="true">
      <Bone height={176} form="paper" />
      <div className="wrap grid gap-4 pt-5">
        <Bone width="75%" height={40} />
        <Bone height={48} />
        <Bone height={128} />
        <Bone height={160} />
      </div>
    </main>
  );
}
