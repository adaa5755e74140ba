import type { z } from "zod";
import { type Fulfilment, giveBack, lockForRefund } from "../checkout/index.ts";
import { Refusal } from "../errors.ts";
import { enqueue } from "../kernel/jobs.ts";
import { isBuyerOfOrder } from "../orders/index.ts";
import type { RequestContext } from "../services.ts";
import type { answerChangeInput, orderChangesView } from "./changes.schema.ts";
import { changesOfOrder, whatIsGivenBack } from "./show-changes.ts";

/**
 * What a buyer says of a performance that was moved: that the new time suits them, which they may still change, or that they give its tickets
 * back for all that they paid. For the order's buyer. Giving back a second time changes nothing. Refuses NOT_FOUND, NOT_YOURS, ALREADY_REFUNDED to keep
 * what was given back, and ANSWER_OVER when the time is over, somebody has been let in, or it was changed again.
 */
export async function answerChange(
  ctx: RequestContext,
  fulfilment: Fulfilment,
  { orderId, changeId, answer }: z.output<typeof answerChangeInput>,
): Promise<z.output<typeof orderChangesView>> {
  const order = await ctx.db.order.findUnique({ where: { id: orderId } });
  if (!order) throw new Refusal("NOT_FOUND");
  if (!isBuyerOfOrder(ctx.caller, order)) throw new Refusal("NOT_YOURS");
  await ctx.db.$transaction(async (tx) => {
    await lockForRefund(tx, orderId);
    const key = { changeId_orderId: { changeId, orderId } };
    const row = await tx.changedOrder.findUnique({ where: key, include: { change: true } });
    if (!row) throw new Refusal("NOT_FOUND");
    if (row.answer === answer) return;
    if (row.answer === "returns") throw new Refusal("ALREADY_REFUNDED");
    const { change } = row;
    const isOpen = await whatIsGivenBack({ db: tx, clock: ctx.clock }, change, orderId);
    if (!isOpen) throw new Refusal("ANSWER_OVER");
    const answeredAt = ctx.clock.now();
    if (answer === "keeps") {
      await tx.changedOrder.update({ where: key, data: { answer, answeredAt } });
      return;
    }
    const given = await giveBack(tx, fulfilment, answeredAt, {
      ...{ orderId, reason: change.reason, requestedById: ctx.caller.personId },
      requestKey: `change:${changeId}:${orderId}`,
      isWanted: (line) => line.performanceId === change.performanceId,
    });
    if (!given) throw new Refusal("ANSWER_OVER");
    await enqueue(tx, "notifications.ticketsRefunded", { refundId: given.refundId });
    await tx.changedOrder.update({ where: key, data: { answer, answeredAt, refundId: given.refundId } });
  });
  return changesOfOrder(ctx, orderId);
}
