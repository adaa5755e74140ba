import type { Role } from "@usher/db";
import { Refusal } from "../errors.ts";
import type { RequestContext } from "../services.ts";

/** Every role of organizer staff. */
export const STAFF: readonly Role[] = ["owner", "manager", "boxOffice", "finance"];

/**
 * Demands that the caller has one of these roles with this organizer, read fresh on each request.
 * Refuses NOT_SIGNED_IN, and NOT_YOURS to everybody else: closed unless opened.
 */
export async function requireRole(ctx: RequestContext, organizerId: string, roles: readonly Role[]): Promise<Role> {
  const { personId } = ctx.caller;
  if (!personId) throw new Refusal("NOT_SIGNED_IN");
  const membership = await ctx.db.membership.findUnique({
    where: { organizerId_personId: { organizerId, personId } },
    select: { role: true },
  });
  if (!membership || !roles.includes(membership.role)) throw new Refusal("NOT_YOURS");
  return membership.role;
}

/** How much of one order a member may give back; null: as much as was paid. */
export interface RefundLimit {
  readonly amountMinor: number;
  readonly currency: string;
}

/** The limit as a row keeps it. */
export function refundLimitOf(row: {
  readonly refundLimitMinor: number | null;
  readonly refundLimitCurrency: string | null;
}): RefundLimit | null {
  const { refundLimitMinor: amountMinor, refundLimitCurrency: currency } = row;
  return amountMinor === null || currency === null ? null : { amountMinor, currency };
}

/** Whether the caller has one of these roles with this organizer, without a refusal. */
export async function hasRole(ctx: RequestContext, organizerId: string, roles: readonly Role[]): Promise<boolean> {
  try {
    await requireRole(ctx, organizerId, roles);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
