import type { Database, OrderStatus, Tx } from "@usher/db";
import { Refusal } from "../errors.ts";
import { nextState, type Steps } from "../kernel/machine.ts";

export type OrderEvent =
  | "paymentCaptured"
  | "deadlinePassed"
  | "buyerCancelled"
  | "sessionExpired"
  | "paidAndSeatsWon"
  | "paidButSeatsGone"
  | "everythingRefunded";

/** The whole life of an order. A step that is not written here cannot happen. Refunds have a machine of their own. */
export const ORDER_STEPS: Steps<OrderStatus, OrderEvent> = {
  pendingPayment: { paymentCaptured: "paid", deadlinePassed: "closing", buyerCancelled: "closing" },
  // The claim stands until the provider has said that nothing was paid, or has been silent past the session's own end.
  closing: { paymentCaptured: "paid", sessionExpired: "expired" },
  paid: { everythingRefunded: "refunded" },
  // Money that arrives after that buys the seats if they can be won again, and goes back if not.
  expired: { paidAndSeatsWon: "paid", paidButSeatsGone: "returning" },
  returning: { everythingRefunded: "refunded" },
  refunded: {},
};

/**
 * Moves an order one step. The old status is part of the WHERE, so of two racing steps one loses.
 * Refuses ORDER_STEP_REFUSED when the step is not written or somebody else made one first.
 */
export async function advanceOrder(
  tx: Tx | Database,
  orderId: string,
  event: OrderEvent,
  facts: { paidAt?: Date } = {},
): Promise<OrderStatus> {
  const { status: from } = await tx.order.findUniqueOrThrow({ where: { id: orderId }, select: { status: true } });
  const to = nextState(ORDER_STEPS, from, event);
  if (!to) throw new Refusal("ORDER_STEP_REFUSED", { from, event });
  const { count } = await tx.order.updateMany({ where: { id: orderId, status: from }, data: { status: to, ...facts } });
  if (count === 0) throw new Refusal("ORDER_STEP_REFUSED", { from, event });
  return to;
}
