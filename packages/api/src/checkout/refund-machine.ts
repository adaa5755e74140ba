import type { RefundStatus, Tx } from "@usher/db";
import { Refusal } from "../errors.ts";
import { nextState, type Steps } from "../kernel/machine.ts";

export type RefundEvent = "handedOver" | "settled" | "bankRefused" | "sentAgain";

/** The life of a refund. One that the bank refuses stays a debt: it is sent again, and never revives a ticket. */
export const REFUND_STEPS: Steps<RefundStatus, RefundEvent> = {
  requested: { handedOver: "sent", settled: "succeeded", bankRefused: "failed" },
  sent: { settled: "succeeded", bankRefused: "failed" },
  failed: { sentAgain: "requested", settled: "succeeded" },
  succeeded: { bankRefused: "failed" },
};

/** Moves a refund one step; false when it is there already or that step is not written. */
export async function advanceRefund(
  tx: Tx,
  refundId: string,
  event: RefundEvent,
  facts: { providerRefundId?: string | null; settledAt?: Date; tries?: number } = {},
): Promise<boolean> {
  const { status: from } = await tx.refund.findUniqueOrThrow({ where: { id: refundId }, select: { status: true } });
  const to = nextState(REFUND_STEPS, from, event);
  if (!to) return false;
  const { count } = await tx.refund.updateMany({
    where: { id: refundId, status: from },
    data: { status: to, ...facts },
  });
  if (count === 0) throw new Refusal("ORDER_STEP_REFUSED", { from, event });
  return true;
}
