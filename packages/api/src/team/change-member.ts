import type { Tx } from "@usher/db";
import type { z } from "zod";
import { auditValues, recordAudit } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import type { RequestContext } from "../services.ts";
import { lockTeam } from "./lock-team.ts";
import { showTeam } from "./show-team.ts";
import type { changeMemberInput, removeMemberInput, TeamView } from "./team.schema.ts";

/**
 * Gives a member another role, and says how much of one order they may give back. It counts from their next request on. Owners have no
 * limit. Refuses NOT_YOURS for roles that the caller may not give, NOT_FOUND, LAST_OWNER, and OWN_RIGHTS: nobody changes their own.
 */
export async function changeMember(ctx: RequestContext, input: z.output<typeof changeMemberInput>): Promise<TeamView> {
  const { organizerId, member: personId, role } = input;
  const refundLimit = role === "owner" ? null : input.refundLimit;
  await ctx.db.$transaction(async (tx) => {
    await lockTeam(tx, ctx, organizerId, role);
    const before = await findMember(tx, ctx, organizerId, personId);
    if (before.role === "owner" && role !== "owner") await refuseLastOwner(tx, organizerId, personId);
    if (personId === ctx.caller.personId) throw new Refusal("OWN_RIGHTS");
    const after = {
      role,
      refundLimitMinor: refundLimit?.amountMinor ?? null,
      refundLimitCurrency: refundLimit?.currency ?? null,
    };
    const isSame =
      before.role === role &&
      before.refundLimitMinor === after.refundLimitMinor &&
      before.refundLimitCurrency === after.refundLimitCurrency;
    if (isSame) return;
    await tx.membership.update({ where: { organizerId_personId: { organizerId, personId } }, data: after });
    const currency = after.refundLimitCurrency ?? before.refundLimitCurrency;
    await recordAudit(tx, ctx, {
      ...{ organizerId, action: "team.change", objectId: personId },
      before: valuesOf(before),
      after: valuesOf(after),
      detail: currency ? { currency } : {},
    });
  });
  return showTeam(ctx, { organizerId });
}

/**
 * Takes a member out of the team: their next request is refused, and invitations they sent are withdrawn. Owners and managers may leave by
 * it too. A second time changes nothing. Refuses NOT_YOURS, and LAST_OWNER.
 */
export async function removeMember(
  ctx: RequestContext,
  input: z.output<typeof removeMemberInput>,
): Promise<{ done: true }> {
  const { organizerId, member: personId, reason } = input;
  await ctx.db.$transaction(async (tx) => {
    // The lowest role there is: whoever may remove anybody at all.
    await lockTeam(tx, ctx, organizerId, "gate");
    const before = await tx.membership.findUnique({ where: { organizerId_personId: { organizerId, personId } } });
    if (!before) return;
    if (personId !== ctx.caller.personId) await lockTeam(tx, ctx, organizerId, before.role);
    if (before.role === "owner") await refuseLastOwner(tx, organizerId, personId);
    await tx.membership.delete({ where: { organizerId_personId: { organizerId, personId } } });
    const open = { organizerId, invitedById: personId, acceptedAt: null, withdrawnAt: null };
    const { count } = await tx.invitation.updateMany({ where: open, data: { withdrawnAt: ctx.clock.now() } });
    await recordAudit(tx, ctx, {
      ...{ organizerId, action: "team.remove", objectId: personId },
      before: valuesOf(before),
      reason: reason || null,
      detail: { ...(before.refundLimitCurrency && { currency: before.refundLimitCurrency }), withdrawn: count },
    });
  });
  return { done: true };
}

interface Rights {
  readonly role: string;
  readonly refundLimitMinor: number | null;
  readonly refundLimitCurrency: string | null;
}

const valuesOf = ({ role, refundLimitMinor, refundLimitCurrency }: Rights) =>
  auditValues({ role, refundLimitMinor, refundLimitCurrency });

/** A member whom the caller may change. Refuses NOT_FOUND, and NOT_YOURS for a role above theirs. */
async function findMember(tx: Tx, ctx: RequestContext, organizerId: string, personId: string) {
  const member = await tx.membership.findUnique({ where: { organizerId_personId: { organizerId, personId } } });
  if (!member) throw new Refusal("NOT_FOUND");
  if (personId !== ctx.caller.personId) await lockTeam(tx, ctx, organizerId, member.role);
  return member;
}

async function refuseLastOwner(tx: Tx, organizerId: string, personId: string): Promise<void> {
  const others = await tx.membership.count({ where: { organizerId, role: "owner", personId: { not: personId } } });
  if (others > 0) return;
  const { name } = await tx.organizer.findUniqueOrThrow({ where: { id: organizerId } });
  throw new Refusal("LAST_OWNER", { organizers: [name] });
}
