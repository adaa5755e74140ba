import type { Tx } from "@usher/db";
import type { z } from "zod";
import { Refusal } from "../errors.ts";
import { enqueue } from "../kernel/jobs.ts";
import { isBuyerOfOrder } from "../orders/index.ts";
import type { RequestContext } from "../services.ts";
import type { Fulfilment } from "./fulfilment.ts";
import { giveBack, lockForRefund } from "./give-back.ts";
import { RETURNED_BY_BUYER, type refundView, type returnableView, type returnTicketsInput } from "./refund.schema.ts";
import { refundAnswer } from "./refund-order.ts";

interface ReturnableLine {
  readonly orderLineId: string;
  readonly performanceId: string;
  readonly seatIndex: number;
  readonly fromCell: number;
  readonly toCell: number;
  readonly section: string;
  readonly row: string | null;
  readonly seat: string | null;
  readonly paidMinor: number;
  readonly keptMinor: number;
  readonly until: Date;
}

/**
 * Tickets of an order that its buyer may give back now, each with what was paid for it and what is kept: until the day that its performance's rule
 * names, while it has not begun and nobody was let in with it, and where something comes back at all. For the order's buyer. Refuses NOT_FOUND and NOT_YOURS.
 */
export async function showReturnable(ctx: RequestContext, orderId: string): Promise<z.output<typeof returnableView>> {
  const order = await requireOwnOrder(ctx, orderId);
  const lines = await returnableLines(ctx.db, orderId, ctx.clock.now());
  return {
    currency: order.currency,
    lines: lines.map(({ until, seatIndex: _, ...line }) => ({
      ...line,
      backMinor: line.paidMinor - line.keptMinor,
      until: until.toISOString(),
    })),
  };
}

/**
 * Gives tickets back because their buyer wants to, under the organizer's rule: what is kept stays owed to the organizer. A repeat of the same request
 * answers with the same refund. For the order's buyer. Refuses NOT_FOUND, NOT_YOURS, REQUEST_REUSED, ANSWER_OVER when one of them can no longer be given back, and
 * CHANGED_MEANWHILE when another amount would come back than the buyer was told.
 */
export async function returnTickets(
  ctx: RequestContext,
  fulfilment: Fulfilment,
  { orderId, orderLineIds, expectedMinor, requestKey }: z.output<typeof returnTicketsInput>,
): Promise<z.output<typeof refundView>> {
  await requireOwnOrder(ctx, orderId);
  return ctx.db.$transaction(async (tx) => {
    await lockForRefund(tx, orderId);
    const repeated = await tx.refund.findUnique({ where: { requestKey } });
    if (repeated) {
      if (repeated.orderId !== orderId) throw new Refusal("REQUEST_REUSED");
      return refundAnswer(repeated);
    }
    const now = ctx.clock.now();
    const open = new Map((await returnableLines(tx, orderId, now)).map((line) => [line.orderLineId, line]));
    const wanted = [...new Set(orderLineIds)].map((id) => {
      const line = open.get(id);
      if (!line) throw new Refusal("ANSWER_OVER");
      return line;
    });
    const backMinor = wanted.reduce((sum, { paidMinor, keptMinor }) => sum + paidMinor - keptMinor, 0);
    if (backMinor !== expectedMinor) throw new Refusal("CHANGED_MEANWHILE");
    const isOf = (one: ReturnableLine, line: { performanceId: string; seatIndex: number; fromCell: number }) =>
      one.performanceId === line.performanceId && one.seatIndex === line.seatIndex && one.fromCell === line.fromCell;
    const given = await giveBack(tx, fulfilment, now, {
      ...{ orderId, requestKey, reason: RETURNED_BY_BUYER, requestedById: ctx.caller.personId },
      isWanted: (line) => wanted.some((one) => isOf(one, line)),
      keptOf: (line) => open.get(line.id)?.keptMinor ?? 0,
    });
    if (!given) throw new Refusal("ANSWER_OVER");
    await enqueue(tx, "notifications.ticketsRefunded", { refundId: given.refundId, isAsked: true });
    return { id: given.refundId, amountMinor: given.amountMinor, status: "requested" as const, tries: 1 };
  });
}

async function requireOwnOrder(ctx: RequestContext, orderId: string) {
  const order = await ctx.db.order.findUnique({ where: { id: orderId } });
  if (!order) throw new Refusal("NOT_FOUND");
  if (!isBuyerOfOrder(ctx.caller, order)) throw new Refusal("NOT_YOURS");
  return order;
}

/** The fee that a line was sold with comes back with it; what is kept is kept of the seat's own price, so nothing comes back of one that costs no more. */
function returnableLines(db: Pick<Tx, "$queryRaw">, orderId: string, now: Date): Promise<ReturnableLine[]> {
  return db.$queryRaw<ReturnableLine[]>`
    SELECT l.id AS "orderLineId", l.performance_id AS "performanceId", l.seat_index AS "seatIndex", l.from_cell::int AS "fromCell",
      l.to_cell::int AS "toCell", l.seat_section AS section, l.seat_row AS row, l.seat_label AS seat,
      (l.net_minor + l.tax_minor + coalesce(f.gross_minor, 0))::int AS "paidMinor", p.refund_fee_minor AS "keptMinor", p.refund_until AS until
    FROM order_line l
    JOIN "order" o ON o.id = l.order_id AND o.status = 'paid'
    JOIN ticket t ON t.order_line_id = l.id AND t.status = 'valid'
    JOIN performance p ON p.id = l.performance_id AND p.status = 'published'
    LEFT JOIN performance_cell c ON c.performance_id = l.performance_id AND c.position = l.from_cell
    LEFT JOIN LATERAL (
      SELECT sum(fee.net_minor + fee.tax_minor) AS gross_minor FROM order_line fee
      LEFT JOIN refund_line gone ON gone.order_line_id = fee.id
      WHERE fee.order_id = l.order_id AND fee.kind = 'fee' AND fee.performance_id = l.performance_id
        AND fee.seat_index = l.seat_index AND fee.from_cell = l.from_cell AND gone.order_line_id IS NULL
    ) f ON true
    WHERE l.order_id = ${orderId}::uuid AND l.kind = 'seat' AND p.refund_until > ${now} AND coalesce(c.starts_at, p.starts_at) > ${now}
      AND l.net_minor + l.tax_minor > p.refund_fee_minor
      AND NOT EXISTS (SELECT 1 FROM refund_line r WHERE r.order_line_id = l.id)
      AND NOT EXISTS (SELECT 1 FROM scan s WHERE s.ticket_id = t.id AND s.performance_id = t.performance_id AND s.verdict LIKE 'in/%')
    ORDER BY l.id`;
}
