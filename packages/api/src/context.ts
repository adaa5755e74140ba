import { decode } from "next-auth/jwt";
import {
  type App,
  BUYER_COOKIE,
  isCurrentSession,
  newBuyerCookie,
  readBuyerCookie,
  SESSION_COOKIE,
} from "./accounts/index.ts";
import type { RequestContext, Services } from "./services.ts";

export interface IncomingRequest {
  readonly app: App;
  readonly headers: { get(name: string): string | null };
  /** Network address of the caller as the front server saw it. */
  readonly ip: string;
  readonly requestId: string;
  /** Adds a Set-Cookie header to the answer. */
  setCookie(cookie: string): void;
}

const YEAR_SECONDS = 365 * 24 * 3_600;

/** Cookies of a header. Split at the first `=`; the last of two with one name wins nothing: the first counts. */
export function parseCookies(header: string | null | undefined): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const part of header?.split(";") ?? []) {
    const at = part.indexOf("=");
    if (at < 1) continue;
    const name = part.slice(0, at).trim();
    if (!cookies.has(name)) cookies.set(name, safeDecode(part.slice(at + 1).trim()));
  }
  return cookies;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Who asks, the same on every host: the person of a session that still counts, and the browser's own signed id, which a
 * new browser is given here.
 */
export async function createRequestContext(services: Services, request: IncomingRequest): Promise<RequestContext> {
  const cookies = parseCookies(request.headers.get("cookie"));
  const [person, buyerKey] = [await readPerson(services, request.app, cookies), readBuyer(services, request, cookies)];
  return {
    ...services,
    app: request.app,
    requestId: request.requestId,
    caller: { personId: person?.id ?? null, personEmail: person?.email ?? null, buyerKey, address: request.ip },
  };
}

async function readPerson(services: Services, app: App, cookies: Map<string, string>) {
  const token = cookies.get(SESSION_COOKIE[app]);
  if (!token) return null;
  const session = await decode({ token, secret: services.env.NEXTAUTH_SECRET }).catch(() => null);
  if (!session?.sub || typeof session.email !== "string" || typeof session.sessionVersion !== "number") return null;
  const isCurrent = await isCurrentSession(services, session.sub, session.sessionVersion);
  return isCurrent ? { id: session.sub, email: session.email } : null;
}

function readBuyer(services: Services, request: IncomingRequest, cookies: Map<string, string>): string {
  const known = readBuyerCookie(services.env.NEXTAUTH_SECRET, cookies.get(BUYER_COOKIE));
  if (known) return known;
  const { key, cookie } = newBuyerCookie(services.env.NEXTAUTH_SECRET);
  const base = request.app === "pwa" ? services.env.PWA_URL : services.env.ADMIN_URL;
  const secure = base.startsWith("https://") ? "; Secure" : "";
  request.setCookie(`${BUYER_COOKIE}=${cookie}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${YEAR_SECONDS}${secure}`);
  return key;
}
