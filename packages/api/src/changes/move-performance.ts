import type { z } from "zod";
import { auditValues, recordAudit } from "../accounts/index.ts";
import {
  lockPerformance,
  type MovedTimes,
  movedTimes,
  refusePublish,
  refuseUnlessOnShow,
  tellChange,
  writeTimes,
} from "../catalog/index.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../kernel/ids.ts";
import { enqueue } from "../kernel/jobs.ts";
import type { RequestContext } from "../services.ts";
import { answerTimes } from "./answer-times.ts";
import { addTicketHolders } from "./changed-orders.ts";
import type { ChangeView, movePerformanceInput } from "./changes.schema.ts";
import { requireForChange } from "./preview-change.ts";
import { findRepeated, showChange } from "./show-changes.ts";

/**
 * Moves a performance to another time. Tickets stand as they are, a job tells everybody once, and until a moment that is said they may give
 * theirs back for all that they paid. For owners and managers. A repeat of the same request answers with the same change. Refuses NOT_FOUND,
 * NOT_YOURS, REQUEST_REUSED, CHANGED_MEANWHILE when somebody else moved it first, and PUBLISH_REFUSED for a draft, what is cancelled or has
 * begun, times that cannot be, releases that would open after the sale, and a time to answer that is none.
 */
export async function movePerformance(
  ctx: RequestContext,
  input: z.output<typeof movePerformanceInput>,
): Promise<ChangeView> {
  const { performanceId, reason, requestKey } = input;
  const { organizerId } = await requireForChange(ctx, performanceId);
  const changeId = await ctx.db.$transaction(async (tx) => {
    const performance = await lockPerformance(tx, performanceId);
    const repeated = await findRepeated(tx, { performanceId, requestKey, kind: "moved" });
    if (repeated) return repeated;
    refuseUnlessOnShow(performance);
    if (performance.startsAt.getTime() !== Date.parse(input.movedFrom)) throw new Refusal("CHANGED_MEANWHILE");
    const now = ctx.clock.now();
    const times = movedTimes(performance, new Date(input.startsAt), now);
    const late = { performanceId, openedAt: null, opensAt: { gte: times.saleEndsAt } };
    if ((await tx.release.count({ where: late })) > 0) throw refusePublish("opensAfterSale");
    const id = newId();
    const { event, startsAt: startsBefore } = performance;
    const requestedById = ctx.caller.personId ?? "";
    const change = { id, organizerId, performanceId, reason, requestKey, requestedById };
    const answerUntil = checkedAnswerTime(input.answerUntil, times, now);
    const moved = { kind: "moved" as const, startsBefore, startsAfter: times.startsAt, answerUntil };
    await writeTimes(tx, performance, times);
    await tx.performanceChange.create({ data: { ...change, ...moved } });
    const orders = await addTicketHolders(tx, id, performanceId);
    await enqueue(tx, "changes.carryOut", { changeId: id });
    await tellChange(tx, { eventId: event.id, slug: event.slug });
    await recordAudit(tx, ctx, {
      ...{ organizerId, action: "performance.move", objectId: performanceId, reason },
      before: timeValues(performance),
      after: timeValues(times),
      detail: { name: event.title, eventId: event.id, startsAt: startsBefore.toISOString(), orders },
    });
    return id;
  });
  return showChange(ctx, changeId);
}

function checkedAnswerTime(wanted: string | null, times: MovedTimes, now: Date): Date {
  const { usual, latest } = answerTimes(times, now);
  const until = wanted === null ? usual : new Date(wanted);
  if (until <= now || until > latest) throw refusePublish("answerWindow");
  return until;
}

function timeValues({ startsAt, doorsAt, endsAt, saleEndsAt, refundUntil }: MovedTimes) {
  return auditValues({ startsAt, doorsAt, endsAt, saleEndsAt, refundUntil });
}
