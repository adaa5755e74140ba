import { createHash } from "node:crypto";
import type { Prisma } from "@usher/db";
import type { Caller } from "../services.ts";

/**
 * Whose tickets a caller may see. A signed-in person's are those in their name, and those bought as a guest for the address they have
 * proved. A guest's are those bought without signing in by this very browser: after a sign-out the browser shows nobody
 * what the person bought.
 */
export function ownTickets(caller: Caller): Prisma.TicketWhereInput {
  const { personId, personEmail, buyerKey } = caller;
  if (!personId) return { personId: null, order: { buyerKey, personId: null } };
  if (!personEmail) return { personId };
  return { OR: [{ personId }, { personId: null, ownerEmail: personEmail }] };
}

/** The same for orders. */
export function ownOrders(caller: Caller): Prisma.OrderWhereInput {
  const { personId, personEmail, buyerKey } = caller;
  if (!personId) return { personId: null, buyerKey };
  if (!personEmail) return { personId };
  return { OR: [{ personId }, { personId: null, email: personEmail }] };
}

/** Under which name an app keeps this caller's wallet. It says nothing about the buyer's cookie. */
export function walletOwner({ personId, buyerKey }: Caller): string {
  if (personId) return `person:${personId}`;
  return `guest:${createHash("sha256").update(`wallet ${buyerKey}`).digest("base64url").slice(0, 22)}`;
}
