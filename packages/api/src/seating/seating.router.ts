import type { TRPCRouterRecord } from "@trpc/server";
import { personProcedure } from "../trpc.ts";
import { chartToDraw, createChart, saveDraft } from "./chart-drafts.ts";
import { importPlan } from "./import-plan.ts";
import { publishDraft } from "./publish-draft.ts";
import {
  chartDraftView,
  chartInput,
  chartToDrawView,
  createChartInput,
  createChartView,
  importPlanInput,
  importPlanView,
  publishDraftInput,
  saveDraftInput,
} from "./seating.schema.ts";

export const seatingRouter = {
  importPlan: personProcedure
    .input(importPlanInput)
    .output(importPlanView)
    .mutation(({ ctx, input }) => importPlan(ctx, input)),
  chart: personProcedure
    .input(chartInput)
    .output(chartToDrawView)
    .query(({ ctx, input }) => chartToDraw(ctx, input.chartId)),
  createChart: personProcedure
    .input(createChartInput)
    .output(createChartView)
    .mutation(({ ctx, input }) => createChart(ctx, input)),
  saveDraft: personProcedure
    .input(saveDraftInput)
    .output(chartDraftView)
    .mutation(({ ctx, input }) => saveDraft(ctx, input)),
  publishDraft: personProcedure
    .input(publishDraftInput)
    .output(importPlanView)
    .mutation(({ ctx, input }) => publishDraft(ctx, input)),
} satisfies TRPCRouterRecord;
