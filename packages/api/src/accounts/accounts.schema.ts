import { z } from "zod";
import { isCurrency } from "../kernel/money.ts";
import { providerSchema } from "./provider-names.ts";

export const localeSchema = z.enum(["en", "zh"]);
export const roleSchema = z.enum(["owner", "manager", "boxOffice", "finance", "gate"]);
export const emailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email());

export const requestSignInInput = z.strictObject({
  email: emailSchema,
  locale: localeSchema,
  /** Where to go afterwards: a path of the same site. */
  returnTo: z
    .string()
    .max(500)
    .regex(/^\/(?![/\\])/)
    .default("/"),
});
export const requestSignInView = z.object({ challengeId: z.uuid(), secondsValid: z.number().int() });

/** ISO 4217, of those the house knows; null to be shown prices in their own currency alone. */
export const shownCurrencySchema = z.string().refine(isCurrency, "Unknown currency");
/** IANA; null to be shown the venue's time alone. */
export const shownTimeZoneSchema = z
  .string()
  .max(64)
  .refine((zone) => zone === "UTC" || Intl.supportedValuesOf("timeZone").includes(zone), "Unknown time zone");

export const meView = z.object({
  /** null for a guest. */
  person: z
    .object({
      id: z.uuid(),
      email: z.string(),
      name: z.string().nullable(),
      locale: localeSchema,
      currency: z.string().nullable(),
      timeZone: z.string().nullable(),
    })
    .nullable(),
  memberships: z.array(
    z.object({
      organizerId: z.uuid(),
      organizerSlug: z.string(),
      organizerName: z.string(),
      role: roleSchema,
      /** How much of one order they may give back; null: as much as was paid. */
      refundLimit: z.object({ amountMinor: z.number().int(), currency: z.string() }).nullable(),
    }),
  ),
});
export type MeView = z.infer<typeof meView>;

export const updateProfileInput = z.strictObject({
  name: z.string().trim().max(120).nullable().optional(),
  locale: localeSchema.optional(),
  currency: shownCurrencySchema.nullable().optional(),
  timeZone: shownTimeZoneSchema.nullable().optional(),
});

/** Longer than any password may be, so that too long a one is refused in words of its own. */
const typedPassword = z.string().min(1).max(500);

export const setPasswordInput = z.strictObject({
  password: typedPassword,
  /** The one until now; null to go by the session, if that is fresh. */
  current: typedPassword.nullable(),
});
export const removePasswordInput = z.strictObject({ current: typedPassword.nullable() });
export const linkInput = z.strictObject({ ticket: z.string().min(20).max(2_000) });
export const unlinkInput = z.strictObject({ provider: providerSchema });
/** The account's own address, so that nothing but what the page spoke of is deleted. */
export const deleteAccountInput = z.strictObject({ email: emailSchema });
export const doneView = z.object({ done: z.literal(true) });

/** The ways in that this installation offers beside the mail and a password. */
export const offeredView = z.object({ providers: z.array(providerSchema) });

export const waysView = z.object({
  email: z.string(),
  /** Whether this session may change the ways in without being asked for anything more. */
  isFresh: z.boolean(),
  /** null without a password. */
  passwordChangedAt: z.iso.datetime().nullable(),
  /** Every provider that is offered, and those that are not any more but still linked. */
  providers: z.array(
    z.object({
      provider: providerSchema,
      isOffered: z.boolean(),
      /** null when it is not linked. */
      linked: z.object({ email: z.string().nullable(), at: z.iso.datetime() }).nullable(),
    }),
  ),
});
export type WaysView = z.infer<typeof waysView>;
