import { z } from "zod";
import { isCurrency } from "../kernel/money.ts";

const role = z.enum(["owner", "manager", "boxOffice", "finance", "gate"]);
const email = z.email().trim().toLowerCase().max(254);

export const teamInput = z.strictObject({ organizerId: z.uuid() });

const limitView = z.object({ amountMinor: z.number().int(), currency: z.string() }).nullable();

export const teamView = z.object({
  members: z.array(
    z.object({
      personId: z.uuid(),
      name: z.string().nullable(),
      email: z.string(),
      role,
      since: z.string(),
      refundLimit: limitView,
    }),
  ),
  /** Invitations that were neither accepted nor withdrawn, the newest first. */
  invitations: z.array(
    z.object({
      id: z.uuid(),
      email: z.string(),
      role,
      sends: z.number().int(),
      expiresAt: z.string(),
      isOver: z.boolean(),
    }),
  ),
});
export type TeamView = z.output<typeof teamView>;

export const inviteInput = z.strictObject({
  organizerId: z.uuid(),
  email,
  role,
  /** The language of the letter. */
  locale: z.enum(["en", "zh"]),
});

/** Names the letter that was seen to be the last, so that two taps send one more. */
export const resendInput = z.strictObject({ invitationId: z.uuid(), sends: z.number().int().positive() });
export const withdrawInput = z.strictObject({ invitationId: z.uuid() });

export const tokenInput = z.strictObject({ token: z.string().min(20).max(100) });

export const invitationView = z.object({
  organizerName: z.string(),
  organizerSlug: z.string(),
  role,
  email: z.string(),
  /** over: withdrawn, out of time, or accepted by somebody who is no longer of the team. */
  state: z.enum(["open", "accepted", "over"]),
});

export const changeMemberInput = z.strictObject({
  organizerId: z.uuid(),
  member: z.uuid(),
  role,
  /** How much of one order they may give back; null: as much as was paid. */
  refundLimit: z
    .strictObject({
      amountMinor: z.number().int().min(0).max(2_000_000_000),
      currency: z.string().refine(isCurrency),
    })
    .nullable(),
});

export const removeMemberInput = z.strictObject({
  organizerId: z.uuid(),
  member: z.uuid(),
  reason: z.string().trim().max(300).default(""),
});
