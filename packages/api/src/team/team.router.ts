import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { limited, personProcedure } from "../trpc.ts";
import { acceptInvitation, showInvitation } from "./accept-invitation.ts";
import { changeMember, removeMember } from "./change-member.ts";
import { invitePerson, resendInvitation, withdrawInvitation } from "./invite-person.ts";
import { showTeam } from "./show-team.ts";
import {
  changeMemberInput,
  invitationView,
  inviteInput,
  removeMemberInput,
  resendInput,
  teamInput,
  teamView,
  tokenInput,
  withdrawInput,
} from "./team.schema.ts";

const doneView = z.object({ done: z.literal(true) });

export const teamRouter = {
  show: personProcedure
    .input(teamInput)
    .output(teamView)
    .query(({ ctx, input }) => showTeam(ctx, input)),
  invite: personProcedure
    .use(limited("invitations"))
    .input(inviteInput)
    .output(teamView)
    .mutation(({ ctx, input }) => invitePerson(ctx, input)),
  resend: personProcedure
    .use(limited("invitations"))
    .input(resendInput)
    .output(teamView)
    .mutation(({ ctx, input }) => resendInvitation(ctx, input)),
  withdraw: personProcedure
    .input(withdrawInput)
    .output(teamView)
    .mutation(({ ctx, input }) => withdrawInvitation(ctx, input)),
  invitation: personProcedure
    .input(tokenInput)
    .output(invitationView)
    .query(({ ctx, input }) => showInvitation(ctx, input)),
  accept: personProcedure
    .input(tokenInput)
    .output(invitationView)
    .mutation(({ ctx, input }) => acceptInvitation(ctx, ctx.caller.personId, input)),
  changeMember: personProcedure
    .input(changeMemberInput)
    .output(teamView)
    .mutation(({ ctx, input }) => changeMember(ctx, input)),
  removeMember: personProcedure
    .input(removeMemberInput)
    .output(doneView)
    .mutation(({ ctx, input }) => removeMember(ctx, input)),
} satisfies TRPCRouterRecord;
