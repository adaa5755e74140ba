import type { Tx } from "@usher/db";
import type { z } from "zod";
import { auditValues, recordAudit, requireRole } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import type { RequestContext, Services } from "../services.ts";
import { openWithImport } from "./chart-drafts.ts";
import { type CompiledPlan, compilePlan } from "./compile-plan.ts";
import { refuseOwnedLoss } from "./owned-seats.ts";
import { readGeometry } from "./read-geometry.ts";
import type { ImportPlanView, importPlanInput } from "./seating.schema.ts";
import { type CompiledRevision, type StoredRevision, storeChart, storeRevision } from "./store-chart.ts";

const MOST_DEFECTS = 200;

/**
 * Reads a plan file, mends what can be mended, and keeps the chart: a new one, or the next revision of one that exists,
 * in which every seat keeps its index. Where nobody is drawing on the chart, the file is what its editor opens from now
 * on. Refuses PLAN_UNREADABLE, SEATS_OWNED, NOT_FOUND and NOT_YOURS; a refusal leaves nothing.
 */
export async function importPlan(
  ctx: RequestContext,
  input: z.output<typeof importPlanInput>,
): Promise<ImportPlanView> {
  const venue = await ctx.db.venue.findUnique({ where: { id: input.venueId }, select: { organizerId: true } });
  if (!venue) throw new Refusal("NOT_FOUND");
  const { organizerId } = venue;
  await requireRole(ctx, organizerId, ["owner", "manager"]);
  return keepPlan(ctx, { ...input, organizerId }, async (tx, stored, { drawing }) => {
    const number = stored.revisionNumber;
    await openWithImport(ctx, tx, { ...stored, drawing });
    await recordAudit(tx, ctx, {
      ...{ organizerId, action: "chart.import", objectId: stored.chartId },
      before: auditValues({ revision: number > 1 ? number - 1 : null }),
      after: { revision: number },
      detail: { name: input.name, venueId: input.venueId },
    });
  });
}

export interface PlanToKeep extends z.output<typeof importPlanInput> {
  readonly organizerId: string;
}

/**
 * `importPlan` for those who have no rights to be asked for, such as the operator's command line. A large plan takes
 * seconds to compile, so that is done before the transaction; a revision that came meanwhile makes it start again.
 */
export async function keepPlan(
  services: Services,
  plan: PlanToKeep,
  alsoWrite: (tx: Tx, stored: StoredRevision, compiled: CompiledPlan) => Promise<void> = async () => undefined,
): Promise<ImportPlanView> {
  const { organizerId, venueId, name } = plan;
  for (;;) {
    const before = plan.chartId ? await readNewest(services, { ...plan, chartId: plan.chartId }) : null;
    const compiled = compilePlan({ name, plan: plan.plan, sidecar: plan.sidecar, before: before?.chart ?? null });
    const stored = await services.db.$transaction(async (tx) => {
      if (before && (await isRevised(tx, before))) return null;
      if (before?.chart) await refuseOwnedLoss(services, tx, before.chartId, { before: before.chart, after: compiled });
      const written = before
        ? await storeRevision(tx, { chartId: before.chartId, number: before.number + 1 }, compiled)
        : await storeChart(tx, { organizerId, venueId, name }, compiled);
      await alsoWrite(tx, written, compiled);
      return written;
    });
    if (stored) return viewOf(compiled, stored);
  }
}

/** The newest revision of a chart; one that was never published has none. Refuses NOT_FOUND for a chart of another venue. */
async function readNewest(services: Services, wanted: { chartId: string; organizerId: string; venueId: string }) {
  const chart = await services.db.chart.findUnique({
    where: { id: wanted.chartId },
    include: { revisions: { orderBy: { number: "desc" }, take: 1 } },
  });
  const [newest] = chart?.revisions ?? [];
  const isTheirs = chart?.organizerId === wanted.organizerId && chart.venueId === wanted.venueId;
  if (!chart || !isTheirs) throw new Refusal("NOT_FOUND");
  if (!newest) return { chartId: chart.id, number: 0, chart: null };
  const geometry = await readGeometry(services, newest.geometryHash);
  return { chartId: chart.id, number: newest.number, chart: { geometry, seatKeys: newest.seatKeys as string[] } };
}

/** Whether the chart has a newer revision by now; from here on nobody else can write one before this transaction ends. */
async function isRevised(tx: Tx, { chartId, number }: { chartId: string; number: number }): Promise<boolean> {
  await tx.$executeRaw`SELECT 1 FROM chart WHERE id = ${chartId}::uuid FOR UPDATE`;
  return (await tx.chartRevision.count({ where: { chartId, number: { gt: number } } })) > 0;
}

function viewOf(compiled: CompiledRevision, stored: StoredRevision): ImportPlanView {
  const { geometry, defects } = compiled;
  return {
    ...stored,
    seatCount: geometry.seatCount,
    sectionCount: geometry.sections.length,
    categories: [...geometry.categories],
    defectCount: defects.length,
    defects: defects.slice(0, MOST_DEFECTS),
  };
}
