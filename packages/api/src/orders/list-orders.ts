import type { z } from "zod";
import { requireRole, STAFF } from "../accounts/index.ts";
import type { Locale } from "../catalog/index.ts";
import type { RequestContext } from "../services.ts";
import { findOrderIds } from "./find-orders.ts";
import type { searchOrdersInput } from "./office.schema.ts";
import { summariseOrders } from "./summarise-orders.ts";

/** `ids` are one more than the page has, where there is more. */
async function pageOf(
  ctx: RequestContext,
  ids: readonly string[],
  { limit, locale }: { limit: number; locale: Locale },
) {
  return {
    orders: await summariseOrders(ctx.db, ids.slice(0, limit), locale),
    nextCursor: ids.length > limit ? (ids[limit - 1] ?? null) : null,
  };
}

/** The caller's own orders, newest first. A guest sees those of this browser. */
export async function listMyOrders(
  ctx: RequestContext,
  page: { cursor?: string | null; limit: number; locale: Locale },
) {
  const { personId, buyerKey } = ctx.caller;
  // A browser outlives a session: what belongs to a person is not shown to whoever uses the browser after them.
  const guest = { buyerKey, personId: null };
  const where = personId ? { OR: [{ personId }, guest] } : guest;
  const rows = await ctx.db.order.findMany({
    where: page.cursor ? { AND: [where, { id: { lt: page.cursor } }] } : where,
    orderBy: { id: "desc" },
    take: page.limit + 1,
    select: { id: true },
  });
  return pageOf(
    ctx,
    rows.map(({ id }) => id),
    page,
  );
}

/**
 * An organizer's orders, newest first: by parts of code, mail address or name, or by a seat; of one status, of one performance.
 * Refuses NOT_YOURS.
 */
export async function searchOrders(ctx: RequestContext, input: z.output<typeof searchOrdersInput>) {
  await requireRole(ctx, input.organizerId, STAFF);
  return pageOf(ctx, await findOrderIds(ctx.db, input, input.limit + 1), input);
}
