import type { z } from "zod";
import { requireRole } from "../accounts/index.ts";
import {
  EDITORS,
  movedTimes,
  refuseUnlessOnShow,
  type TimedPerformance,
  timesOfPerformance,
} from "../catalog/index.ts";
import { Refusal } from "../errors.ts";
import type { RequestContext } from "../services.ts";
import { answerTimes } from "./answer-times.ts";
import type { previewChangeInput, previewChangeView } from "./changes.schema.ts";

/** A performance for who may change what is sold. Refuses NOT_FOUND, NOT_SIGNED_IN and NOT_YOURS. */
export async function requireForChange(ctx: RequestContext, performanceId: string): Promise<TimedPerformance> {
  const where = { id: performanceId };
  const performance = await ctx.db.performance.findUnique({ where, include: timesOfPerformance });
  if (!performance) throw new Refusal("NOT_FOUND");
  await requireRole(ctx, performance.organizerId, EDITORS);
  return performance;
}

interface Touched {
  readonly orders: number;
  readonly tickets: number;
  readonly people: number;
  readonly amountMinor: number;
  readonly paying: number;
}

/**
 * What moving a performance, or cancelling it, would touch: for the words that somebody reads before they decide. For owners and managers.
 * Refuses NOT_FOUND, NOT_YOURS, and PUBLISH_REFUSED as the change itself would.
 */
export async function previewChange(
  ctx: RequestContext,
  { performanceId, startsAt }: z.output<typeof previewChangeInput>,
): Promise<z.output<typeof previewChangeView>> {
  const performance = await requireForChange(ctx, performanceId);
  refuseUnlessOnShow(performance);
  const now = ctx.clock.now();
  const times = startsAt === null ? null : movedTimes(performance, new Date(startsAt), now);
  const [touched] = await ctx.db.$queryRaw<Touched[]>`
    WITH owned AS (SELECT order_id FROM ticket WHERE performance_id = ${performanceId}::uuid AND status = 'valid'),
    lines AS (
      SELECT o.id, o.status, l.net_minor + l.tax_minor AS gross_minor, r.order_line_id IS NOT NULL AS is_back
      FROM order_line l JOIN "order" o ON o.id = l.order_id LEFT JOIN refund_line r ON r.order_line_id = l.id
      WHERE l.performance_id = ${performanceId}::uuid
    )
    SELECT (SELECT count(DISTINCT order_id) FROM owned)::int AS orders, (SELECT count(*) FROM owned)::int AS tickets,
      (SELECT count(DISTINCT email) FROM "order" WHERE id IN (SELECT order_id FROM owned))::int AS people,
      (SELECT coalesce(sum(gross_minor), 0) FROM lines WHERE status = 'paid' AND NOT is_back)::float8 AS "amountMinor",
      (SELECT count(DISTINCT id) FROM lines WHERE status IN ('pendingPayment', 'closing'))::int AS paying`;
  if (!touched) throw new Error("Nothing was counted");
  return { ...touched, currency: performance.currency, times: times && { ...shown(times), ...answers(times, now) } };
}

function shown(times: ReturnType<typeof movedTimes>) {
  return {
    startsAt: times.startsAt.toISOString(),
    doorsAt: times.doorsAt?.toISOString() ?? null,
    endsAt: times.endsAt?.toISOString() ?? null,
    saleEndsAt: times.saleEndsAt.toISOString(),
    refundUntil: times.refundUntil?.toISOString() ?? null,
  };
}

function answers(times: ReturnType<typeof movedTimes>, now: Date) {
  const { usual, latest } = answerTimes(times, now);
  return { answerUntil: usual.toISOString(), latestAnswer: latest.toISOString() };
}
