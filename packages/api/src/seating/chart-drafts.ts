import type { Tx } from "@usher/db";
import type { z } from "zod";
import { auditValues, recordAudit, requireRole } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../kernel/ids.ts";
import type { RequestContext } from "../services.ts";
import { blankDrawing, type Drawing } from "./drawing/index.ts";
import { ownedSeats } from "./owned-seats.ts";
import { packDrawing, unpackDrawing } from "./pack-drawing.ts";
import { readGeometry } from "./read-geometry.ts";
import type { ChartDraftView, ChartToDrawView, createChartInput, saveDraftInput } from "./seating.schema.ts";
import { writePretixPlan } from "./write-pretix-plan.ts";

const EDITORS = ["owner", "manager"] as const;

/** A chart for those who may draw on it. Refuses NOT_FOUND and NOT_YOURS. */
export async function requireChart(ctx: RequestContext, chartId: string) {
  const chart = await ctx.db.chart.findUnique({
    where: { id: chartId },
    include: { venue: { select: { name: true } } },
  });
  if (!chart) throw new Refusal("NOT_FOUND");
  await requireRole(ctx, chart.organizerId, EDITORS);
  return chart;
}

/**
 * What the editor opens: the draft, else the newest revision drawn anew, and the keys of seats that somebody has. Of a
 * draft that says no more than the revision it was published as, a newer revision takes the place.
 */
export async function chartToDraw(ctx: RequestContext, chartId: string): Promise<ChartToDrawView> {
  const chart = await requireChart(ctx, chartId);
  const draft = await ctx.db.chartDraft.findUnique({ where: { chartId }, include: { savedBy: true } });
  const newest = await ctx.db.chartRevision.findFirst({ where: { chartId }, orderBy: { number: "desc" } });
  const isPassed = draft?.publishedAs != null && newest !== null && draft.publishedAs < newest.number;
  const document = draft && !isPassed ? draft.document : null;
  const seatKeys = (newest?.seatKeys ?? []) as string[];
  return {
    chartId,
    name: chart.name,
    venueId: chart.venueId,
    venueName: chart.venue.name,
    revisionNumber: newest?.number ?? null,
    draft: {
      version: draft?.version ?? 0,
      publishedAs: draft && !isPassed ? draft.publishedAs : (newest?.number ?? null),
      savedAt: draft?.savedAt.toISOString() ?? null,
      savedBy: draft?.savedBy?.name ?? draft?.savedBy?.email ?? null,
    },
    document: inBase64(document ?? (await packDrawing(await drawingOf(ctx, chart.name, newest)))),
    ownedSeats: (await ownedSeats(ctx, ctx.db, chartId)).map((index) => seatKeys[index] ?? ""),
  };
}

const inBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

async function drawingOf(
  ctx: RequestContext,
  name: string,
  revision: { geometryHash: string; seatKeys: unknown } | null,
): Promise<Drawing> {
  if (!revision) return blankDrawing(name, "Standard");
  const geometry = await readGeometry(ctx, revision.geometryHash);
  return writePretixPlan({ geometry, seatKeys: revision.seatKeys as string[] });
}

/**
 * Begins a chart with nothing on it. It can be chosen for a performance once it is published. Refuses NOT_FOUND and
 * NOT_YOURS.
 */
export async function createChart(ctx: RequestContext, input: z.output<typeof createChartInput>) {
  const { venueId, name, category } = input;
  const venue = await ctx.db.venue.findUnique({ where: { id: venueId }, select: { organizerId: true } });
  if (!venue) throw new Refusal("NOT_FOUND");
  const { organizerId } = venue;
  await requireRole(ctx, organizerId, EDITORS);
  const chartId = newId();
  const document = await packDrawing(blankDrawing(name, category));
  await ctx.db.$transaction(async (tx) => {
    await tx.chart.create({ data: { id: chartId, organizerId, venueId, name } });
    await tx.chartDraft.create({
      data: { chartId, version: 1, document, savedById: ctx.caller.personId, savedAt: ctx.clock.now() },
    });
    await recordAudit(tx, ctx, {
      ...{ organizerId, action: "chart.create", objectId: chartId },
      after: auditValues({ name }),
      detail: { name, venueId },
    });
  });
  return { chartId };
}

/**
 * Keeps a drawing. Of two who began with the same version the second is refused DRAFT_CHANGED, which names the first and
 * when; nothing is lost. Refuses DRAWING_TOO_LARGE, PLAN_UNREADABLE, NOT_FOUND and NOT_YOURS.
 */
export async function saveDraft(
  ctx: RequestContext,
  { chartId, version, document }: z.output<typeof saveDraftInput>,
): Promise<ChartDraftView> {
  const chart = await requireChart(ctx, chartId);
  const bytes = new Uint8Array(Buffer.from(document, "base64"));
  await unpackDrawing(bytes);
  const savedAt = ctx.clock.now();
  const before = await ctx.db.chartDraft.findUnique({ where: { chartId }, select: { publishedAs: true } });
  const data = { version: version + 1, document: bytes, publishedAs: null, savedById: ctx.caller.personId, savedAt };
  await ctx.db.$transaction(async (tx) => {
    const { count } =
      version === 0
        ? await tx.chartDraft.createMany({ data: [{ chartId, ...data }], skipDuplicates: true })
        : await tx.chartDraft.updateMany({ where: { chartId, version }, data });
    if (count === 0) throw await draftChanged(tx, chartId);
    const { organizerId, name } = chart;
    // Drawing saves itself every few moments; the first save after a publication says who began.
    if (!before || before.publishedAs !== null) {
      await recordAudit(tx, ctx, {
        ...{ organizerId, action: "chart.draw", objectId: chartId },
        before: { drawing: version },
        after: { drawing: version + 1 },
        detail: { name, venueId: chart.venueId },
      });
    }
  });
  return { version: version + 1, savedAt: savedAt.toISOString() };
}

/** The refusal of those who began with a version that is no more. */
export async function draftChanged(tx: Pick<Tx, "chartDraft">, chartId: string): Promise<Refusal> {
  const now = await tx.chartDraft.findUnique({ where: { chartId }, include: { savedBy: true } });
  const by = now?.savedBy?.name ?? now?.savedBy?.email ?? null;
  return new Refusal("DRAFT_CHANGED", { by, at: now?.savedAt.toISOString() ?? null });
}

/** Lets the editor open what was imported, to the letter. What somebody is drawing and has not published is left alone. */
export async function openWithImport(
  ctx: RequestContext,
  tx: Tx,
  { chartId, revisionNumber, drawing }: { chartId: string; revisionNumber: number; drawing: Drawing },
): Promise<void> {
  const document = await packDrawing(drawing);
  const data = { document, publishedAs: revisionNumber, savedById: ctx.caller.personId, savedAt: ctx.clock.now() };
  const { count } = await tx.chartDraft.createMany({ data: [{ chartId, version: 1, ...data }], skipDuplicates: true });
  if (count > 0) return;
  await tx.chartDraft.updateMany({
    where: { chartId, publishedAs: { not: null } },
    data: { ...data, version: { increment: 1 } },
  });
}
