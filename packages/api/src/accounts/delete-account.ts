import type { Tx } from "@usher/db";
import { Refusal } from "../errors.ts";
import type { RequestContext } from "../services.ts";
import { tellOfChange } from "./account-news.ts";
import { recordAudit } from "./audit.ts";
import { requireFreshSession, tellVersion } from "./sessions.ts";

/** An address that nobody can have: the domain is reserved for that (RFC 2606). */
const addressOfNobody = (personId: string) => `${personId}@deleted.invalid`;

/**
 * Deletes the caller's account. Name, ways to sign in, reminders, preferences, roles and sessions go; a row without a name stays
 * for what points to it. Orders and their invoices stay as tax law demands, with the address they were sent to, and tickets that are
 * valid stay so: whoever proves the address again has them back. A letter says that it is done. `address` is the
 * account's own, for the page may speak of somebody who signed in here before. Refuses SESSION_NOT_FRESH, NOT_YOURS for another
 * address, and LAST_OWNER, naming the organizers that would be left without an owner.
 */
export async function deleteAccount(ctx: RequestContext, personId: string, address: string): Promise<void> {
  requireFreshSession(ctx);
  const version = await ctx.db.$transaction(async (tx) => {
    const [person] = await tx.$queryRaw<{ email: string; locale: string }[]>`
      SELECT email::text, locale FROM person WHERE id = ${personId}::uuid AND deleted_at IS NULL FOR UPDATE`;
    if (!person) throw new Refusal("NOT_SIGNED_IN");
    if (person.email.toLowerCase() !== address) throw new Refusal("NOT_YOURS");
    const left = await leaveOrganizers(tx, personId);
    await releasePurchases(tx, personId, person.email);
    await tx.personPassword.deleteMany({ where: { personId } });
    await tx.personIdentity.deleteMany({ where: { personId } });
    await tx.saleReminder.deleteMany({ where: { personId } });
    await tx.signInChallenge.deleteMany({ where: { email: person.email } });
    await tx.invitation.deleteMany({ where: { email: person.email } });
    const email = addressOfNobody(personId);
    // Letters that were sent are remembered by what they were about, which nobody's address is needed for.
    await tx.letter.updateMany({ where: { toEmail: person.email, sentAt: { not: null } }, data: { toEmail: email } });
    const { sessionVersion } = await tx.person.update({
      where: { id: personId },
      data: {
        email,
        name: null,
        locale: "en",
        currency: null,
        timeZone: null,
        deletedAt: ctx.clock.now(),
        sessionVersion: { increment: 1 },
      },
    });
    await tellOfChange(tx, { kind: "accountDeleted", to: person.email, locale: person.locale });
    for (const { id, role } of left)
      await recordAudit(tx, ctx, {
        ...{ organizerId: id, action: "membership.left", objectId: personId },
        before: { role },
        detail: { role },
      });
    return sessionVersion;
  });
  await tellVersion(ctx, personId, version);
}

/**
 * Ends a person's roles and says which they were, by organizers' ids. Organizers are locked first, so that of two owners who leave at
 * once one is the last.
 */
async function leaveOrganizers(tx: Tx, personId: string): Promise<{ id: string; role: string }[]> {
  const left = await tx.$queryRaw<{ id: string; name: string; role: string }[]>`
    WITH locked AS (
      SELECT id, name FROM organizer
      WHERE id IN (SELECT organizer_id FROM membership WHERE person_id = ${personId}::uuid)
      ORDER BY id FOR UPDATE
    )
    SELECT locked.id, locked.name, membership.role::text AS role
    FROM locked JOIN membership ON membership.organizer_id = locked.id AND membership.person_id = ${personId}::uuid
    ORDER BY locked.id`;
  const owned = left.filter(({ role }) => role === "owner");
  const others = await tx.membership.findMany({
    where: { organizerId: { in: owned.map(({ id }) => id) }, role: "owner", personId: { not: personId } },
    select: { organizerId: true },
  });
  const kept = new Set(others.map(({ organizerId }) => organizerId));
  const orphaned = owned.filter(({ id }) => !kept.has(id));
  if (orphaned.length > 0) throw new Refusal("LAST_OWNER", { organizers: orphaned.map(({ name }) => name) });
  await tx.membership.deleteMany({ where: { personId } });
  return left;
}

/**
 * What was bought with the person's own address becomes nobody's until somebody proves that address. What was bought with another
 * address stays with the row without a name. Browsers that bought something no longer open it.
 */
async function releasePurchases(tx: Tx, personId: string, email: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "order" SET buyer_key = 'gone-' || id
    WHERE person_id = ${personId}::uuid AND status NOT IN ('pendingPayment', 'closing')`;
  await tx.order.updateMany({ where: { personId, email }, data: { personId: null } });
  await tx.ticket.updateMany({ where: { personId, ownerEmail: email }, data: { personId: null } });
}
