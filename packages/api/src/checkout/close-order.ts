import type { Tx } from "@usher/db";
import { releaseClaims } from "../availability/index.ts";
import { Refusal } from "../errors.ts";
import type { PaymentSession } from "../integrations/stripe/index.ts";
import { enqueue } from "../kernel/jobs.ts";
import { advanceOrder, isBuyerOfOrder } from "../orders/index.ts";
import type { RequestContext, Services } from "../services.ts";
import { confirmPayment } from "./confirm-payment.ts";
import type { Fulfilment } from "./fulfilment.ts";
import { BACKSTOP_AFTER_EXPIRY_MS, callProvider } from "./open-payment-page.ts";

const ASK_AGAIN_MS = 15_000;

/** The buyer gives the order up. It closes like one whose time is over: the seats are free once nothing can be paid any more. */
export async function cancelOrder(ctx: RequestContext, fulfilment: Fulfilment, orderId: string): Promise<void> {
  const order = await ctx.db.order.findUnique({ where: { id: orderId } });
  if (!order) throw new Refusal("NOT_FOUND");
  if (!isBuyerOfOrder(ctx.caller, order)) throw new Refusal("NOT_YOURS");
  if (order.status === "pendingPayment") {
    await ctx.db.$transaction(async (tx) => {
      await advanceOrder(tx, orderId, "buyerCancelled");
      await enqueue(tx, "checkout.closeOrder", { orderId }, { key: `close:${orderId}` });
    });
  }
  await closeOrder(ctx, fulfilment, orderId).catch((error) => {
    ctx.log.warn({ orderId, err: error }, "order is still closing");
  });
}

/**
 * Closes an order whose time is over: the provider is asked to close every page first, and its answer says whether the
 * order was paid after all. While it is silent the claim stands, until the page's own end and two minutes more.
 * Safe to run at any time and any number of times.
 */
export async function closeOrder(services: Services, fulfilment: Fulfilment, orderId: string): Promise<void> {
  const order = await services.db.order.findUnique({ where: { id: orderId }, include: { attempts: true } });
  if (!order || (order.status !== "pendingPayment" && order.status !== "closing")) return;
  if (order.status === "pendingPayment") {
    if (order.deadlineAt > services.clock.now()) return;
    await services.db.$transaction((tx) => advanceOrder(tx, orderId, "deadlinePassed")).catch(ignoreLostRace);
  }
  let isSilent = false;
  for (const attempt of order.attempts) {
    if (attempt.status !== "opening" && attempt.status !== "open") continue;
    try {
      const session = await closeAttempt(services, attempt);
      if (session === "unknown") isSilent = true;
      else if (session?.paid) await confirmPayment(services, fulfilment, session);
    } catch (error) {
      services.log.warn({ orderId, err: error }, "payment provider did not answer");
      isSilent = true;
    }
  }
  const lastEnd = Math.max(order.createdAt.getTime(), ...order.attempts.map(({ expiresAt }) => expiresAt.getTime()));
  const isPastBackstop = services.clock.nowMs() >= lastEnd + BACKSTOP_AFTER_EXPIRY_MS;
  if (isSilent && !isPastBackstop) {
    const runAt = new Date(services.clock.nowMs() + ASK_AGAIN_MS);
    await services.db.$transaction((tx) =>
      enqueue(tx, "checkout.closeOrder", { orderId }, { runAt, key: `close:${orderId}` }),
    );
    return;
  }
  await services.db.$transaction((tx) => expireOrder(tx, orderId)).catch(ignoreLostRace);
}

/** Claim, bytes and order in one transaction. Does nothing for an order that turned out to be paid. */
async function expireOrder(tx: Tx, orderId: string): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM "order" WHERE id = ${orderId}::uuid FOR UPDATE`;
  const { status } = await tx.order.findUniqueOrThrow({ where: { id: orderId }, select: { status: true } });
  if (status !== "closing") return;
  await advanceOrder(tx, orderId, "sessionExpired");
  await releaseClaims(tx, orderId);
  await tx.paymentAttempt.updateMany({
    where: { orderId, status: { in: ["opening", "open"] } },
    data: { status: "closed" },
  });
}

interface Attempt {
  id: string;
  number: number;
  idempotencyKey: string;
  parameters: unknown;
  status: string;
  sessionId: string | null;
  sessionUrl: string | null;
}

/** Closes one page. An attempt whose outcome nobody knows is sent again under its key first, to learn its session. */
async function closeAttempt(services: Services, attempt: Attempt): Promise<PaymentSession | "unknown" | undefined> {
  let { sessionId } = attempt;
  if (!sessionId) {
    const opened = await callProvider(services, attempt);
    if (opened === "refused") return undefined;
    if (opened === "unknown") return "unknown";
    sessionId = opened.sessionId;
  }
  const session = await services.payments.closePage(sessionId);
  if (session.status === "open") return "unknown";
  if (!session.paid) {
    await services.db.paymentAttempt.updateMany({
      where: { id: attempt.id, status: { in: ["opening", "open"] } },
      data: { status: "closed" },
    });
  }
  return session;
}

function ignoreLostRace(error: unknown): void {
  if (!(error instanceof Refusal && error.code === "ORDER_STEP_REFUSED")) throw error;
}
