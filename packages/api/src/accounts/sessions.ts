import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { Refusal } from "../errors.ts";
import type { Caller, Services } from "../services.ts";
import { allowsRate } from "./rate-limits.ts";
import { type SignedInPerson, signInByCode, signInByLink } from "./sign-in.ts";

export type App = "pwa" | "admin";

/** Cookies do not know ports: each app's name differs from the other's, and none is a prefix of another. */
export const SESSION_COOKIE: Record<App, string> = { pwa: "usher-pwa.session", admin: "usher-admin.session" };
export const BUYER_COOKIE = "usher-buyer";
const SESSION_SECONDS = 30 * 24 * 3_600;
const VERSION_KEPT_SECONDS = 60;

/** A browser's own id, signed so that nobody takes another's holds by writing a cookie. */
export function newBuyerCookie(secret: string): { key: string; cookie: string } {
  const key = randomBytes(18).toString("base64url");
  return { key, cookie: `${key}.${signBuyer(secret, key)}` };
}

export function readBuyerCookie(secret: string, cookie: string | undefined): string | null {
  const [key, signature] = cookie?.split(".") ?? [];
  if (!key || !signature || key.length !== 24) return null;
  const [a, b] = [Buffer.from(signature), Buffer.from(signBuyer(secret, key))];
  return a.length === b.length && timingSafeEqual(a, b) ? key : null;
}

const signBuyer = (secret: string, key: string) =>
  createHmac("sha256", secret).update(`buyer:${key}`).digest("base64url");

/** Whether a session still counts: signing out everywhere raises the person's version. */
export async function isCurrentSession(services: Services, personId: string, sessionVersion: number): Promise<boolean> {
  const key = `${services.redis.prefix}session:${personId}:version`;
  const kept = await services.redis.client.get<number>(key).catch(() => null);
  if (kept !== null) return Number(kept) === sessionVersion;
  const person = await services.db.person.findUnique({ where: { id: personId }, select: { sessionVersion: true } });
  if (!person) return false;
  await services.redis.client.set(key, person.sessionVersion, { ex: VERSION_KEPT_SECONDS }).catch(() => undefined);
  return person.sessionVersion === sessionVersion;
}

/** Ends every session of a person, on both apps, at once. */
export async function signOutEverywhere(services: Services, personId: string): Promise<void> {
  const { sessionVersion } = await services.db.person.update({
    where: { id: personId },
    data: { sessionVersion: { increment: 1 } },
  });
  const key = `${services.redis.prefix}session:${personId}:version`;
  await services.redis.client.set(key, sessionVersion, { ex: VERSION_KEPT_SECONDS });
}

const credentials = z.union([
  z.object({ challengeId: z.uuid(), code: z.string().regex(/^\d{6}$/) }),
  z.object({ token: z.string().min(20).max(100) }),
]);

/**
 * next-auth for one app: stateless sessions, and two ways in that both prove a mail address. Following a link changes
 * nothing; the page it opens posts the token when its button is pressed.
 */
export function authOptions(services: Services, app: App): NextAuthOptions {
  const base = app === "pwa" ? services.env.PWA_URL : services.env.ADMIN_URL;
  const isSecure = base.startsWith("https://");
  const options = { httpOnly: true, sameSite: "lax" as const, path: "/", secure: isSecure };
  const authorize = async (given: unknown, request: { headers?: Record<string, string> }) => {
    const proof = credentials.safeParse(given);
    if (!proof.success) return null;
    const address = request.headers?.["x-forwarded-for"]?.split(",")[0]?.trim() ?? "unknown";
    const caller: Caller = { personId: null, personEmail: null, buyerKey: address, address };
    const subject = "code" in proof.data ? `challenge:${proof.data.challengeId}` : `address:${address}`;
    if ((await allowsRate(services, "signInCode", caller, subject)) > 0) throw new Error("TOO_MANY_TRIES");
    try {
      return "code" in proof.data
        ? await signInByCode(services, proof.data.challengeId, proof.data.code)
        : await signInByLink(services, proof.data.token);
    } catch (error) {
      // next-auth hands the message of an Error to the page: the refusal's code, which the page has words for.
      if (error instanceof Refusal) throw new Error(error.code);
      throw error;
    }
  };
  return {
    secret: services.env.NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    useSecureCookies: isSecure,
    cookies: {
      sessionToken: { name: SESSION_COOKIE[app], options },
      csrfToken: { name: `usher-${app}.csrf`, options },
      callbackUrl: { name: `usher-${app}.callback`, options },
    },
    providers: [
      CredentialsProvider({ id: "mail-code", credentials: { challengeId: {}, code: {} }, authorize }),
      CredentialsProvider({ id: "mail-link", credentials: { token: {} }, authorize }),
    ],
    callbacks: {
      jwt({ token, user }) {
        if (!user) return token;
        const person = user as unknown as SignedInPerson;
        return { sub: person.id, email: person.email, sessionVersion: person.sessionVersion };
      },
      session: ({ session, token }) => ({ ...session, user: { email: token.email ?? null, name: null, image: null } }),
      redirect: ({ url }) =>
        url.startsWith("/") && !url.startsWith("//") ? `${base}${url}` : url.startsWith(`${base}/`) ? url : base,
    },
  };
}
