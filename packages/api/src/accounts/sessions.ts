import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { decode, encode } from "next-auth/jwt";
import { Refusal } from "../errors.ts";
import type { RequestContext, Services } from "../services.ts";
import type { SignedInPerson } from "./address.ts";

export type App = "pwa" | "admin";

/** Cookies do not know ports: each app's name differs from the other's, and none is a prefix of another. */
export const SESSION_COOKIE: Record<App, string> = { pwa: "usher-pwa.session", admin: "usher-admin.session" };
export const BUYER_COOKIE = "usher-buyer";
export const SESSION_SECONDS = 30 * 24 * 3_600;
const VERSION_KEPT_SECONDS = 60;
/** So long after signing in, a session may change how its person signs in. */
const FRESH_SECONDS = 15 * 60;

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

/** Where an app lives, and whether its cookies travel on TLS alone. */
export function homeOf(services: Services, app: App): { base: string; isSecure: boolean } {
  const base = app === "pwa" ? services.env.PWA_URL : services.env.ADMIN_URL;
  return { base, isSecure: base.startsWith("https://") };
}

/** What stands in a session's token. */
export interface Session {
  readonly personId: string;
  readonly email: string;
  /** When somebody proved who they are; null in tokens from before that was written. */
  readonly signedInAtMs: number | null;
}

export const sessionToken = (person: SignedInPerson, signedInAtMs: number | null) => ({
  sub: person.id,
  email: person.email,
  sessionVersion: person.sessionVersion,
  ...(signedInAtMs === null ? {} : { signedInAtMs }),
});

/** The session of a cookie, if it still counts. */
export async function readSession(services: Services, cookie: string | undefined): Promise<Session | null> {
  if (!cookie) return null;
  const token = await decode({ token: cookie, secret: services.env.NEXTAUTH_SECRET }).catch(() => null);
  if (!token?.sub || typeof token.email !== "string" || typeof token.sessionVersion !== "number") return null;
  if (!(await isCurrentSession(services, token.sub, token.sessionVersion))) return null;
  const { signedInAtMs } = token;
  return {
    personId: token.sub,
    email: token.email,
    signedInAtMs: typeof signedInAtMs === "number" ? signedInAtMs : null,
  };
}

const versionKey = (services: Services, personId: string) => `${services.redis.prefix}session:${personId}:version`;

/** Whether a session still counts: signing out everywhere raises the person's version. */
async function isCurrentSession(services: Services, personId: string, sessionVersion: number): Promise<boolean> {
  const key = versionKey(services, personId);
  const kept = await services.redis.client.get<number>(key).catch(() => null);
  if (kept !== null) return Number(kept) === sessionVersion;
  const person = await services.db.person.findUnique({ where: { id: personId }, select: { sessionVersion: true } });
  if (!person) return false;
  await services.redis.client.set(key, person.sessionVersion, { ex: VERSION_KEPT_SECONDS }).catch(() => undefined);
  return person.sessionVersion === sessionVersion;
}

/** Makes a raised version count at once, after the transaction that raised it. */
export async function tellVersion(services: Services, personId: string, sessionVersion: number): Promise<void> {
  await services.redis.client.set(versionKey(services, personId), sessionVersion, { ex: VERSION_KEPT_SECONDS });
}

/** What raises a person's version: every session but those begun afterwards ends. */
export const RAISED_VERSION = { sessionVersion: { increment: 1 } } as const;

/** Ends every session of a person, on both apps, at once. */
export async function signOutEverywhere(services: Services, personId: string): Promise<void> {
  const { sessionVersion } = await services.db.person.update({ where: { id: personId }, data: RAISED_VERSION });
  await tellVersion(services, personId, sessionVersion);
}

/** Ends every session of a person but the caller's, which goes on under the raised version. */
export async function signOutElsewhere(ctx: RequestContext, person: SignedInPerson, signedInAtMs: number | null) {
  await tellVersion(ctx, person.id, person.sessionVersion);
  const token = await encode({
    token: sessionToken(person, signedInAtMs),
    secret: ctx.env.NEXTAUTH_SECRET,
    maxAge: SESSION_SECONDS,
  });
  const secure = homeOf(ctx, ctx.app).isSecure ? "; Secure" : "";
  ctx.setCookie(
    `${SESSION_COOKIE[ctx.app]}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${SESSION_SECONDS}${secure}`,
  );
}

/** Whether somebody proved who they are so lately that this session may change how they sign in. */
export function isFresh(services: Services, signedInAtMs: number | null): boolean {
  return signedInAtMs !== null && services.clock.nowMs() - signedInAtMs <= FRESH_SECONDS * 1_000;
}

/** Demands a session that began within a quarter of an hour. Refuses SESSION_NOT_FRESH. */
export function requireFreshSession(ctx: RequestContext): void {
  if (!isFresh(ctx, ctx.caller.signedInAtMs)) throw new Refusal("SESSION_NOT_FRESH");
}
