import type { z } from "zod";
import { auditValues, recordAudit, refundLimitOf } from "../accounts/index.ts";
import { lockPerformance, refuseUnlessOnShow, tellChange } from "../catalog/index.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../kernel/ids.ts";
import { enqueue } from "../kernel/jobs.ts";
import type { RequestContext } from "../services.ts";
import type { ChangeView, cancelPerformanceInput } from "./changes.schema.ts";
import { addTicketHolders } from "./changed-orders.ts";
import { requireForChange } from "./preview-change.ts";
import { findRepeated, showChange } from "./show-changes.ts";

/**
 * Cancels a performance: it goes off sale at once, and a job gives everybody's money back, fees and all, and tells them once. For owners
 * and managers who may give back as much as was paid. A repeat of the same request answers with the same change. Refuses NOT_FOUND, NOT_YOURS,
 * REFUND_LIMIT, REQUEST_REUSED, and PUBLISH_REFUSED for a draft and what is cancelled already.
 */
export async function cancelPerformance(
  ctx: RequestContext,
  input: z.output<typeof cancelPerformanceInput>,
): Promise<ChangeView> {
  const { performanceId, reason, requestKey } = input;
  const { organizerId } = await requireForChange(ctx, performanceId);
  await refuseLimited(ctx, organizerId);
  const changeId = await ctx.db.$transaction(async (tx) => {
    const performance = await lockPerformance(tx, performanceId);
    const repeated = await findRepeated(tx, { performanceId, requestKey, kind: "cancelled" });
    if (repeated) return repeated;
    refuseUnlessOnShow(performance);
    const id = newId();
    const { event, startsAt } = performance;
    const requestedById = ctx.caller.personId ?? "";
    const change = { id, organizerId, performanceId, reason, requestKey, requestedById, startsBefore: startsAt };
    await tx.performance.update({ where: { id: performanceId }, data: { status: "cancelled" } });
    await tx.performanceChange.create({ data: { ...change, kind: "cancelled" } });
    const orders = await addTicketHolders(tx, id, performanceId);
    await enqueue(tx, "changes.carryOut", { changeId: id });
    await tellChange(tx, { eventId: event.id, slug: event.slug });
    await recordAudit(tx, ctx, {
      ...{ organizerId, action: "performance.cancel", objectId: performanceId, reason },
      before: auditValues({ status: performance.status }),
      after: auditValues({ status: "cancelled" }),
      detail: { name: event.title, eventId: event.id, startsAt: startsAt.toISOString(), orders },
    });
    return id;
  });
  return showChange(ctx, changeId);
}

/** Whoever may give back so much of one order does not give back all of them. */
async function refuseLimited(ctx: RequestContext, organizerId: string): Promise<void> {
  const personId = ctx.caller.personId ?? "";
  const where = { organizerId_personId: { organizerId, personId } };
  const membership = await ctx.db.membership.findUnique({ where });
  const limit = membership && refundLimitOf(membership);
  if (limit) throw new Refusal("REFUND_LIMIT", { reason: "refundLimit", ...limit, givenMinor: 0 });
}
