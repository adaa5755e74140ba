import type { z } from "zod";
import { refundLimitOf, requireRole } from "../accounts/index.ts";
import type { RequestContext } from "../services.ts";
import type { TeamView, teamInput } from "./team.schema.ts";

const MOST_MEMBERS = 500;
const MOST_INVITATIONS = 200;

/** Who works for an organizer, and who is invited to. For owners and managers. Refuses NOT_YOURS. */
export async function showTeam(ctx: RequestContext, { organizerId }: z.output<typeof teamInput>): Promise<TeamView> {
  await requireRole(ctx, organizerId, ["owner", "manager"]);
  const members = await ctx.db.membership.findMany({
    where: { organizerId },
    include: { person: { select: { name: true, email: true } } },
    orderBy: [{ role: "asc" }, { createdAt: "asc" }, { personId: "asc" }],
    take: MOST_MEMBERS,
  });
  const invitations = await ctx.db.invitation.findMany({
    where: { organizerId, acceptedAt: null, withdrawnAt: null },
    orderBy: { id: "desc" },
    take: MOST_INVITATIONS,
  });
  const now = ctx.clock.now();
  return {
    members: members.map((member) => ({
      personId: member.personId,
      name: member.person.name,
      email: member.person.email,
      role: member.role,
      since: member.createdAt.toISOString(),
      refundLimit: refundLimitOf(member),
    })),
    invitations: invitations.map(({ id, email, role, sends, expiresAt }) => ({
      ...{ id, email, role, sends },
      expiresAt: expiresAt.toISOString(),
      isOver: expiresAt <= now,
    })),
  };
}
