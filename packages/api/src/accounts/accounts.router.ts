import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { limited, personProcedure, publicProcedure } from "../trpc.ts";
import { meView, requestSignInInput, requestSignInView, updateProfileInput } from "./accounts.schema.ts";
import { showMe, updateProfile } from "./profile.ts";
import { signOutEverywhere } from "./sessions.ts";
import { requestSignIn } from "./sign-in.ts";

export const accountsRouter = {
  me: publicProcedure.output(meView).query(({ ctx }) => showMe(ctx)),
  requestSignIn: publicProcedure
    .use(limited("signIn"))
    .input(requestSignInInput)
    .output(requestSignInView)
    .mutation(({ ctx, input }) => requestSignIn(ctx, input)),
  updateProfile: personProcedure
    .input(updateProfileInput)
    .output(meView)
    .mutation(({ ctx, input }) => updateProfile(ctx, ctx.caller.personId, input)),
  signOutEverywhere: personProcedure.output(z.object({ done: z.literal(true) })).mutation(async ({ ctx }) => {
    await signOutEverywhere(ctx, ctx.caller.personId);
    return { done: true as const };
  }),
} satisfies TRPCRouterRecord;
