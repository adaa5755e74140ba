import {
  type App,
  BUYER_COOKIE,
  newBuyerCookie,
  readBuyerCookie,
  readSession,
  SESSION_COOKIE,
} from "./accounts/index.ts";
import { parseCookies } from "./kernel/cookies.ts";
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

/**
 * Who asks, the same on every host: the person of a session that still counts, and the browser's own signed id, which a
 * new browser is given here.
 */
export async function createRequestContext(services: Services, request: IncomingRequest): Promise<RequestContext> {
  const cookies = parseCookies(request.headers.get("cookie"));
  const [session, buyerKey] = [
    await readSession(services, cookies.get(SESSION_COOKIE[request.app])),
    readBuyer(services, request, cookies),
  ];
  return {
    ...services,
    app: request.app,
    requestId: request.requestId,
    caller: {
      personId: session?.personId ?? null,
      personEmail: session?.email ?? null,
      signedInAtMs: session?.signedInAtMs ?? null,
      buyerKey,
      address: request.ip,
    },
    setCookie: (line) => request.setCookie(line),
  };
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
