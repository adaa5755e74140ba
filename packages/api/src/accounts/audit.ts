import type { Tx } from "@usher/db";
import { newId } from "../kernel/ids.ts";
import type { Caller, Services } from "../services.ts";
import { AUDIT_ACTIONS, type AuditAction } from "./audit-actions.ts";
import { BEGINNING, type ChainEnd, hashEntry } from "./audit-chain.ts";
import { type AuditValues, changesBetween } from "./audit-values.ts";

/** Who makes a change: a request's caller; without one, the house by itself, as in a job. */
export interface Author extends Pick<Services, "clock"> {
  readonly caller?: Pick<Caller, "personId">;
}

export interface AuditNote {
  readonly organizerId: string;
  readonly action: AuditAction;
  readonly objectId: string;
  /** The thing's values before and after the change; of these, those that differ are kept. Nothing of buyers. */
  readonly before?: AuditValues;
  readonly after?: AuditValues;
  /** Why, in the words of whoever did it. */
  readonly reason?: string | null;
  /** What else tells of it. `name` is what the thing is called; people have none, since history cannot forget them. */
  readonly detail: AuditValues;
}

/**
 * Writes down a change in its own transaction, as the next link of the organizer's chain: who, what, on which object, what was
 * there before and after, why. It holds the end of the chain until the transaction ends, so it comes LAST in it: whoever
 * waits here holds every other lock they need, and nobody can wait for them in a ring. Nothing a buyer does writes here.
 * A transaction that writes for several organizers takes them in the order of their ids.
 */
export async function recordAudit(tx: Tx, author: Author, note: AuditNote): Promise<void> {
  const { organizerId, action, objectId, before = {}, after = {}, reason = null, detail } = note;
  const end = await lockEnd(tx, organizerId);
  const facts = {
    organizerId,
    sequence: end.sequence + 1,
    id: newId(),
    personId: author.caller?.personId ?? null,
    action,
    objectType: AUDIT_ACTIONS[action],
    objectId,
    ...changesBetween(before, after),
    reason,
    detail,
    at: author.clock.now(),
  };
  const hash = hashEntry(end.hash, facts);
  await tx.auditEntry.create({ data: { ...facts, previousHash: new Uint8Array(end.hash), hash } });
  await tx.auditHead.update({ where: { organizerId }, data: { sequence: facts.sequence, hash } });
}

/** Where the chain ends; from here on nobody else adds to it before this transaction is over. */
async function lockEnd(tx: Tx, organizerId: string): Promise<ChainEnd> {
  const [end] = await tx.$queryRaw<ChainEnd[]>`
    INSERT INTO audit_head (organizer_id, sequence, hash) VALUES (${organizerId}::uuid, 0, ${BEGINNING})
    ON CONFLICT (organizer_id) DO UPDATE SET sequence = audit_head.sequence RETURNING sequence, hash`;
  if (!end) throw new Error("A chain has no end");
  return end;
}
