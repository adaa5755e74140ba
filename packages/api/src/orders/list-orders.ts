import type { Prisma } from "@usher/db";
import type { z } from "zod";
import { requireRole, STAFF } from "../accounts/index.ts";
import { type Locale, textsIn } from "../catalog/index.ts";
import type { RequestContext, Services } from "../services.ts";
import type { searchOrdersInput } from "./office.schema.ts";

const summaryParts = {
  tickets: { select: { id: true } },
  lines: { where: { kind: "seat" }, select: { performanceId: true } },
  refunds: { select: { amountMinor: true } },
} satisfies Prisma.OrderInclude;

type SummaryRow = Prisma.OrderGetPayload<{ include: typeof summaryParts }>;

async function readPage(
  services: Services,
  where: Prisma.OrderWhereInput,
  { cursor, limit, locale }: { cursor?: string | null; limit: number; locale: Locale },
) {
  const rows = await services.db.order.findMany({
    where: cursor ? { AND: [where, { id: { lt: cursor } }] } : where,
    orderBy: { id: "desc" },
    take: limit + 1,
    include: summaryParts,
  });
  const page = rows.slice(0, limit);
  return {
    orders: await withTitles(services, page, locale),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

async function withTitles(services: Services, rows: SummaryRow[], locale: Locale) {
  const ids = [...new Set(rows.flatMap((row) => row.lines.slice(0, 1).map((line) => line.performanceId)))];
  const performances = await services.db.performance.findMany({
    where: { id: { in: ids } },
    select: { id: true, startsAt: true, event: true, venue: { select: { timeZone: true } } },
  });
  const byId = new Map(performances.map((performance) => [performance.id, performance]));
  return rows.map((row) => {
    const performance = byId.get(row.lines[0]?.performanceId ?? "");
    return {
      id: row.id,
      code: row.code,
      status: row.status,
      email: row.email,
      currency: row.currency,
      totalMinor: row.totalMinor,
      refundedMinor: row.refunds.reduce((sum, refund) => sum + refund.amountMinor, 0),
      createdAt: row.createdAt.toISOString(),
      title: performance ? textsIn(performance.event, locale).title : "",
      startsAt: (performance?.startsAt ?? row.createdAt).toISOString(),
      timeZone: performance?.venue.timeZone ?? "UTC",
      ticketCount: row.lines.length,
    };
  });
}

/** The caller's own orders, newest first. A guest sees those of this browser. */
export function listMyOrders(ctx: RequestContext, page: { cursor?: string | null; limit: number; locale: Locale }) {
  const { personId, buyerKey } = ctx.caller;
  // A browser outlives a session: what belongs to a person is not shown to whoever uses the browser after them.
  const guest = { buyerKey, personId: null };
  const where = personId ? { OR: [{ personId }, guest] } : guest;
  return readPage(ctx, where, page);
}

/** An organizer's orders by code or mail address, or the beginning of either. Refuses NOT_YOURS. */
export async function searchOrders(ctx: RequestContext, input: z.output<typeof searchOrdersInput>) {
  const { organizerId, text, status, performanceId, cursor, limit } = input;
  await requireRole(ctx, organizerId, STAFF);
  const where: Prisma.OrderWhereInput = { organizerId, status };
  if (performanceId) where.lines = { some: { performanceId } };
  if (text) {
    const start = text.replaceAll(/[\\%_]/g, "\\$&");
    where.OR = [{ code: { startsWith: start.toUpperCase() } }, { email: { startsWith: start.toLowerCase() } }];
  }
  return readPage(ctx, where, { cursor, limit, locale: "en" });
}
