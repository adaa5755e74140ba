import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { limited, publicProcedure } from "../trpc.ts";
import { holdRef, holdView, myHoldsInput, myHoldsView, placeHoldInput, swapHoldInput } from "./holds.schema.ts";
import { extendHold, listMyHolds, releaseHold } from "./keep-hold.ts";
import { placeHold, swapHold } from "./place-hold.ts";

export const holdsRouter = {
  place: publicProcedure
    .use(limited("holds"))
    .input(placeHoldInput)
    .output(holdView)
    .mutation(({ ctx, input }) => placeHold(ctx, input)),
  swap: publicProcedure
    .use(limited("holds"))
    .input(swapHoldInput)
    .output(holdView)
    .mutation(({ ctx, input }) => swapHold(ctx, input)),
  extend: publicProcedure
    .input(holdRef)
    .output(holdView)
    .mutation(({ ctx, input }) => extendHold(ctx, input)),
  release: publicProcedure
    .input(holdRef)
    .output(z.object({ released: z.boolean() }))
    .mutation(({ ctx, input }) => releaseHold(ctx, input)),
  mine: publicProcedure
    .input(myHoldsInput)
    .output(myHoldsView)
    .query(async ({ ctx, input }) => ({ holds: await listMyHolds(ctx, input.performanceId) })),
} satisfies TRPCRouterRecord;
