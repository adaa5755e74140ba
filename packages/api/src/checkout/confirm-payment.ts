import type { Tx } from "@usher/db";
import { claimSeats, epochOf, type HeldSeats } from "../availability/index.ts";
import { Refusal } from "../errors.ts";
import { claimHold, holdForLatePayment } from "../holds/index.ts";
import type { PaymentSession } from "../integrations/stripe/index.ts";
import { newId } from "../kernel/ids.ts";
import { enqueue } from "../kernel/jobs.ts";
import { type Posting, postTransaction } from "../ledger/index.ts";
import { advanceOrder, raiseAlert } from "../orders/index.ts";
import type { Services } from "../services.ts";
import type { Fulfilment } from "./fulfilment.ts";
import { createRefund } from "./give-back.ts";
import { saleSide } from "./sale-postings.ts";

type OrderWithLines = NonNullable<Awaited<ReturnType<typeof lockOrder>>>;

/**
 * Takes in money: payment, ledger, fulfilment and the jobs that follow, in one transaction. The same payment a second
 * time changes nothing. Money for an order that is over must first win the seats again like anyone, else it goes back;
 * money for an order that is paid already goes back.
 */
export async function confirmPayment(
  services: Services,
  fulfilment: Fulfilment,
  session: PaymentSession,
): Promise<void> {
  const { orderId, paymentIntentId } = session;
  if (!orderId || !paymentIntentId || !session.paid) return;
  const known = await services.db.payment.findUnique({ where: { paymentIntentId }, select: { id: true } });
  if (known) return;
  const won = await winSeatsAgain(services, orderId);
  await services.db.$transaction(async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (!order) throw new Error(`Payment ${paymentIntentId} names an order that does not exist`);
    if (await tx.payment.findUnique({ where: { paymentIntentId }, select: { id: true } })) return;
    if (session.currency !== order.currency)
      throw new Error(`Payment ${paymentIntentId} is in ${session.currency}, its order in ${order.currency}`);
    const paymentId = await writePayment(tx, session, order);
    if (order.status === "pendingPayment" || order.status === "closing") {
      await advanceOrder(tx, orderId, "paymentCaptured", { paidAt: services.clock.now() });
      return fulfil(tx, fulfilment, order, paymentId, services.clock.now());
    }
    if (order.status === "expired") {
      if (won && (await claimWonSeats(tx, orderId, won))) {
        await advanceOrder(tx, orderId, "paidAndSeatsWon", { paidAt: services.clock.now() });
        return fulfil(tx, fulfilment, order, paymentId, services.clock.now());
      }
      await advanceOrder(tx, orderId, "paidButSeatsGone");
    }
    await sendBack(tx, order, { paymentId, amountMinor: session.amountMinor, now: services.clock.now() });
  });
}

async function lockOrder(tx: Tx, orderId: string) {
  await tx.$executeRaw`SELECT 1 FROM "order" WHERE id = ${orderId}::uuid FOR UPDATE`;
  return tx.order.findUnique({ where: { id: orderId }, include: { lines: true, attempts: true } });
}

async function writePayment(tx: Tx, session: PaymentSession, order: OrderWithLines): Promise<string> {
  const attempt = order.attempts.find(({ sessionId }) => sessionId === session.id) ?? order.attempts.at(-1);
  if (!attempt) throw new Error(`Order ${order.id} was paid without an attempt`);
  const id = newId();
  await tx.payment.create({
    data: {
      id,
      orderId: order.id,
      attemptId: attempt.id,
      paymentIntentId: session.paymentIntentId as string,
      amountMinor: session.amountMinor,
      currency: session.currency,
    },
  });
  await tx.paymentAttempt.update({ where: { id: attempt.id }, data: { status: "paid", sessionId: session.id } });
  return id;
}

async function fulfil(
  tx: Tx,
  fulfilment: Fulfilment,
  order: OrderWithLines,
  paymentId: string,
  at: Date,
): Promise<void> {
  const { id: orderId, organizerId, currency, totalMinor } = order;
  const postings: Posting[] = [
    { account: "providerBalance", amountMinor: totalMinor },
    ...saleSide(order.lines, organizerId, -1),
  ];
  await postTransaction(tx, { kind: "sale", sourceKey: `payment:${paymentId}`, orderId, currency, at, postings });
  const seats = order.lines
    .filter((line) => line.kind === "seat")
    .map((line) => ({
      orderLineId: line.id,
      performanceId: line.performanceId,
      seatIndex: line.seatIndex,
      span: { from: line.fromCell, to: line.toCell },
      section: line.section,
      row: line.row,
      seat: line.seat,
      categoryName: line.categoryName,
    }));
  await fulfilment.issue(tx, { id: orderId, organizerId, personId: order.personId, email: order.email, seats });
  await passOnToCancellations(tx, orderId, seats);
  await enqueue(tx, "notifications.orderPaid", { orderId });
  await enqueue(tx, "orders.announce", { orderId });
}

/**
 * Tickets of a performance that was cancelled while they were being paid: its cancellation gives the money back. Asked after the tickets are
 * written, which a cancellation waits for: either it sees them, or it is seen here.
 */
async function passOnToCancellations(
  tx: Tx,
  orderId: string,
  seats: readonly { readonly performanceId: string }[],
): Promise<void> {
  const ids = [...new Set(seats.map(({ performanceId }) => performanceId))];
  const off = await tx.performance.findMany({ where: { id: { in: ids }, status: "cancelled" }, select: { id: true } });
  for (const { id } of off) await enqueue(tx, "changes.paidAfterCancelling", { performanceId: id, orderId });
}

/** Money that buys nothing: written down as what it is, and on its way back in the same transaction. */
async function sendBack(
  tx: Tx,
  order: OrderWithLines,
  { paymentId, amountMinor, now }: { paymentId: string; amountMinor: number; now: Date },
): Promise<void> {
  const postings: Posting[] = [
    { account: "providerBalance", amountMinor },
    { account: "unappliedPayments", amountMinor: -amountMinor },
  ];
  const fact = { kind: "unapplied", sourceKey: `payment:${paymentId}`, orderId: order.id, currency: order.currency };
  await postTransaction(tx, { ...fact, at: now, postings });
  await createRefund(tx, {
    order,
    paymentId,
    amountMinor,
    lines: [],
    reason: "Payment arrived when the seats were gone",
    requestKey: `unapplied:${paymentId}`,
    requestedById: null,
    from: [{ account: "unappliedPayments", amountMinor }],
    now,
  });
  await raiseAlert(tx, { orderId: order.id, kind: "lateMoney", at: now });
  await enqueue(tx, "notifications.orderReturned", { orderId: order.id });
}

/** For an order that is over: holds its seats like anyone. undefined when it is not over or they are not to be had. */
async function winSeatsAgain(services: Services, orderId: string): Promise<HeldSeats[] | undefined> {
  const order = await services.db.order.findUnique({ where: { id: orderId }, include: { lines: true } });
  if (order?.status !== "expired") return undefined;
  const seats = order.lines.filter((line) => line.kind === "seat");
  const won: HeldSeats[] = [];
  const buyerKey = `order:${orderId}`;
  for (const lines of Map.groupBy(seats, (line) => `${line.performanceId} ${line.fromCell}-${line.toCell}`).values()) {
    const { performanceId, fromCell, toCell } = lines[0] as (typeof lines)[number];
    const span = { from: fromCell, to: toCell };
    const seatIndexes = lines.map((line) => line.seatIndex);
    try {
      const holdId = await holdForLatePayment(services, performanceId, { seatIndexes, span }, buyerKey);
      const { version } = await claimHold(services, { performanceId, holdId, buyerKey, orderId, requestId: orderId });
      won.push({ performanceId, epoch: epochOf(version), holdId, seatIndexes, span });
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  }
  return won;
}

async function claimWonSeats(tx: Tx, orderId: string, won: readonly HeldSeats[]): Promise<boolean> {
  // A savepoint: losing one seat here gives the others back and the transaction goes on with the refund.
  await tx.$executeRawUnsafe("SAVEPOINT win_seats");
  try {
    for (const held of won) await claimSeats(tx, orderId, held, new Date(Date.now() + 60_000));
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await tx.$executeRawUnsafe("ROLLBACK TO SAVEPOINT win_seats");
    return false;
  }
}
