import type { z } from "zod";
import { recordAudit, requireRole, STAFF } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import { enqueue } from "../kernel/jobs.ts";
import type { RequestContext } from "../services.ts";
import type { refundView, resendRefundInput } from "./refund.schema.ts";
import { advanceRefund } from "./refund-machine.ts";
import { refundAnswer } from "./refund-order.ts";
import { lockRefund } from "./send-refund.ts";

/**
 * Sends a refund that failed at the bank once more: the debt stands in the ledger since it was accepted, so nothing is
 * decided anew, and finance may do it too. The caller names the try that failed; when another has been made since, its
 * state is answered and nothing changes. Refuses NOT_FOUND, NOT_YOURS, ORDER_STEP_REFUSED when that try has not failed.
 */
export async function resendRefund(
  ctx: RequestContext,
  { refundId, tries }: z.output<typeof resendRefundInput>,
): Promise<z.output<typeof refundView>> {
  const known = await ctx.db.refund.findUnique({ where: { id: refundId }, select: { organizerId: true } });
  if (!known) throw new Refusal("NOT_FOUND");
  await requireRole(ctx, known.organizerId, STAFF);
  return ctx.db.$transaction(async (tx) => {
    const refund = await lockRefund(tx, refundId);
    if (tries < refund.tries) return refundAnswer(refund);
    const next = { tries: refund.tries + 1, providerRefundId: null };
    const isMoved = tries === refund.tries && (await advanceRefund(tx, refundId, "sentAgain", next));
    if (!isMoved) throw new Refusal("ORDER_STEP_REFUSED", { from: refund.status });
    const { organizerId, orderId, amountMinor } = refund;
    await enqueue(tx, "checkout.sendRefund", { refundId });
    const { code, currency } = await tx.order.findUniqueOrThrow({ where: { id: orderId } });
    await recordAudit(tx, ctx, {
      ...{ organizerId, action: "refund.resend", objectId: orderId },
      before: { tries: refund.tries },
      after: { tries: next.tries },
      detail: { name: code, refundId, amountMinor, currency },
    });
    return { id: refundId, amountMinor, status: "requested", tries: next.tries };
  });
}
