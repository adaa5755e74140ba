import type { AlertKind, Tx } from "@usher/db";
import type { z } from "zod";
import { auditValues, recordAudit, requireRole, STAFF } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../kernel/ids.ts";
import type { RequestContext } from "../services.ts";
import type { alertsInput, alertsView } from "./office.schema.ts";

/** So many at once are counted; more than that is "many". */
const MOST_COUNTED = 100;

interface Alert {
  readonly orderId: string;
  readonly kind: AlertKind;
  /** What was found, as it was found. */
  readonly detail?: string;
  readonly at: Date;
}

/** Asks the organizer to look at an order, in the transaction of what is odd about it. While one of a kind is open there is no second. */
export async function raiseAlert(
  tx: Pick<Tx, "$executeRaw">,
  { orderId, kind, detail = "", at }: Alert,
): Promise<void> {
  await raiseAlerts(tx, kind, new Map([[orderId, detail]]), at);
}

/** Asks the organizer to look at several orders for the same kind of reason, in one statement. */
export async function raiseAlerts(
  tx: Pick<Tx, "$executeRaw">,
  kind: AlertKind,
  found: ReadonlyMap<string, string>,
  at: Date,
): Promise<void> {
  const [ids, orderIds, details] = [[...found.keys()].map(() => newId()), [...found.keys()], [...found.values()]];
  await tx.$executeRaw`
    INSERT INTO order_alert (id, organizer_id, order_id, kind, detail, raised_at)
    SELECT odd.id, o.organizer_id, o.id, ${kind}::"AlertKind", odd.detail, ${at}
    FROM unnest(${ids}::uuid[], ${orderIds}::uuid[], ${details}::text[]) AS odd(id, order_id, detail) JOIN "order" o ON o.id = odd.order_id
    ON CONFLICT (order_id, kind) WHERE settled_at IS NULL DO NOTHING`;
}

/** What was odd about an order is so no longer: it went away by itself. */
export async function calmAlert(
  tx: Pick<Tx, "orderAlert">,
  { orderId, kind, at }: Omit<Alert, "detail">,
): Promise<void> {
  await tx.orderAlert.updateMany({ where: { orderId, kind, settledAt: null }, data: { settledAt: at } });
}

/** Orders that ask to be looked at, the newest first. For staff. Refuses NOT_SIGNED_IN and NOT_YOURS. */
export async function listAlerts(
  ctx: RequestContext,
  { organizerId, cursor, limit }: z.output<typeof alertsInput>,
): Promise<z.output<typeof alertsView>> {
  await requireRole(ctx, organizerId, STAFF);
  const rows = await ctx.db.orderAlert.findMany({
    where: { organizerId, settledAt: null, ...(cursor ? { id: { lt: cursor } } : {}) },
    orderBy: { id: "desc" },
    take: limit + 1,
    include: { order: { select: { code: true, email: true, totalMinor: true, currency: true, status: true } } },
  });
  const shown = rows.slice(0, limit);
  return {
    openCount: await countOpen(ctx, organizerId),
    alerts: shown.map(({ id, orderId, kind, detail, raisedAt, order }) => ({
      ...{ id, orderId, kind, detail, raisedAt: raisedAt.toISOString() },
      ...order,
    })),
    nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** Somebody has looked at it. Once is enough: a second time changes nothing. For staff. Refuses NOT_FOUND, NOT_SIGNED_IN and NOT_YOURS. */
export async function settleAlert(ctx: RequestContext, alertId: string): Promise<{ openCount: number }> {
  const alert = await ctx.db.orderAlert.findUnique({ where: { id: alertId }, include: { order: true } });
  if (!alert) throw new Refusal("NOT_FOUND");
  const { organizerId, orderId, kind, order } = alert;
  await requireRole(ctx, organizerId, STAFF);
  await ctx.db.$transaction(async (tx) => {
    const settledAt = ctx.clock.now();
    const settled = await tx.orderAlert.updateMany({
      where: { id: alertId, settledAt: null },
      data: { settledAt, settledById: ctx.caller.personId },
    });
    if (settled.count === 0) return;
    await recordAudit(tx, ctx, {
      ...{ organizerId, action: "order.lookedAt", objectId: orderId },
      before: auditValues({ lookedAt: null }),
      after: auditValues({ lookedAt: settledAt }),
      detail: { name: order.code, kind },
    });
  });
  return { openCount: await countOpen(ctx, organizerId) };
}

async function countOpen({ db }: RequestContext, organizerId: string): Promise<number> {
  const where = { organizerId, settledAt: null };
  return (await db.orderAlert.findMany({ where, select: { id: true }, take: MOST_COUNTED })).length;
}
