import NextAuth from "next-auth";
import { type App, addressForPost, authOptions, hasRole, homeOf, STAFF } from "./accounts/index.ts";
import { chartResponse, posterResponse, saleCalendar } from "./catalog/index.ts";
import { takeProviderEvent } from "./checkout/index.ts";
import { createRequestContext } from "./context.ts";
import { REFUSALS, Refusal } from "./errors.ts";
import { exportStatement, statementPdf } from "./finance/index.ts";
import { checkHealth } from "./health.ts";
import { createFetchHost } from "./hosts/next-host.ts";
import { requestIdFrom } from "./hosts/request-facts.ts";
import { webServices } from "./open-services.ts";
import { exportOrders } from "./orders/index.ts";
import { appRouter } from "./root.ts";
import type { RequestContext } from "./services.ts";
import { orderCalendar, ticketPdf } from "./tickets/index.ts";

const HTTP_BY_REFUSAL: Record<string, number> = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  BAD_REQUEST: 400,
  TOO_MANY_REQUESTS: 429,
  SERVICE_UNAVAILABLE: 503,
};
const MOST_CALLBACK_CHARACTERS = 8_000;
const MOST_WEBHOOK_BYTES = 512_000;
const NO_STORE = { "cache-control": "no-store" };

/** A refusal as plain HTTP, for the routes that are not procedures. */
async function refusing(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const status = HTTP_BY_REFUSAL[REFUSALS[error.code].status] ?? 400;
    return Response.json({ code: error.code, message: error.message }, { status, headers: NO_STORE });
  }
}

/** A browser that follows a link goes to the page which says what is missing and how to go on; a program gets the refusal. */
async function orPage(request: Request, path: string, work: () => Promise<Response>): Promise<Response> {
  const response = await refusing(work);
  const isLink = request.headers.get("accept")?.includes("text/html");
  if (response.ok || !isLink) return response;
  return Response.redirect(new URL(path, webServices().env.PWA_URL), 303);
}

async function contextOf(app: App, { headers }: { readonly headers: ReadHeaders }): Promise<RequestContext> {
  return createRequestContext(webServices(), {
    app,
    headers,
    ip: headers.get("x-forwarded-for")?.split(",")[0]?.trim() ?? "unknown",
    requestId: requestIdFrom(headers.get("x-request-id")),
    setCookie: () => undefined,
  });
}

type ReadHeaders = Pick<Headers, "get">;

/** The procedures for a page that is made on request: asked as its reader asks, with the same rights and limits. Sets no cookie. */
export async function proceduresFor(
  app: App,
  headers: ReadHeaders,
): Promise<ReturnType<typeof appRouter.createCaller>> {
  return appRouter.createCaller(await contextOf(app, { headers }));
}

/** The routes beside the procedures, each as a function from request to response. */
export const webRoutes = {
  chart: (hash: string) => refusing(() => chartResponse(webServices(), hash)),
  poster: (seed: string, request: Request) =>
    refusing(() => {
      const wish = new URL(request.url).searchParams;
      return posterResponse(webServices(), seed, wish.get("w") ?? "780", wish.get("as") ?? "avif");
    }),

  saleCalendar: (performanceId: string, request: Request) =>
    refusing(() => saleCalendar(webServices(), performanceId, new URL(request.url).searchParams.get("locale") ?? "en")),

  /** What browsers must know at run time; nothing here is secret. */
  config: () => {
    const { env } = webServices();
    const pusher = {
      key: env.PUSHER_KEY,
      wsHost: env.PUSHER_CLIENT_HOST,
      wsPort: env.PUSHER_CLIENT_PORT,
      forceTLS: env.PUSHER_CLIENT_TLS,
    };
    return Response.json({ pusher }, { headers: NO_STORE });
  },

  health: async () => {
    const health = await checkHealth(webServices());
    return Response.json(health, { status: health.ok ? 200 : 503, headers: NO_STORE });
  },

  /** Lets staff listen to their organizer's channel, and nobody else. */
  pusherAuth: (app: App, request: Request) =>
    refusing(async () => {
      const form = new URLSearchParams(await request.text());
      const [socketId, channel] = [form.get("socket_id") ?? "", form.get("channel_name") ?? ""];
      const organizerId = /^private-organizer-([0-9a-f-]{36})$/.exec(channel)?.[1];
      const ctx = await contextOf(app, request);
      if (!organizerId || !/^\d+\.\d+$/.test(socketId) || !(await hasRole(ctx, organizerId, STAFF)))
        throw new Refusal("NOT_YOURS");
      return Response.json(ctx.live.authorize(socketId, channel), { headers: NO_STORE });
    }),

  /** Verified by its signature, stored, and worked on by a job. */
  stripeWebhook: async (request: Request) => {
    const body = await request.text();
    if (body.length > MOST_WEBHOOK_BYTES) return Response.json({ code: "TOO_LARGE" }, { status: 413 });
    const services = webServices();
    let event: Awaited<ReturnType<typeof services.payments.readEvent>>;
    try {
      event = await services.payments.readEvent(body, request.headers.get("stripe-signature") ?? "");
    } catch {
      return Response.json({ code: "SIGNATURE_WRONG" }, { status: 400 });
    }
    await takeProviderEvent(services, event);
    return Response.json({ received: true });
  },

  ticketPdf: (ticketId: string, request: Request) =>
    orPage(request, `/tickets/view?id=${encodeURIComponent(ticketId)}`, async () =>
      ticketPdf(await contextOf("pwa", request), ticketId),
    ),
  exportOrders: (request: Request) =>
    refusing(async () => exportOrders(await contextOf("admin", request), new URL(request.url).searchParams)),
  statementPdf: (request: Request) =>
    refusing(async () => statementPdf(await contextOf("admin", request), new URL(request.url).searchParams)),
  exportStatement: (request: Request) =>
    refusing(async () => exportStatement(await contextOf("admin", request), new URL(request.url).searchParams)),
  orderCalendar: (orderId: string, request: Request) =>
    orPage(request, `/orders/${encodeURIComponent(orderId)}`, async () =>
      orderCalendar(await contextOf("pwa", request), orderId),
    ),
};

type AuthHandler = (request: Request, context: { params: Promise<{ nextauth: string[] }> }) => Promise<Response>;

/** next-auth for one app, told with each request who asks. */
export function handleAuth(app: App): AuthHandler {
  return async (request, context) => {
    const services = webServices();
    const [action, provider = ""] = (await context.params).nextauth;
    if (request.method === "POST" && action === "callback") {
      const posted = await request.clone().text();
      const address = addressForPost(homeOf(services, app).base, provider, posted.slice(0, MOST_CALLBACK_CHARACTERS));
      if (address) return Response.redirect(address, 303);
    }
    const header = (name: string) => request.headers.get(name);
    const facts = { cookies: header("cookie"), forwardedFor: header("x-forwarded-for") };
    const handler = NextAuth(await authOptions(services, app, facts)) as AuthHandler;
    return handler(request, context);
  };
}

/** The procedures, wherever Next's route handlers run: the same router under the same rules as the lean host. */
export function handleTrpcFetch(app: App): (request: Request) => Promise<Response> {
  let host: ((request: Request) => Promise<Response>) | undefined;
  return (request) => {
    const services = webServices();
    host ??= createFetchHost({
      router: appRouter,
      createContext: (facts) => createRequestContext(services, { app, ...facts }),
      allowedOrigins: [new URL(app === "pwa" ? services.env.PWA_URL : services.env.ADMIN_URL).origin],
    });
    return host(request);
  };
}
