import type { Tx } from "@usher/db";
import { Refusal } from "../errors.ts";
import type { RequestContext } from "../services.ts";
import { mayGiveRole, type TeamRole } from "./role-rules.ts";

/**
 * From here on nobody else changes the team before this transaction is over, so that of two owners who remove each other one stays.
 * Sales go on meanwhile. Refuses NOT_YOURS to everybody but those who may change somebody of this role.
 */
export async function lockTeam(
  tx: Tx,
  { caller: { personId } }: RequestContext,
  organizerId: string,
  given: TeamRole,
): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM organizer WHERE id = ${organizerId}::uuid FOR NO KEY UPDATE`;
  const own = personId ? await tx.membership.findFirst({ where: { organizerId, personId } }) : null;
  if (!own || !mayGiveRole(own.role, given)) throw new Refusal("NOT_YOURS");
}
