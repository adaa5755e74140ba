import type { ChangeKind, Tx } from "@usher/db";
import type { z } from "zod";
import { hasRole, requireRole, STAFF } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import { isBuyerOfOrder } from "../orders/index.ts";
import type { RequestContext, Services } from "../services.ts";
import type { ChangeRow } from "./changed-orders.ts";
import type { ChangeView, changesView, OrderChangeView, orderChangesView } from "./changes.schema.ts";

const MOST_CHANGES = 100;

/** The change that a request has made already, if it has. Refuses REQUEST_REUSED where the request was about something else. */
export async function findRepeated(
  tx: Tx,
  wanted: { readonly performanceId: string; readonly requestKey: string; readonly kind: ChangeKind },
): Promise<string | null> {
  const known = await tx.performanceChange.findUnique({ where: { requestKey: wanted.requestKey } });
  if (!known) return null;
  if (known.performanceId !== wanted.performanceId || known.kind !== wanted.kind) throw new Refusal("REQUEST_REUSED");
  return known.id;
}

/** The newest changes of an event's performances, with how far each has been carried out. For staff. Refuses NOT_FOUND and NOT_YOURS. */
export async function changesOf(ctx: RequestContext, eventId: string): Promise<z.output<typeof changesView>> {
  const event = await ctx.db.event.findUnique({ where: { id: eventId }, select: { organizerId: true } });
  if (!event) throw new Refusal("NOT_FOUND");
  await requireRole(ctx, event.organizerId, STAFF);
  const changes = await ctx.db.performanceChange.findMany({
    where: { performance: { eventId } },
    orderBy: { id: "desc" },
    take: MOST_CHANGES,
    include: { performance: { select: { currency: true } } },
  });
  const progress = await progressOf(
    ctx,
    changes.map(({ id }) => id),
  );
  return { changes: changes.map((change) => changeViewOf(change, change.performance.currency, progress)) };
}

/** One change, for whoever has just made it. */
export async function showChange(services: Services, changeId: string): Promise<ChangeView> {
  const change = await services.db.performanceChange.findUniqueOrThrow({
    where: { id: changeId },
    include: { performance: { select: { currency: true } } },
  });
  return changeViewOf(change, change.performance.currency, await progressOf(services, [changeId]));
}

interface Progress {
  readonly changeId: string;
  readonly total: number;
  readonly done: number;
  readonly keeps: number;
  readonly returns: number;
  readonly silent: number;
  readonly refunds: number;
  readonly amountMinor: number;
  readonly succeeded: number;
  readonly failed: number;
}

async function progressOf({ db }: Services, changeIds: readonly string[]): Promise<Map<string, Progress>> {
  const rows = await db.$queryRaw<Progress[]>`
    SELECT c.change_id AS "changeId", count(*)::int AS total, count(c.done_at)::int AS done,
      count(*) FILTER (WHERE c.answer = 'keeps')::int AS keeps, count(*) FILTER (WHERE c.answer = 'returns')::int AS returns,
      count(*) FILTER (WHERE c.answer IS NULL AND EXISTS (SELECT 1 FROM ticket t
        WHERE t.order_id = c.order_id AND t.performance_id = p.performance_id AND t.status = 'valid'))::int AS silent,
      count(r.id)::int AS refunds, coalesce(sum(r.amount_minor), 0)::float8 AS "amountMinor",
      count(*) FILTER (WHERE r.status = 'succeeded')::int AS succeeded, count(*) FILTER (WHERE r.status = 'failed')::int AS failed
    FROM changed_order c JOIN performance_change p ON p.id = c.change_id LEFT JOIN refund r ON r.id = c.refund_id
    WHERE c.change_id = ANY(${[...changeIds]}::uuid[]) GROUP BY c.change_id`;
  return new Map(rows.map((row) => [row.changeId, row]));
}

function changeViewOf(change: ChangeRow, currency: string, progress: ReadonlyMap<string, Progress>): ChangeView {
  const { id, performanceId, kind, reason, createdAt, startsBefore, startsAfter, answerUntil, finishedAt } = change;
  const { total, done, keeps, returns, silent, refunds, amountMinor, succeeded, failed } = progress.get(id) ?? NOTHING;
  return {
    ...{ id, performanceId, kind, reason, currency },
    createdAt: createdAt.toISOString(),
    startsBefore: startsBefore.toISOString(),
    startsAfter: startsAfter?.toISOString() ?? null,
    answerUntil: answerUntil?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
    orders: { total, done, keeps, returns, silent },
    refunds: { count: refunds, amountMinor, succeeded, failed },
  };
}

const NOTHING = {
  ...{ total: 0, done: 0, keeps: 0, returns: 0, silent: 0 },
  ...{ refunds: 0, amountMinor: 0, succeeded: 0, failed: 0 },
} as const;

/**
 * What happened to the performances that an order is for: of each the newest change. For the order's buyer and the organizer's staff.
 * Refuses NOT_FOUND and NOT_YOURS.
 */
export async function changesOfOrder(ctx: RequestContext, orderId: string): Promise<z.output<typeof orderChangesView>> {
  const order = await ctx.db.order.findUnique({ where: { id: orderId } });
  if (!order) throw new Refusal("NOT_FOUND");
  if (!isBuyerOfOrder(ctx.caller, order) && !(await hasRole(ctx, order.organizerId, STAFF)))
    throw new Refusal("NOT_YOURS");
  const rows = await ctx.db.changedOrder.findMany({
    where: { orderId },
    orderBy: { changeId: "desc" },
    take: MOST_CHANGES,
    include: { refund: true, change: { include: { performance: { include: { venue: true } } } } },
  });
  const newest = new Map(rows.toReversed().map((row) => [row.change.performanceId, row]));
  const changes: OrderChangeView[] = [];
  for (const { change, refund, answer } of newest.values()) {
    const { performanceId, kind, reason, startsBefore, startsAfter, performance } = change;
    changes.push({
      ...{ changeId: change.id, performanceId, kind, reason, answer },
      startsBefore: startsBefore.toISOString(),
      startsAfter: startsAfter?.toISOString() ?? null,
      timeZone: performance.venue.timeZone,
      refund: refund && { amountMinor: refund.amountMinor, status: refund.status },
      giveBack: answer === "returns" ? null : await whatIsGivenBack(ctx, change, orderId),
    });
  }
  return { currency: order.currency, changes };
}

/** What a buyer gets who gives their tickets of a moved performance back now; null where they cannot. */
export async function whatIsGivenBack(
  { db, clock }: Pick<Services, "clock"> & { readonly db: Pick<Tx, "$queryRaw" | "performanceChange"> },
  change: ChangeRow,
  orderId: string,
): Promise<OrderChangeView["giveBack"]> {
  const { id, performanceId, answerUntil } = change;
  if (!answerUntil || answerUntil <= clock.now()) return null;
  const later = await db.performanceChange.count({ where: { performanceId, id: { gt: id } } });
  if (later > 0) return null;
  const [open] = await db.$queryRaw<{ tickets: number; amountMinor: number; scanned: boolean }[]>`
    SELECT count(*) FILTER (WHERE l.kind = 'seat')::int AS tickets, coalesce(sum(l.net_minor + l.tax_minor), 0)::int AS "amountMinor",
      EXISTS (SELECT 1 FROM ticket t JOIN scan s ON s.ticket_id = t.id AND s.performance_id = t.performance_id AND s.verdict LIKE 'in/%'
        WHERE t.order_id = ${orderId}::uuid AND t.performance_id = ${performanceId}::uuid) AS scanned
    FROM order_line l JOIN "order" o ON o.id = l.order_id LEFT JOIN refund_line r ON r.order_line_id = l.id
    WHERE l.order_id = ${orderId}::uuid AND l.performance_id = ${performanceId}::uuid AND o.status = 'paid' AND r.order_line_id IS NULL`;
  // Whoever has been let in has had what they paid for.
  if (!open || open.tickets === 0 || open.scanned) return null;
  return { until: answerUntil.toISOString(), amountMinor: open.amountMinor, tickets: open.tickets };
}
