import type { z } from "zod";
import { auditValues, recordAudit } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import type { RequestContext } from "../services.ts";
import { draftChanged, requireChart } from "./chart-drafts.ts";
import { keepPlan } from "./import-plan.ts";
import { unpackDrawing } from "./pack-drawing.ts";
import type { ImportPlanView, publishDraftInput } from "./seating.schema.ts";

/**
 * Makes a drawing the chart's next revision, which performances may be set on from now on; those that are set already
 * keep theirs. The draft stays, as what the revision looks like. Refuses DRAFT_CHANGED for another version than the one
 * that is kept, SEATS_OWNED, PLAN_UNREADABLE, NOT_FOUND and NOT_YOURS.
 */
export async function publishDraft(
  ctx: RequestContext,
  { chartId, version }: z.output<typeof publishDraftInput>,
): Promise<ImportPlanView> {
  const { organizerId, venueId, name } = await requireChart(ctx, chartId);
  const draft = await ctx.db.chartDraft.findUnique({ where: { chartId } });
  if (!draft) throw new Refusal("NOT_FOUND");
  if (draft.version !== version) throw await draftChanged(ctx.db, chartId);
  const { plan, sidecar } = await unpackDrawing(draft.document);
  const texts = { plan: JSON.stringify(plan), sidecar: JSON.stringify(sidecar) };
  return keepPlan(ctx, { organizerId, venueId, chartId, name, ...texts }, async (tx, { revisionNumber }) => {
    const data = { publishedAs: revisionNumber };
    const { count } = await tx.chartDraft.updateMany({ where: { chartId, version }, data });
    if (count === 0) throw await draftChanged(tx, chartId);
    await recordAudit(tx, ctx, {
      ...{ organizerId, action: "chart.publish", objectId: chartId },
      before: auditValues({ revision: revisionNumber > 1 ? revisionNumber - 1 : null }),
      after: { revision: revisionNumber },
      detail: { name, venueId },
    });
  });
}
