import type { RefundStatus, Tx } from "@usher/db";
import type { z } from "zod";
import { recordAudit, refundLimitOf, requireRole } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../kernel/ids.ts";
import { enqueue } from "../kernel/jobs.ts";
import { type Posting, postTransaction } from "../ledger/index.ts";
import { advanceOrder } from "../orders/index.ts";
import type { RequestContext } from "../services.ts";
import type { Fulfilment } from "./fulfilment.ts";
import { grossOf } from "./price-lines.ts";
import type { refundInput, refundView } from "./refund.schema.ts";
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
 * together. For owner, manager and box office. Refuses NOT_YOURS, REFUND_LIMIT, ALREADY_REFUNDED, ORDER_STEP_REFUSED when nothing was
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

/** Refuses REFUND_LIMIT, naming it, for more than the caller may give back of one order, all their refunds of it together. */
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
  const givenMinor = given._sum.amountMinor ?? 0;
  const isWithin = limit.currency === order.currency && givenMinor + amountMinor <= limit.amountMinor;
  if (!isWithin) throw new Refusal("REFUND_LIMIT", { reason: "refundLimit", ...limit, givenMinor });
}

async function acceptRefund(tx: Tx, ctx: RequestContext, fulfilment: Fulfilment, input: z.output<typeof refundInput>) {
  const order = await tx.order.findUniqueOrThrow({
    where: { id: input.orderId },
    include: { lines: { include: { refundLine: true } }, payments: { orderBy: { capturedAt: "asc" } } },
  });
  const [payment] = order.payments;
  if (order.status !== "paid" || !payment) throw new Refusal("ORDER_STEP_REFUSED", { from: order.status });
  const isNamed = (line: Line, { performanceId, seatIndex, fromCell = line.fromCell }: NamedSeat) =>
    performanceId === line.performanceId && seatIndex === line.seatIndex && fromCell === line.fromCell;
  const isWanted = (line: Line) =>
    input.seatIndexes.length === 0 || input.seatIndexes.some((seat) => isNamed(line, seat));
  const open = order.lines.filter((line) => line.refundLine === null);
  const wanted = open.filter(isWanted);
  const seats = wanted.filter((line) => line.kind === "seat");
  const areAllThere = input.seatIndexes.every((seat) => seats.some((line) => isNamed(line, seat)));
  if (seats.length === 0 || !areAllThere) throw new Refusal("ALREADY_REFUNDED");
  const seatLines = seats.map((line) => line.id);
  await fulfilment.revoke(tx, seatLines, input.resell, ctx.clock.now());
  const lines = wanted
    .map((line) => ({ orderLineId: line.id, amountMinor: grossOf(line) }))
    .filter((line) => line.amountMinor > 0);
  const amountMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  await refuseBeyondLimit(tx, ctx, order, amountMinor);
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
  await enqueue(tx, "notifications.ticketsRefunded", { refundId: id });
  const given = order.lines.reduce((sum, { refundLine }) => sum + (refundLine?.amountMinor ?? 0), 0);
  await recordAudit(tx, ctx, {
    ...{ organizerId: order.organizerId, action: "order.refund", objectId: order.id },
    before: { refundedMinor: given },
    after: { refundedMinor: given + amountMinor },
    reason: input.reason,
    detail: { name: order.code, refundId: id, amountMinor, currency: order.currency, seats: seatLines.length },
  });
  return { id, amountMinor, status: "requested" as const, tries: 1 };
}
