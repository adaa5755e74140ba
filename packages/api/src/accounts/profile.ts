import type { z } from "zod";
import type { RequestContext } from "../services.ts";
import { refundLimitOf } from "./rights.ts";
import type { MeView, updateProfileInput } from "./accounts.schema.ts";

/** Who is asking, and with whom they work. A guest is nobody yet. */
export async function showMe(ctx: RequestContext): Promise<MeView> {
  const { personId } = ctx.caller;
  const person = personId
    ? await ctx.db.person.findUnique({
        where: { id: personId },
        include: { memberships: { include: { organizer: true }, orderBy: { createdAt: "asc" }, take: 50 } },
      })
    : null;
  if (!person) return { person: null, memberships: [] };
  return {
    person: {
      id: person.id,
      email: person.email,
      name: person.name,
      locale: person.locale === "zh" ? "zh" : "en",
      currency: person.currency,
      timeZone: person.timeZone,
    },
    memberships: person.memberships.map(({ organizer, role, ...membership }) => ({
      organizerId: organizer.id,
      organizerSlug: organizer.slug,
      organizerName: organizer.name,
      role,
      refundLimit: refundLimitOf(membership),
    })),
  };
}

/** Changes what a person says of themselves and how they like to be shown things. */
export async function updateProfile(
  ctx: RequestContext,
  personId: string,
  input: z.output<typeof updateProfileInput>,
): Promise<MeView> {
  const { name, locale, currency, timeZone } = input;
  const data = { name: name === "" ? null : name, locale, currency, timeZone };
  await ctx.db.person.update({ where: { id: personId }, data });
  return showMe(ctx);
}
