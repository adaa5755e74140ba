import { createPrivateKey, sign } from "node:crypto";
import type { NextAuthOptions } from "next-auth";
import AppleProvider from "next-auth/providers/apple";
import FacebookProvider from "next-auth/providers/facebook";
import GoogleProvider from "next-auth/providers/google";
import { z } from "zod";
import type { ApiEnv } from "../env.ts";
import type { Services } from "../services.ts";
import { PROVIDERS, type Provider } from "./provider-names.ts";

/** Other houses that sign people in here: those whose keys this installation has. */
export function offeredProviders(env: ApiEnv): Provider[] {
  const keys = { google: env.GOOGLE_CLIENT_ID, apple: env.APPLE_CLIENT_ID, facebook: env.FACEBOOK_CLIENT_ID };
  return PROVIDERS.filter((provider) => keys[provider]);
}

/**
 * The address that says the same as what a provider has the browser post (Apple does), or null for those that post nothing. Our
 * cookies come along with an address that is followed, not with another site's form.
 */
export function addressForPost(base: string, provider: string, posted: string): string | null {
  if (provider !== "apple") return null;
  const given = new URLSearchParams(posted);
  const address = new URL(`${base}/api/auth/callback/${provider}`);
  for (const name of ["code", "state", "error"])
    if (given.has(name)) address.searchParams.set(name, given.get(name) ?? "");
  return address.href;
}

const APPLE_SECRET_SECONDS = 300;

/**
 * Apple's client secret: a statement signed with the team's key (Apple, "Creating a client secret"). It is made for each
 * request, so that nothing runs out after half a year.
 */
function appleSecret({ env, clock }: Services): string {
  const issuedAt = Math.floor(clock.nowMs() / 1_000);
  const claims = {
    iss: env.APPLE_TEAM_ID,
    iat: issuedAt,
    exp: issuedAt + APPLE_SECRET_SECONDS,
    aud: env.APPLE_ISSUER,
    sub: env.APPLE_CLIENT_ID,
  };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "ES256", kid: env.APPLE_KEY_ID })}.${part(claims)}`;
  const key = createPrivateKey(env.APPLE_PRIVATE_KEY ?? "");
  const signature = sign("sha256", Buffer.from(signed), { key, dsaEncoding: "ieee-p1363" });
  return `${signed}.${signature.toString("base64url")}`;
}

/** What the rest of sign-in reads of a provider's profile; pictures and the like are not ours to keep. */
const asUser = ({ id, name, email }: { id: string; name?: string | null; email?: string | null }) => ({
  id,
  name: name ?? null,
  email: email ?? null,
});

/** next-auth's own providers, where their keys are set. State, PKCE and, with an id token, nonce are checked. */
export function openProviders(services: Services): NextAuthOptions["providers"] {
  const { env } = services;
  const providers: NextAuthOptions["providers"] = [];
  if (env.GOOGLE_CLIENT_ID)
    providers.push(
      GoogleProvider({
        clientId: env.GOOGLE_CLIENT_ID,
        clientSecret: env.GOOGLE_CLIENT_SECRET ?? "",
        wellKnown: `${env.GOOGLE_ISSUER}/.well-known/openid-configuration`,
        checks: ["pkce", "state", "nonce"],
        profile: ({ sub, name, email }) => asUser({ id: sub, name, email }),
      }),
    );
  if (env.APPLE_CLIENT_ID)
    providers.push(
      AppleProvider({
        clientId: env.APPLE_CLIENT_ID,
        clientSecret: appleSecret(services),
        wellKnown: `${env.APPLE_ISSUER}/.well-known/openid-configuration`,
        checks: ["pkce", "state", "nonce"],
        profile: ({ sub, name, email }) => asUser({ id: sub, name, email }),
      }),
    );
  if (env.FACEBOOK_CLIENT_ID)
    providers.push(
      FacebookProvider({
        clientId: env.FACEBOOK_CLIENT_ID,
        clientSecret: env.FACEBOOK_CLIENT_SECRET ?? "",
        authorization: { url: `${env.FACEBOOK_DIALOG_URL}/v11.0/dialog/oauth`, params: { scope: "email" } },
        token: `${env.FACEBOOK_GRAPH_URL}/oauth/access_token`,
        userinfo: { url: `${env.FACEBOOK_GRAPH_URL}/me`, params: { fields: "id,name,email" } },
        checks: ["pkce", "state"],
        client: { token_endpoint_auth_method: "client_secret_post" },
        profile: ({ id, name, email }) => asUser({ id, name, email }),
      }),
    );
  return providers;
}

const oauthProfile = z.object({
  email: z.string().max(254).pipe(z.email()).nullish().catch(null),
  // Apple writes it as a text.
  email_verified: z
    .union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")])
    .optional()
    .catch(undefined),
});

/** The address that a provider vouches for, in small letters; null where it names none or does not vouch for it (Facebook never does). */
export function vouchedEmail(profile: unknown): { email: string | null; isVerified: boolean } {
  const { email, email_verified } = oauthProfile.parse(profile);
  return { email: email?.toLowerCase() ?? null, isVerified: email_verified === true };
}
