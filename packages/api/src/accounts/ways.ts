import type { RequestContext, Services } from "../services.ts";
import type { WaysView } from "./accounts.schema.ts";
import { PROVIDERS } from "./provider-names.ts";
import { offeredProviders } from "./providers.ts";
import { isFresh } from "./sessions.ts";

/** Which other houses sign people in here. */
export const showOffered = ({ env }: Services) => ({ providers: offeredProviders(env) });

/** How a person gets in. */
export async function showWays(ctx: RequestContext, personId: string): Promise<WaysView> {
  const { email, password, identities } = await ctx.db.person.findUniqueOrThrow({
    where: { id: personId },
    include: { password: true, identities: { orderBy: { linkedAt: "desc" }, take: 50 } },
  });
  const offered = new Set(offeredProviders(ctx.env));
  const providers = PROVIDERS.map((provider) => {
    const linked = identities.find((one) => one.provider === provider);
    return {
      provider,
      isOffered: offered.has(provider),
      linked: linked ? { email: linked.email, at: linked.linkedAt.toISOString() } : null,
    };
  });
  return {
    email,
    isFresh: isFresh(ctx, ctx.caller.signedInAtMs),
    passwordChangedAt: password?.changedAt.toISOString() ?? null,
    providers: providers.filter(({ isOffered, linked }) => isOffered || linked),
  };
}
