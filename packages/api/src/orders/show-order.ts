import { hasRole, STAFF } from "../accounts/index.ts";
import { cellViewsOf, type Locale, textsIn } from "../catalog/index.ts";
import { Refusal } from "../errors.ts";
import type { Caller, RequestContext } from "../services.ts";
import type { OrderView } from "./orders.schema.ts";

/**
 * Whether an order is this caller's: this person's, or a guest's of this browser. What belongs to a person is closed to
 * whoever uses the browser after they signed out.
 */
export function isBuyerOfOrder(caller: Caller, order: { buyerKey: string; personId: string | null }): boolean {
  if (order.personId === null) return order.buyerKey === caller.buyerKey;
  return order.personId === caller.personId;
}

function readOrder(ctx: RequestContext, orderId: string) {
  return ctx.db.order.findUnique({
    where: { id: orderId },
    include: {
      lines: { include: { refundLine: true }, orderBy: { id: "asc" } },
      payments: true,
      refunds: { orderBy: { id: "asc" } },
      tickets: { orderBy: { id: "asc" } },
      attempts: { orderBy: { number: "desc" }, take: 1 },
    },
  });
}
type OrderRow = NonNullable<Awaited<ReturnType<typeof readOrder>>>;

/** One order with its story, in a language, for its buyer and for the organizer's staff. Refuses NOT_FOUND, NOT_YOURS. */
export async function showOrder(ctx: RequestContext, orderId: string, locale: Locale = "en"): Promise<OrderView> {
  const order = await readOrder(ctx, orderId);
  if (!order) throw new Refusal("NOT_FOUND");
  if (!isBuyerOfOrder(ctx.caller, order) && !(await hasRole(ctx, order.organizerId, STAFF)))
    throw new Refusal("NOT_YOURS");
  const performances = await ctx.db.performance.findMany({
    where: { id: { in: [...new Set(order.lines.map((line) => line.performanceId))] } },
    include: { event: true, venue: true, cells: true },
    orderBy: { startsAt: "asc" },
  });
  const isOpen = order.status === "pendingPayment";
  return {
    ...moneyOf(order),
    id: order.id,
    code: order.code,
    status: order.status,
    email: order.email,
    currency: order.currency,
    totalMinor: order.totalMinor,
    createdAt: order.createdAt.toISOString(),
    paidAt: order.paidAt?.toISOString() ?? null,
    secondsLeft: isOpen ? Math.max(0, Math.ceil((order.deadlineAt.getTime() - ctx.clock.nowMs()) / 1_000)) : 0,
    lines: order.lines.map(lineView),
    performances: performances.map((performance) => ({
      performanceId: performance.id,
      eventSlug: performance.event.slug,
      title: textsIn(performance.event, locale).title,
      posterSeed: performance.event.posterSeed,
      isCancelled: performance.status === "cancelled",
      startsAt: performance.startsAt.toISOString(),
      venueName: performance.venue.name,
      city: performance.venue.city,
      timeZone: performance.venue.timeZone,
      cells: cellViewsOf(performance.cells, locale),
      refundUntil: performance.refundUntil?.toISOString() ?? null,
      refundFeeMinor: performance.refundFeeMinor,
    })),
    tickets: order.tickets.map(({ id, performanceId, fromCell, toCell, section, row, seat, categoryName, status }) => ({
      ...{ id, performanceId, fromCell, toCell, section, row, seat, categoryName, status },
    })),
    refunds: order.refunds.map(({ id, amountMinor, status, tries, reason, createdAt }) => ({
      id,
      amountMinor,
      status,
      tries,
      reason,
      createdAt: createdAt.toISOString(),
    })),
    paymentProblem: isOpen ? await lastProblem(ctx, order.attempts[0]?.sessionId ?? null) : null,
  };
}

function lineView(line: OrderRow["lines"][number]) {
  return {
    id: line.id,
    kind: line.kind,
    performanceId: line.performanceId,
    seatIndex: line.seatIndex,
    fromCell: line.fromCell,
    toCell: line.toCell,
    section: line.section,
    row: line.row,
    seat: line.seat,
    categoryName: line.categoryName,
    grossMinor: line.netMinor + line.taxMinor,
    netMinor: line.netMinor,
    taxMinor: line.taxMinor,
    taxRateBasisPoints: line.taxRateBasisPoints,
    refundedMinor: line.refundLine?.amountMinor ?? 0,
  };
}

function moneyOf(order: OrderRow) {
  return {
    paidMinor: order.payments.reduce((sum, payment) => sum + payment.amountMinor, 0),
    refundedMinor: order.refunds.reduce((sum, refund) => sum + refund.amountMinor, 0),
  };
}

/** Asked of the provider, since a failed try is told by no webhook that we wait for. Silence is no problem to report. */
async function lastProblem(ctx: RequestContext, sessionId: string | null): Promise<OrderView["paymentProblem"]> {
  if (!sessionId) return null;
  try {
    const session = await ctx.payments.readSession(sessionId);
    return session.paid ? null : (session.problem ?? "abandoned");
  } catch {
    return null;
  }
}
