import type { RefundStatus, Tx } from "@usher/db";
import type { z } from "zod";
import { recordAudit, refundLimitOf, requireRole } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import { enqueue } from "../kernel/jobs.ts";
import type { RequestContext } from "../services.ts";
import type { Fulfilment } from "./fulfilment.ts";
import { giveBack, lockForRefund } from "./give-back.ts";
import type { refundInput, refundView } from "./refund.schema.ts";

/**
 * Gives money back for seats of an order, or for all that is left of it: revocation, seats, ledger and refund commit
 * together. For owner, manager and box office. Refuses NOT_YOURS, REFUND_LIMIT, ALREADY_REFUNDED, ORDER_STEP_REFUSED when nothing was
 * paid, REQUEST_REUSED when the key was used for another order.
 */
export async function refundOrder(ctx: RequestContext, fulfilment: Fulfilment, input: z.output<typeof refundInput>) {
  const order = await ctx.db.order.findUnique({ where: { id: input.orderId }, select: { organizerId: true } });
  if (!order) throw new Refusal("NOT_FOUND");
  await requireRole(ctx, order.organizerId, ["owner", "manager", "boxOffice"]);
  return ctx.db.$transaction(async (tx) => {
    await lockForRefund(tx, input.orderId);
    const repeated = await tx.refund.findUnique({ where: { requestKey: input.requestKey } });
    if (repeated) {
      if (repeated.orderId !== input.orderId) throw new Refusal("REQUEST_REUSED");
      return refundAnswer(repeated);
    }
    return acceptRefund(tx, ctx, fulfilment, input);
  });
}

/** What whoever asked for a refund is told of it. */
export function refundAnswer({
  id,
  amountMinor,
  status,
  tries,
}: {
  id: string;
  amountMinor: number;
  status: RefundStatus;
  tries: number;
}): z.output<typeof refundView> {
  return { id, amountMinor, status, tries };
}

type NamedSeat = z.output<typeof refundInput>["seatIndexes"][number];
interface Line {
  readonly performanceId: string;
  readonly seatIndex: number;
  readonly fromCell: number;
}

/** Refuses REFUND_LIMIT, naming it, where the caller's refunds of an order, the one just accepted among them, are more than they may give back of one. */
async function refuseBeyondLimit(
  tx: Tx,
  { caller: { personId } }: RequestContext,
  order: { id: string; organizerId: string; currency: string },
  amountMinor: number,
): Promise<void> {
  const membership = await tx.membership.findFirst({
    where: { organizerId: order.organizerId, personId: personId ?? "" },
  });
  const limit = membership && refundLimitOf(membership);
  if (!limit) return;
  const given = await tx.refund.aggregate({
    where: { orderId: order.id, requestedById: personId },
    _sum: { amountMinor: true },
  });
  const wholeMinor = given._sum.amountMinor ?? 0;
  const givenMinor = wholeMinor - amountMinor;
  const isWithin = limit.currency === order.currency && wholeMinor <= limit.amountMinor;
  if (!isWithin) throw new Refusal("REFUND_LIMIT", { reason: "refundLimit", ...limit, givenMinor });
}

async function acceptRefund(tx: Tx, ctx: RequestContext, fulfilment: Fulfilment, input: z.output<typeof refundInput>) {
  const { orderId, seatIndexes, reason, requestKey, resell } = input;
  const isNamed = (line: Line, { performanceId, seatIndex, fromCell = line.fromCell }: NamedSeat) =>
    performanceId === line.performanceId && seatIndex === line.seatIndex && fromCell === line.fromCell;
  const isWanted = (line: Line) => seatIndexes.length === 0 || seatIndexes.some((seat) => isNamed(line, seat));
  const { personId: requestedById } = ctx.caller;
  const wanted = { orderId, isWanted, reason, requestKey, requestedById, resell };
  const given = await giveBack(tx, fulfilment, ctx.clock.now(), wanted);
  const areAllThere = seatIndexes.every((seat) => given?.seats.some((line) => isNamed(line, seat)));
  if (!given || !areAllThere) throw new Refusal("ALREADY_REFUNDED");
  const { refundId, order, amountMinor, givenMinor, seats } = given;
  await refuseBeyondLimit(tx, ctx, order, amountMinor);
  await enqueue(tx, "notifications.ticketsRefunded", { refundId });
  await recordAudit(tx, ctx, {
    ...{ organizerId: order.organizerId, action: "order.refund", objectId: order.id },
    before: { refundedMinor: givenMinor },
    after: { refundedMinor: givenMinor + amountMinor },
    reason,
    detail: { name: order.code, refundId, amountMinor, currency: order.currency, seats: seats.length },
  });
  return { id: refundId, amountMinor, status: "requested" as const, tries: 1 };
}
