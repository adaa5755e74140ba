import type { Tx } from "@usher/db";
import { newId } from "../kernel/ids.ts";

export interface SignedInPerson {
  readonly id: string;
  readonly email: string;
  readonly sessionVersion: number;
}

/**
 * The person of an address that was proved just now, who is made if there is none, and then written to in `locale`. What guests bought with that address, and
 * what somebody who left had bought with it, becomes theirs. The row stays locked, so that nobody leaves meanwhile.
 */
export async function personOfAddress(
  tx: Tx,
  email: string,
  locale: string,
): Promise<SignedInPerson & { readonly isNew: boolean }> {
  const id = newId();
  await tx.$executeRaw`INSERT INTO person (id, email, locale) VALUES (${id}::uuid, ${email}::citext, ${locale}) ON CONFLICT (email) DO NOTHING`;
  const [person] = await tx.$queryRaw<{ id: string; email: string; session_version: number }[]>`
    SELECT id, email::text, session_version FROM person WHERE email = ${email}::citext FOR SHARE`;
  // Whoever had the address left between the two statements: from now on it is free.
  if (!person) return personOfAddress(tx, email, locale);
  await claimPurchases(tx, person);
  return { id: person.id, email: person.email, sessionVersion: person.session_version, isNew: person.id === id };
}

/** Orders and tickets of an address that belong to nobody, or to somebody who left, become this person's. */
export async function claimPurchases(tx: Tx, { id, email }: { id: string; email: string }): Promise<void> {
  const isNobodys = [{ personId: null }, { person: { deletedAt: { not: null } } }];
  await tx.order.updateMany({ where: { email, OR: isNobodys }, data: { personId: id } });
  await tx.ticket.updateMany({ where: { ownerEmail: email, OR: isNobodys }, data: { personId: id } });
}
