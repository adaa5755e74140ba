import type { OrderView } from "@usher/api/contract";

export type OrderStatus = OrderView["status"];
export const STATUSES = [
  "pendingPayment",
  "closing",
  "paid",
  "expired",
  "returning",
  "refunded",
] as const satisfies readonly OrderStatus[];
