import type { TRPCRouterRecord } from "@trpc/server";
import { limited, personProcedure, publicProcedure } from "../trpc.ts";
import {
  deleteAccountInput,
  doneView,
  linkInput,
  meView,
  offeredView,
  removePasswordInput,
  requestSignInInput,
  requestSignInView,
  setPasswordInput,
  unlinkInput,
  updateProfileInput,
  waysView,
} from "./accounts.schema.ts";
import { deleteAccount } from "./delete-account.ts";
import { linkByTicket, unlinkProvider } from "./identities.ts";
import { removePassword, setPassword } from "./passwords.ts";
import { showMe, updateProfile } from "./profile.ts";
import { signOutEverywhere } from "./sessions.ts";
import { requestSignIn } from "./sign-in.ts";
import { showOffered, showWays } from "./ways.ts";

const DONE = { done: true } as const;

export const accountsRouter = {
  me: publicProcedure.output(meView).query(({ ctx }) => showMe(ctx)),
  offered: publicProcedure.output(offeredView).query(({ ctx }) => showOffered(ctx)),
  ways: personProcedure.output(waysView).query(({ ctx }) => showWays(ctx, ctx.caller.personId)),
  requestSignIn: publicProcedure
    .use(limited("signIn"))
    .input(requestSignInInput)
    .output(requestSignInView)
    .mutation(({ ctx, input }) => requestSignIn(ctx, input)),
  updateProfile: personProcedure
    .input(updateProfileInput)
    .output(meView)
    .mutation(({ ctx, input }) => updateProfile(ctx, ctx.caller.personId, input)),
  setPassword: personProcedure
    .use(limited("password"))
    .input(setPasswordInput)
    .output(doneView)
    .mutation(async ({ ctx, input }) => {
      await setPassword(ctx, ctx.caller.personId, input);
      return DONE;
    }),
  removePassword: personProcedure
    .use(limited("password"))
    .input(removePasswordInput)
    .output(doneView)
    .mutation(async ({ ctx, input }) => {
      await removePassword(ctx, ctx.caller.personId, input);
      return DONE;
    }),
  link: personProcedure
    .input(linkInput)
    .output(doneView)
    .mutation(async ({ ctx, input }) => {
      await linkByTicket(ctx, ctx.caller.personId, input.ticket);
      return DONE;
    }),
  unlink: personProcedure
    .input(unlinkInput)
    .output(doneView)
    .mutation(async ({ ctx, input }) => {
      await unlinkProvider(ctx, ctx.caller.personId, input.provider);
      return DONE;
    }),
  signOutEverywhere: personProcedure.output(doneView).mutation(async ({ ctx }) => {
    await signOutEverywhere(ctx, ctx.caller.personId);
    return DONE;
  }),
  deleteAccount: personProcedure
    .input(deleteAccountInput)
    .output(doneView)
    .mutation(async ({ ctx, input }) => {
      await deleteAccount(ctx, ctx.caller.personId, input.email);
      return DONE;
    }),
} satisfies TRPCRouterRecord;
