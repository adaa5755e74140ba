import type { z } from "zod";
import { auditValues, recordAudit, requireRole } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../kernel/ids.ts";
import { enqueue } from "../kernel/jobs.ts";
import type { RequestContext } from "../services.ts";
import type { ticketsAgainInput } from "./notifications.schema.ts";

/** Whoever waits for a letter that has not come asks more than once; nobody's inbox is filled. */
const MOST_AGAIN = 5;

/**
 * Sends the letter with the tickets once more to the address of the order. For owner, manager and box office. A repeat of the same request sends
 * nothing more. Refuses NOT_FOUND, NOT_SIGNED_IN, NOT_YOURS, ORDER_STEP_REFUSED where nothing is paid, and TOO_MANY_TRIES for the sixth.
 */
export async function sendTicketsAgain(
  ctx: RequestContext,
  { orderId, requestKey }: z.output<typeof ticketsAgainInput>,
): Promise<{ email: string }> {
  const order = await ctx.db.order.findUnique({ where: { id: orderId } });
  if (!order) throw new Refusal("NOT_FOUND");
  const { organizerId, email, code } = order;
  await requireRole(ctx, organizerId, ["owner", "manager", "boxOffice"]);
  if (order.status !== "paid") throw new Refusal("ORDER_STEP_REFUSED", { from: order.status });
  const dedupeKey = `order-paid:${orderId}:${requestKey}`;
  await ctx.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM "order" WHERE id = ${orderId}::uuid FOR UPDATE`;
    if (await tx.letter.findUnique({ where: { dedupeKey } })) return;
    const before = await tx.letter.count({
      where: { toEmail: email, dedupeKey: { startsWith: `order-paid:${orderId}:` } },
    });
    if (before >= MOST_AGAIN) throw new Refusal("TOO_MANY_TRIES");
    await tx.letter.create({ data: { id: newId(), dedupeKey, kind: "orderPaid", toEmail: email } });
    await enqueue(tx, "notifications.orderPaid", { orderId, again: requestKey });
    await recordAudit(tx, ctx, {
      ...{ organizerId, action: "order.letterAgain", objectId: orderId },
      before: auditValues({ sentAgain: before }),
      after: auditValues({ sentAgain: before + 1 }),
      detail: { name: code },
    });
  });
  return { email };
}
