import type { TRPCRouterRecord } from "@trpc/server";
import { personProcedure } from "../trpc.ts";
import { importPlan } from "./import-plan.ts";
import { importPlanInput, importPlanView } from "./seating.schema.ts";

export const seatingRouter = {
  importPlan: personProcedure
    .input(importPlanInput)
    .output(importPlanView)
    .mutation(({ ctx, input }) => importPlan(ctx, input)),
} satisfies TRPCRouterRecord;
