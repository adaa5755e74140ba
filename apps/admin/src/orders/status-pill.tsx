"use client";

import { Pill } from "@usher/ui";
import { useTranslations } from "next-intl";
import type { OrderStatus } from "./order-statuses.ts";

const KINDS = {
  pendingPayment: "warn",
  closing: "warn",
  paid: "success",
  expired: "plain",
  returning: "warn",
  refunded: "plain",
} as const satisfies Record<OrderStatus, string>;

/** What an order's status means, in a word. */
export function StatusPill({ status }: { status: OrderStatus }) {
  const t = useTranslations("orderStatus");
  return <Pill kind={KINDS[status]}>{t(status)}</Pill>;
}
