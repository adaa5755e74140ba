import type { z } from "zod";
import { requireRole } from "../accounts/index.ts";
import { CSV_BEGINNING, csvAmount, csvLine, csvResponse } from "../kernel/csv.ts";
import { currencyExponent } from "../kernel/money.ts";
import type { RequestContext } from "../services.ts";
import { findOrderIds } from "./find-orders.ts";
import { exportOrdersInput } from "./office.schema.ts";
import { type OrderSummary, summariseOrders } from "./summarise-orders.ts";
import { Refusal } from "../errors.ts";

/** Orders that are read at a time. */
const PAGE = 500;
const HEAD = [
  "order",
  "status",
  "ordered_at",
  "name",
  "email",
  "event",
  "starts_at",
  "time_zone",
  "tickets",
  "currency",
  "total",
  "refunded",
];

/**
 * An organizer's orders that fit a search, newest first, as a CSV file that is read while it is sent: however many there are, a page of them is in memory. For owner, manager and
 * finance, since it carries away everybody's address at once. Instants are UTC. Refuses NOT_FOUND for a question that is none, NOT_SIGNED_IN, NOT_YOURS.
 */
export async function exportOrders(ctx: RequestContext, query: URLSearchParams): Promise<Response> {
  const asked = exportOrdersInput.safeParse(Object.fromEntries(query));
  if (!asked.success) throw new Refusal("NOT_FOUND");
  await requireRole(ctx, asked.data.organizerId, ["owner", "manager", "finance"]);
  const { slug } = await ctx.db.organizer.findUniqueOrThrow({
    where: { id: asked.data.organizerId },
    select: { slug: true },
  });
  const day = ctx.clock.now().toISOString().slice(0, 10);
  return csvResponse(`orders-${slug}-${day}.csv`, linesOf(ctx, asked.data));
}

async function* linesOf(
  ctx: RequestContext,
  question: z.output<typeof exportOrdersInput>,
): AsyncGenerator<string, undefined> {
  yield CSV_BEGINNING + csvLine(HEAD);
  for (let cursor: string | null = null; ; ) {
    const ids: string[] = await findOrderIds(ctx.db, { ...question, cursor }, PAGE);
    const orders = await summariseOrders(ctx.db, ids, question.locale);
    if (orders.length > 0) yield orders.map(lineOf).join("");
    if (ids.length < PAGE) return undefined;
    cursor = ids.at(-1) ?? null;
  }
}

function lineOf(order: OrderSummary): string {
  const amount = (minor: number) => csvAmount(minor, currencyExponent(order.currency));
  return csvLine([
    ...[
      order.code,
      order.status,
      order.createdAt,
      order.name,
      order.email,
      order.title,
      order.startsAt,
      order.timeZone,
    ],
    ...[order.ticketCount, order.currency, amount(order.totalMinor), amount(order.refundedMinor)],
  ]);
}
