import type { Tx } from "@usher/db";
import { postTransaction } from "../ledger/index.ts";
import { advanceOrder, calmAlert, raiseAlert } from "../orders/index.ts";
import type { Services } from "../services.ts";
import { advanceRefund } from "./refund-machine.ts";

/** For how long the provider surely knows a key; it keeps them for a day. */
const KEY_IS_SURE_MS = 23 * 3_600_000;

type LockedRefund = Awaited<ReturnType<typeof lockRefund>>;

/** The refund as it is now, and nobody else's until the transaction ends. */
export async function lockRefund(tx: Tx, refundId: string) {
  await tx.$executeRaw`SELECT 1 FROM refund WHERE id = ${refundId}::uuid FOR UPDATE`;
  return tx.refund.findUniqueOrThrow({ where: { id: refundId }, include: { order: true } });
}

/** Hands an accepted refund to the provider, under a key that makes a repeat of the same try the same refund. */
export async function sendRefund(services: Services, refundId: string): Promise<void> {
  const refund = await services.db.refund.findUniqueOrThrow({
    where: { id: refundId },
    include: { payment: { select: { paymentIntentId: true } } },
  });
  const { amountMinor, tries, payment, providerRefundId } = refund;
  if (refund.status === "sent" && providerRefundId) return reconcileRefund(services, providerRefundId);
  if (refund.status !== "requested") return;
  const { paymentIntentId } = payment;
  const isKeyForgotten = services.clock.nowMs() - refund.createdAt.getTime() > KEY_IS_SURE_MS;
  const sent = await services.payments.refund({ paymentIntentId, amountMinor, refundId, tries, isKeyForgotten });
  if (sent.outcome === "refused")
    services.log.error({ refundId, tries, reason: sent.reason }, "refund refused by the provider");
  await services.db.$transaction(async (tx) => {
    const locked = await lockRefund(tx, refundId);
    // Somebody else's answer to the same try was written down first.
    if (locked.status !== "requested" || locked.tries !== tries) return;
    if (sent.outcome === "refused") {
      await advanceRefund(tx, refundId, "bankRefused");
      await raiseAlert(tx, { orderId: locked.orderId, kind: "refundFailed", at: services.clock.now() });
      return;
    }
    await advanceRefund(tx, refundId, "handedOver", { providerRefundId: sent.id });
    await writeOutcome(tx, services, { ...locked, status: "sent" }, sent.status);
  });
  // News of it that came before this commit found no refund of that name.
  if (sent.outcome === "sent" && sent.status === "pending") await reconcileRefund(services, sent.id);
}

/** Re-reads a refund at the provider and writes down what became of it. Unknown ones, and tries that are over, are not ours. */
export async function reconcileRefund(services: Services, providerRefundId: string): Promise<void> {
  const refund = await services.db.refund.findUnique({ where: { providerRefundId }, select: { id: true } });
  if (!refund) return;
  const { status } = await services.payments.readRefund(providerRefundId);
  await services.db.$transaction(async (tx) => {
    const locked = await lockRefund(tx, refund.id);
    // Sent again in the meantime: what became of the earlier try is known already.
    if (locked.providerRefundId === providerRefundId) await writeOutcome(tx, services, locked, status);
  });
}

async function writeOutcome(
  tx: Tx,
  services: Services,
  refund: LockedRefund,
  status: "succeeded" | "pending" | "failed",
): Promise<void> {
  if (status === "pending") return;
  const event = status === "succeeded" ? "settled" : "bankRefused";
  const isMoved = await advanceRefund(tx, refund.id, event, { settledAt: services.clock.now() });
  if (!isMoved) return;
  const alert = { orderId: refund.orderId, kind: "refundFailed", at: services.clock.now() } as const;
  if (event === "bankRefused") await raiseAlert(tx, alert);
  else if (!(await hasFailedRefund(tx, refund.orderId))) await calmAlert(tx, alert);
  // A refund that was settled and then came back is a debt again. One that never settled has moved nothing yet.
  if (event === "bankRefused" && refund.status !== "succeeded") return;
  const sign = event === "settled" ? 1 : -1;
  const sourceKey = `refund:${refund.id}:${refund.tries}:${event}`;
  const isPosted = await postTransaction(tx, {
    kind: event === "settled" ? "refundSettled" : "refundCameBack",
    sourceKey,
    orderId: refund.orderId,
    currency: refund.order.currency,
    at: services.clock.now(),
    postings: [
      { account: "refundsPayable", amountMinor: sign * refund.amountMinor },
      { account: "providerBalance", amountMinor: -sign * refund.amountMinor },
    ],
  });
  // Each try settles once and comes back once. Anything else would move a refund without its money.
  if (!isPosted) throw new Error(`${sourceKey} was posted before`);
  if (event === "settled" && refund.order.status === "returning")
    await advanceOrder(tx, refund.orderId, "everythingRefunded");
}

/** Whether another refund of the order came back from the bank and has not been sent again. */
async function hasFailedRefund(tx: Tx, orderId: string): Promise<boolean> {
  return (await tx.refund.count({ where: { orderId, status: "failed" } })) > 0;
}
