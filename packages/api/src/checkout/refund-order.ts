import type { Tx } from "@usher/db";
import type { z } from "zod";
import { recordAudit, requireRole } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../kernel/ids.ts";
import { enqueue } from "../kernel/jobs.ts";
import { type Posting, postTransaction } from "../ledger/index.ts";
import { advanceOrder } from "../orders/index.ts";
import type { RequestContext, Services } from "../services.ts";
import type { Fulfilment } from "./fulfilment.ts";
import { grossOf } from "./price-lines.ts";
import type { refundInput } from "./refund.schema.ts";
import { advanceRefund } from "./refund-machine.ts";
import { saleSide } from "./sale-postings.ts";

interface NewRefund {
  readonly order: { id: string; organizerId: string; currency: string };
  readonly paymentId: string;
  readonly amountMinor: number;
  readonly lines: readonly { orderLineId: string; amountMinor: number }[];
  readonly reason: string;
  readonly requestKey: string;
  readonly requestedById: string | null;
  /** What the money comes out of: debits that sum to the amount. */
  readonly from: readonly Posting[];
}

/** Accepts a refund: the debt stands in the ledger from now on, and a job hands it to the provider. */
export async function createRefund(tx: Tx, refund: NewRefund): Promise<string> {
  const id = newId();
  const { order, paymentId, amountMinor, lines, reason, requestKey, requestedById } = refund;
  await tx.refund.create({
    data: {
      id,
      orderId: order.id,
      organizerId: order.organizerId,
      paymentId,
      amountMinor,
      reason,
      requestKey,
      requestedById,
      lines: { createMany: { data: [...lines] } },
    },
  });
  const postings: Posting[] = [...refund.from, { account: "refundsPayable", amountMinor: -amountMinor }];
  const fact = { kind: "refundAccepted", sourceKey: `refund:${id}`, orderId: order.id, currency: order.currency };
  await postTransaction(tx, { ...fact, postings });
  await enqueue(tx, "checkout.sendRefund", { refundId: id });
  return id;
}

/**
 * Gives money back for seats of an order, or for all that is left of it: revocation, seats, ledger and refund commit
 * together. For owner, manager and box office. Refuses NOT_YOURS, ALREADY_REFUNDED, ORDER_STEP_REFUSED when nothing was
 * paid, REQUEST_REUSED when the key was used for another order.
 */
export async function refundOrder(ctx: RequestContext, fulfilment: Fulfilment, input: z.output<typeof refundInput>) {
  const order = await ctx.db.order.findUnique({ where: { id: input.orderId }, select: { organizerId: true } });
  if (!order) throw new Refusal("NOT_FOUND");
  await requireRole(ctx, order.organizerId, ["owner", "manager", "boxOffice"]);
  return ctx.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM "order" WHERE id = ${input.orderId}::uuid FOR UPDATE`;
    const repeated = await tx.refund.findUnique({ where: { requestKey: input.requestKey } });
    if (repeated) {
      if (repeated.orderId !== input.orderId) throw new Refusal("REQUEST_REUSED");
      return { id: repeated.id, amountMinor: repeated.amountMinor, status: repeated.status };
    }
    return acceptRefund(tx, ctx, fulfilment, input);
  });
}

async function acceptRefund(tx: Tx, ctx: RequestContext, fulfilment: Fulfilment, input: z.output<typeof refundInput>) {
  const order = await tx.order.findUniqueOrThrow({
    where: { id: input.orderId },
    include: { lines: { include: { refundLines: true } }, payments: { orderBy: { capturedAt: "asc" } } },
  });
  const [payment] = order.payments;
  if (order.status !== "paid" || !payment) throw new Refusal("ORDER_STEP_REFUSED", { from: order.status });
  const isWanted = (line: { performanceId: string; seatIndex: number }) =>
    input.seatIndexes.length === 0 ||
    input.seatIndexes.some((seat) => seat.performanceId === line.performanceId && seat.seatIndex === line.seatIndex);
  const open = order.lines.filter((line) => line.refundLines.length === 0);
  const wanted = open.filter(isWanted);
  const named = new Set(input.seatIndexes.map((seat) => `${seat.performanceId} ${seat.seatIndex}`));
  const found = new Set(
    wanted.filter((line) => line.kind === "seat").map((line) => `${line.performanceId} ${line.seatIndex}`),
  );
  if (found.size === 0 || found.size < named.size) throw new Refusal("ALREADY_REFUNDED");
  const seatLines = wanted.filter((line) => line.kind === "seat").map((line) => line.id);
  await fulfilment.revoke(tx, seatLines, input.resell, ctx.clock.now());
  const lines = wanted
    .map((line) => ({ orderLineId: line.id, amountMinor: grossOf(line) }))
    .filter((line) => line.amountMinor > 0);
  const amountMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  const id = await createRefund(tx, {
    order,
    paymentId: payment.id,
    amountMinor,
    lines,
    reason: input.reason,
    requestKey: input.requestKey,
    requestedById: ctx.caller.personId,
    from: saleSide(wanted, order.organizerId, 1),
  });
  if (wanted.length === open.length) await advanceOrder(tx, order.id, "everythingRefunded");
  const detail = { refundId: id, amountMinor, reason: input.reason, seats: seatLines.length };
  await recordAudit(tx, ctx, { organizerId: order.organizerId, action: "order.refund", objectId: order.id, detail });
  await enqueue(tx, "notifications.ticketsRefunded", { refundId: id });
  return { id, amountMinor, status: "requested" as const };
}

/** Hands an accepted refund to the provider, under a key that makes a repeat the same refund. */
export async function sendRefund(services: Services, refundId: string): Promise<void> {
  const refund = await services.db.refund.findUniqueOrThrow({
    where: { id: refundId },
    include: { payment: { select: { paymentIntentId: true } } },
  });
  if (refund.status !== "requested") return;
  const { paymentIntentId } = refund.payment;
  const sent = await services.payments.refund({ paymentIntentId, amountMinor: refund.amountMinor, refundId });
  if (sent.outcome === "refused") {
    services.log.error({ refundId, reason: sent.reason }, "refund refused by the provider");
    await services.db.$transaction((tx) => advanceRefund(tx, refundId, "bankRefused"));
    return;
  }
  await services.db.$transaction(async (tx) => {
    await advanceRefund(tx, refundId, "handedOver", { providerRefundId: sent.id });
    await writeOutcome(tx, services, refundId, sent.status);
  });
}

/** Re-reads a refund at the provider and writes down what became of it. Unknown ones are not ours. */
export async function reconcileRefund(services: Services, providerRefundId: string): Promise<void> {
  const refund = await services.db.refund.findUnique({ where: { providerRefundId }, select: { id: true } });
  if (!refund) return;
  const { status } = await services.payments.readRefund(providerRefundId);
  await services.db.$transaction((tx) => writeOutcome(tx, services, refund.id, status));
}

async function writeOutcome(tx: Tx, services: Services, refundId: string, status: "succeeded" | "pending" | "failed") {
  if (status === "pending") return;
  const event = status === "succeeded" ? "settled" : "bankRefused";
  const refund = await tx.refund.findUniqueOrThrow({ where: { id: refundId }, include: { order: true } });
  const isMoved = await advanceRefund(tx, refundId, event, { settledAt: services.clock.now() });
  if (!isMoved) return;
  const sign = event === "settled" ? 1 : -1;
  // A refund that was settled and then came back is a debt again. One that never settled has moved nothing yet.
  if (event === "bankRefused" && refund.status !== "succeeded") return;
  await postTransaction(tx, {
    kind: event === "settled" ? "refundSettled" : "refundCameBack",
    sourceKey: `refund:${refundId}:${event}`,
    orderId: refund.orderId,
    currency: refund.order.currency,
    postings: [
      { account: "refundsPayable", amountMinor: sign * refund.amountMinor },
      { account: "providerBalance", amountMinor: -sign * refund.amountMinor },
    ],
  });
  if (event === "settled" && refund.order.status === "returning")
    await advanceOrder(tx, refund.orderId, "everythingRefunded");
}
