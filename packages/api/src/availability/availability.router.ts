import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { publicProcedure } from "../trpc.ts";
import { deltasView, snapshotView, versionSchema } from "./availability.schema.ts";
import { refuseDraft } from "./current-epoch.ts";
import { readDeltas, readSnapshot } from "./read-availability.ts";

export const availabilityRouter = {
  snapshot: publicProcedure
    .input(z.strictObject({ performanceId: z.uuid() }))
    .output(snapshotView)
    .query(async ({ ctx, input }) => {
      await refuseDraft(ctx, input.performanceId);
      return readSnapshot(ctx, input.performanceId);
    }),
  since: publicProcedure
    .input(z.strictObject({ performanceId: z.uuid(), version: versionSchema }))
    .output(deltasView)
    .query(async ({ ctx, input }) => {
      await refuseDraft(ctx, input.performanceId);
      const deltas = await readDeltas(ctx, input.performanceId, input.version);
      return deltas.snapshotNeeded
        ? deltas
        : { ...deltas, changes: deltas.changes.map(([i, byte]) => [i, byte] as [number, number]) };
    }),
} satisfies TRPCRouterRecord;
