import type { Tx } from "@usher/db";
import type { z } from "zod";
import { recordAudit } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import type { RequestContext } from "../services.ts";
import { tokenHash } from "./invite-person.ts";
import type { invitationView, tokenInput } from "./team.schema.ts";

type InvitationView = z.output<typeof invitationView>;
const whole = { include: { organizer: true } } as const;

/** What somebody with a letter's link is invited to. Refuses NOT_FOUND for a link that no letter holds any more. */
export async function showInvitation(
  ctx: RequestContext,
  { token }: z.output<typeof tokenInput>,
): Promise<InvitationView> {
  const invitation = await ctx.db.invitation.findUnique({ where: { tokenHash: tokenHash(token) }, ...whole });
  if (!invitation) throw new Refusal("NOT_FOUND");
  const { organizerId, acceptedById, organizer, role, email } = invitation;
  const isMember = acceptedById !== null && (await countMembers(ctx.db, organizerId, acceptedById)) > 0;
  const isOver =
    invitation.acceptedAt !== null || invitation.withdrawnAt !== null || invitation.expiresAt <= ctx.clock.now();
  const state = isMember ? "accepted" : isOver ? "over" : "open";
  return { organizerName: organizer.name, organizerSlug: organizer.slug, role, email, state };
}

/**
 * Joins a team by the letter's link, signed in with the address that it was sent to. Again, as by a second tap, it answers the same; whoever
 * was removed since does not come back by it. Refuses NOT_FOUND, INVITED_OTHER for another address, INVITATION_OVER, ALREADY_MEMBER.
 */
export async function acceptInvitation(
  ctx: RequestContext,
  personId: string,
  { token }: z.output<typeof tokenInput>,
): Promise<InvitationView> {
  await ctx.db.$transaction(async (tx) => {
    const known = await tx.invitation.findUnique({ where: { tokenHash: tokenHash(token) } });
    if (!known) throw new Refusal("NOT_FOUND");
    // The person first, as when an account is deleted.
    await tx.$executeRaw`SELECT 1 FROM person WHERE id = ${personId}::uuid FOR KEY SHARE`;
    await tx.$executeRaw`SELECT 1 FROM organizer WHERE id = ${known.organizerId}::uuid FOR NO KEY UPDATE`;
    const invitation = await tx.invitation.findUniqueOrThrow({ where: { id: known.id } });
    await join(tx, ctx, personId, invitation);
  });
  return showInvitation(ctx, { token });
}

type Invitation = NonNullable<Awaited<ReturnType<Tx["invitation"]["findUnique"]>>>;

async function join(tx: Tx, ctx: RequestContext, personId: string, invitation: Invitation): Promise<void> {
  const { id, organizerId, email, role } = invitation;
  const person = await tx.person.findUniqueOrThrow({ where: { id: personId } });
  if (person.email.toLowerCase() !== email.toLowerCase()) throw new Refusal("INVITED_OTHER");
  const isMember = (await countMembers(tx, organizerId, personId)) > 0;
  if (isMember && invitation.acceptedById === personId) return;
  const now = ctx.clock.now();
  if (invitation.acceptedAt || invitation.withdrawnAt || invitation.expiresAt <= now)
    throw new Refusal("INVITATION_OVER");
  if (isMember) throw new Refusal("ALREADY_MEMBER");
  await tx.membership.create({ data: { organizerId, personId, role, createdAt: now } });
  await tx.invitation.update({ where: { id }, data: { acceptedAt: now, acceptedById: personId } });
  await recordAudit(tx, ctx, {
    ...{ organizerId, action: "team.accept", objectId: personId },
    after: { role },
    detail: { invitationId: id },
  });
}

function countMembers(db: Pick<Tx, "membership">, organizerId: string, personId: string): Promise<number> {
  return db.membership.count({ where: { organizerId, personId } });
}
