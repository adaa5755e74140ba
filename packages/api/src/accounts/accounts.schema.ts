import { z } from "zod";

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

export const meView = z.object({
  /** null for a guest. */
  person: z.object({ id: z.uuid(), email: z.string(), name: z.string().nullable(), locale: localeSchema }).nullable(),
  memberships: z.array(
    z.object({ organizerId: z.uuid(), organizerSlug: z.string(), organizerName: z.string(), role: roleSchema }),
  ),
});
export type MeView = z.infer<typeof meView>;

export const updateProfileInput = z.strictObject({
  name: z.string().trim().max(120).nullable().optional(),
  locale: localeSchema.optional(),
});
