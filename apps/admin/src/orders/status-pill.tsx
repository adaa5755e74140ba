"use client";

import { useTranslations } from "next-intl";
import type { OrderStatus } from "./order-statuses.ts";

const KINDS = {
  pendingPayment: "warn",
  closing: "warn",
  paid: "ok",
  expired: "",
  returning: "warn",
  refunded: "",
} as const satisfies Record<OrderStatus, string>;

/** What an order's status means, in a word. */
export function StatusPill({ status }: { status: OrderStatus }) {
  const t = useTranslations("orderStatus");
  return <span className={`pill ${KINDS[status]}`}>{t(status)}</span>;
}
