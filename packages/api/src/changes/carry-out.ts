import type { Tx } from "@usher/db";
import { type Fulfilment, giveBack, lockForRefund } from "../checkout/index.ts";
import { type JobPayloads, enqueue } from "../kernel/jobs.ts";
import type { Services } from "../services.ts";
import { addThosePaying, addTicketHolders, type ChangeRow } from "./changed-orders.ts";

const BATCH = 100;
/** A worker that is asked to stop waits for a job no longer than a process manager waits for it. */
const TURN_MS = 10_000;

/**
 * Sees to the orders of a change, one transaction each, in the order of their ids: of what is cancelled the money goes back, and each buyer is
 * told once. It may be killed anywhere and run again, also by two at once: an order is seen to when its row says so, in the transaction of its
 * refund. What does not succeed is tried again with the others that are left.
 */
export async function carryOut(
  services: Services,
  fulfilment: Fulfilment,
  { changeId }: JobPayloads["changes.carryOut"],
): Promise<void> {
  const change = await services.db.performanceChange.findUniqueOrThrow({ where: { id: changeId } });
  if (change.kind === "cancelled") await endCheckouts(services, change.performanceId);
  else await addThosePaying(services, change);
  const turnEndsMs = performance.now() + TURN_MS;
  let failures = 0;
  let after: string | undefined;
  for (;;) {
    const open = await services.db.changedOrder.findMany({
      where: { changeId, doneAt: null, ...(after ? { orderId: { gt: after } } : {}) },
      select: { orderId: true },
      orderBy: { orderId: "asc" },
      take: BATCH,
    });
    if (open.length === 0) break;
    for (const { orderId } of open) {
      after = orderId;
      await seeToOrder(services, fulfilment, change, orderId).catch((err: unknown) => {
        failures += 1;
        services.log.error({ changeId, orderId, err }, "an order of a change could not be seen to");
      });
    }
    if (performance.now() > turnEndsMs) {
      await services.db.$transaction((tx) =>
        enqueue(tx, "changes.carryOut", { changeId }, { key: `change:${changeId}` }),
      );
      return;
    }
  }
  if (failures > 0) throw new Error(`${failures} orders of change ${changeId} are left`);
  const finishedAt = services.clock.now();
  await services.db.performanceChange.updateMany({ where: { id: changeId, finishedAt: null }, data: { finishedAt } });
}

/** An order whose payment came in after its performance was cancelled is one of those that the cancellation is about. */
export async function paidAfterCancelling(
  services: Services,
  fulfilment: Fulfilment,
  { performanceId, orderId }: JobPayloads["changes.paidAfterCancelling"],
): Promise<void> {
  const change = await services.db.performanceChange.findFirstOrThrow({ where: { performanceId, kind: "cancelled" } });
  await addTicketHolders(services.db, change.id, performanceId, orderId);
  await seeToOrder(services, fulfilment, change, orderId);
}

/** Whoever is paying for what is cancelled has no more time: their order closes like any whose time is over, or turns out to be paid. */
async function endCheckouts({ db, clock }: Services, performanceId: string): Promise<void> {
  for (;;) {
    const now = clock.now();
    const ended = await db.$transaction(async (tx) => {
      const orders = await tx.$queryRaw<{ id: string }[]>`
        UPDATE "order" SET deadline_at = ${now} WHERE status = 'pendingPayment' AND deadline_at > ${now} AND id IN (
          SELECT l.order_id FROM order_line l JOIN "order" o ON o.id = l.order_id
          WHERE l.performance_id = ${performanceId}::uuid AND o.status = 'pendingPayment' AND o.deadline_at > ${now} LIMIT ${BATCH}
        ) RETURNING id`;
      for (const { id } of orders) await enqueue(tx, "checkout.closeOrder", { orderId: id }, { key: `close:${id}` });
      return orders.length;
    });
    if (ended === 0) return;
  }
}

function seeToOrder(services: Services, fulfilment: Fulfilment, change: ChangeRow, orderId: string): Promise<void> {
  return services.db.$transaction(async (tx) => {
    await lockForRefund(tx, orderId);
    const key = { changeId_orderId: { changeId: change.id, orderId } };
    const row = await tx.changedOrder.findUnique({ where: key });
    if (!row || row.doneAt) return;
    const doneAt = services.clock.now();
    if (change.kind === "moved") await tellOfMove(tx, change, orderId);
    // Of what was moved the buyer may have had the money back before their turn came.
    const refundId = change.kind === "moved" ? row.refundId : await refund(tx, fulfilment, change, orderId, doneAt);
    await tx.changedOrder.update({ where: key, data: { doneAt, refundId } });
  });
}

/** Everything that was paid for the performance and not given back yet; null where there is nothing left. */
async function refund(
  tx: Tx,
  fulfilment: Fulfilment,
  { id: changeId, performanceId, reason, requestedById }: ChangeRow,
  orderId: string,
  now: Date,
): Promise<string | null> {
  const { status } = await tx.order.findUniqueOrThrow({ where: { id: orderId }, select: { status: true } });
  if (status !== "paid") return null;
  const given = await giveBack(tx, fulfilment, now, {
    ...{ orderId, reason, requestedById, resell: false, requestKey: `change:${changeId}:${orderId}` },
    isWanted: (line) => line.performanceId === performanceId,
  });
  if (given) await enqueue(tx, "notifications.performanceCancelled", { changeId, orderId });
  return given?.refundId ?? null;
}

/** Whoever has nothing of it, or has not paid, is not written to; nor is anybody where another change came after. */
async function tellOfMove(tx: Tx, { id: changeId, performanceId }: ChangeRow, orderId: string): Promise<void> {
  const hasTicket = await tx.ticket.count({ where: { orderId, performanceId, status: "valid" } });
  const later = await tx.performanceChange.count({ where: { performanceId, id: { gt: changeId } } });
  if (hasTicket > 0 && later === 0) await enqueue(tx, "notifications.performanceMoved", { changeId, orderId });
}
