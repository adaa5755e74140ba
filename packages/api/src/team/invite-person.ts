import { createHash, randomBytes } from "node:crypto";
import type { Tx } from "@usher/db";
import type { z } from "zod";
import { recordAudit } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../kernel/ids.ts";
import { enqueue } from "../kernel/jobs.ts";
import type { RequestContext } from "../services.ts";
import { lockTeam } from "./lock-team.ts";
import { showTeam } from "./show-team.ts";
import type { inviteInput, resendInput, TeamView, withdrawInput } from "./team.schema.ts";

const GOOD_FOR_MS = 7 * 24 * 3_600_000;
const MOST_OPEN = 200;

/** A link's secret as it is kept. It has 256 bits of chance, so that a plain digest is enough. */
export const tokenHash = (token: string) => createHash("sha256").update(token).digest("base64url");

/**
 * Invites an address to a team by a letter whose link is good for seven days. The same invitation again, as by a second tap, sends no
 * second letter; for another role, or when the first is out of time, the new one takes its place. Refuses NOT_YOURS for a role that
 * the caller may not give, ALREADY_MEMBER, and LIMIT_REACHED above two hundred that are open.
 */
export async function invitePerson(ctx: RequestContext, input: z.output<typeof inviteInput>): Promise<TeamView> {
  const { organizerId, email, role, locale } = input;
  await ctx.db.$transaction(async (tx) => {
    await lockTeam(tx, ctx, organizerId, role);
    if ((await tx.membership.count({ where: { organizerId, person: { email } } })) > 0)
      throw new Refusal("ALREADY_MEMBER");
    const open = { organizerId, acceptedAt: null, withdrawnAt: null };
    const known = await tx.invitation.findFirst({ where: { ...open, email } });
    if (known && known.role === role && known.expiresAt > ctx.clock.now()) return;
    if (known) {
      await lockTeam(tx, ctx, organizerId, known.role);
      await tx.invitation.update({ where: { id: known.id }, data: { withdrawnAt: ctx.clock.now() } });
    }
    if ((await tx.invitation.count({ where: open })) >= MOST_OPEN) throw new Refusal("LIMIT_REACHED");
    const id = newId();
    const { token, ...fresh } = freshToken(ctx);
    const invitedById = ctx.caller.personId ?? "";
    const createdAt = ctx.clock.now();
    await tx.invitation.create({ data: { id, organizerId, email, role, locale, invitedById, createdAt, ...fresh } });
    await sendLink(tx, ctx, { id, sends: 1, token });
    await recordAudit(tx, ctx, {
      ...{ organizerId, action: "team.invite", objectId: id },
      before: known ? { role: known.role } : {},
      after: known ? { role, again: true } : { role },
      detail: {},
    });
  });
  return showTeam(ctx, { organizerId });
}

/**
 * Sends an invitation's letter once more, with a new link that is good for seven days; the one before is worth nothing then. The caller
 * names the letter that they saw to be the last: when another has been sent since, nothing changes. Refuses NOT_FOUND, NOT_YOURS,
 * INVITATION_OVER once it is accepted or withdrawn.
 */
export async function resendInvitation(
  ctx: RequestContext,
  { invitationId, sends }: z.output<typeof resendInput>,
): Promise<TeamView> {
  const organizerId = await changeOpen(ctx, invitationId, async (tx, invitation) => {
    if (sends < invitation.sends) return;
    const { token, ...fresh } = freshToken(ctx);
    await tx.invitation.update({ where: { id: invitationId }, data: { ...fresh, sends: sends + 1 } });
    await sendLink(tx, ctx, { id: invitationId, sends: sends + 1, token });
    await recordAudit(tx, ctx, {
      ...{ organizerId: invitation.organizerId, action: "team.resend", objectId: invitationId },
      before: { sends: invitation.sends },
      after: { sends: sends + 1 },
      detail: {},
    });
  });
  return showTeam(ctx, { organizerId });
}

/** Takes an invitation back: its link opens nothing any more. A second time changes nothing. Refuses as `resendInvitation`. */
export async function withdrawInvitation(
  ctx: RequestContext,
  { invitationId }: z.output<typeof withdrawInput>,
): Promise<TeamView> {
  const organizerId = await changeOpen(ctx, invitationId, async (tx, invitation) => {
    await tx.invitation.update({ where: { id: invitationId }, data: { withdrawnAt: ctx.clock.now() } });
    await recordAudit(tx, ctx, {
      ...{ organizerId: invitation.organizerId, action: "team.withdraw", objectId: invitationId },
      before: { role: invitation.role },
      detail: {},
    });
  });
  return showTeam(ctx, { organizerId });
}

type Invitation = NonNullable<Awaited<ReturnType<Tx["invitation"]["findUnique"]>>>;

async function changeOpen(
  ctx: RequestContext,
  invitationId: string,
  change: (tx: Tx, invitation: Invitation) => Promise<void>,
): Promise<string> {
  return ctx.db.$transaction(async (tx) => {
    const known = await tx.invitation.findUnique({ where: { id: invitationId } });
    if (!known) throw new Refusal("NOT_FOUND");
    await lockTeam(tx, ctx, known.organizerId, known.role);
    const invitation = await tx.invitation.findUniqueOrThrow({ where: { id: invitationId } });
    if (invitation.acceptedAt) throw new Refusal("INVITATION_OVER");
    if (!invitation.withdrawnAt) await change(tx, invitation);
    return known.organizerId;
  });
}

function freshToken({ clock }: RequestContext) {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: tokenHash(token), expiresAt: new Date(clock.nowMs() + GOOD_FOR_MS) };
}

async function sendLink(
  tx: Tx,
  { box }: RequestContext,
  { id, sends, token }: { id: string; sends: number; token: string },
): Promise<void> {
  const sealed = box.seal(token, `invitation/${id}/${sends}`);
  await enqueue(tx, "notifications.teamInvitation", { invitationId: id, sends, sealed });
}
