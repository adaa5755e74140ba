import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { z } from "zod";
import { answer, answerJson, BodyTooLarge, close, listen, readBody } from "../http/http-server.ts";
import type { MailSink } from "../mail/create-mail-sink.ts";
import { ActionRefused, type Service } from "../operate/service.ts";
import type { PusherEmulator } from "../pusher/create-pusher-emulator.ts";
import type { StripeEmulator } from "../stripe/index.ts";
import { eventsView, inboxView, layout, messageView, paymentsView, servicesView, webhooksView } from "./views.ts";

/** What the page shows and steers. */
export interface OperatorPageOptions {
  port: number;
  host?: string;
  services: readonly Service[];
  pusher?: PusherEmulator;
  stripe?: StripeEmulator;
  mail?: MailSink;
}

const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
// A received message may look as it likes, may open links in a new tab, and may do nothing else.
const MESSAGE_POLICY =
  "default-src 'none'; img-src * data:; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'";
const ASSETS = { "/page.css": "text/css", "/page.js": "text/javascript" } as const;
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The operator's page and its JSON: `/api/mail?to=`, `/api/state`, `POST /api/control/<service>/<action>`. */
export function createOperatorPage(options: OperatorPageOptions) {
  const server = createServer((request, response) => {
    serve(options, request, response).catch((error: unknown) => refuse(response, error));
  });
  return {
    /** Resolves to the port. */
    start: () => listen(server, options.port, options.host ?? "127.0.0.1"),
    stop: async () => {
      if (server.listening) await close(server);
    },
  };
}

class PageRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

async function serve(options: OperatorPageOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://localhost");
  // A foreign name that leads here (DNS rebinding) would make this page readable to a web site: it holds sign-in links.
  const host = request.headers.host ?? "";
  if (!LOOPBACK.has(host.replace(/:\d+$/, ""))) throw new PageRefusal(403, "Open this page through localhost.");
  response.setHeader("content-security-policy", PAGE_POLICY);
  response.setHeader("x-content-type-options", "nosniff");
  if (request.method === "POST") return act(options, url.pathname, request, response);
  if (request.method !== "GET") throw new PageRefusal(405, "Only GET and POST are served here.");
  const type = Object.entries(ASSETS).find(([path]) => path === url.pathname)?.[1];
  if (type)
    answer(
      response,
      200,
      `${type}; charset=utf-8`,
      readFileSync(new URL(`./assets${url.pathname}`, import.meta.url), "utf8"),
    );
  else if (url.pathname.startsWith("/api/")) answerJson(response, 200, readJson(options, url));
  else show(options, url.pathname, response);
}

function readJson({ services, mail, stripe, pusher }: OperatorPageOptions, url: URL): unknown {
  const { pathname, searchParams } = url;
  if (pathname === "/api/mail") {
    return (
      mail?.control.messages({
        to: searchParams.get("to") ?? undefined,
        subject: searchParams.get("subject") ?? undefined,
      }) ?? []
    );
  }
  if (pathname !== "/api/state") throw new PageRefusal(404, "There is nothing here.");
  return {
    services: services.map((service) => ({
      id: service.id,
      title: service.title,
      address: service.address,
      state: service.state(),
      troubles: service.troubles(),
      actions: Object.keys(service.actions),
    })),
    mail: mail && { messages: mail.control.messages().length },
    stripe: stripe?.control.summary(),
    pusher: pusher && { connections: pusher.control.connections().length, channels: pusher.control.channels() },
  };
}

function show(options: OperatorPageOptions, path: string, response: ServerResponse): void {
  const { services, mail, stripe, pusher } = options;
  const page = (title: string, content: Parameters<typeof layout>[2]) =>
    answer(response, 200, "text/html; charset=utf-8", layout(title, path, content));
  const payments = services.find(({ id }) => id === "stripe");
  const [, id, part] = /^\/inbox\/(\d+)(\/html)?$/.exec(path) ?? [];
  const message = id === undefined ? undefined : mail?.control.message(id);
  if (path === "/") page("Services", servicesView(services));
  else if (path === "/inbox" && mail) page("Inbox", inboxView(mail.control.messages()));
  else if (path === "/payments" && stripe && payments) page("Payments", paymentsView(stripe.control, payments));
  else if (path === "/webhooks" && stripe && payments) page("Webhooks", webhooksView(stripe.control, payments));
  else if (path === "/events" && pusher) page("Events", eventsView(pusher.control));
  else if (message && !part) page(message.subject || "(no subject)", messageView(message));
  else if (message) {
    response.setHeader("content-security-policy", MESSAGE_POLICY);
    answer(response, 200, "text/html; charset=utf-8", `<base target="_blank">${message.html ?? ""}`);
  } else throw new PageRefusal(404, "There is nothing here.");
}

const actionRequest = z.object({ id: z.string().optional(), value: z.coerce.string().optional() });

async function act(
  options: OperatorPageOptions,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { origin, host } = request.headers;
  if (origin !== undefined && origin !== `http://${host}`) throw new PageRefusal(403, "Another site may not do that.");
  const [, serviceId, actionId = ""] = /^\/api\/control\/([a-z-]+)\/([a-z-]+)$/.exec(path) ?? [];
  const service = options.services.find(({ id }) => id === serviceId);
  const action = service && Object.hasOwn(service.actions, actionId) ? service.actions[actionId] : undefined;
  if (!action) throw new PageRefusal(404, "There is no such service or action.");
  const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;
  const text = await readBody(request, 10_000);
  const body: unknown = isForm ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text || "{}");
  const parsed = actionRequest.safeParse(body);
  if (!parsed.success) throw new PageRefusal(400, "The request names an id and a value.");
  await action.run(parsed.data);
  // Without its script the page sends plain forms, and wants to be where it was.
  if (isForm) response.writeHead(303, { location: request.headers.referer ?? "/" }).end();
  else answerJson(response, 200, { done: true });
}

function refuse(response: ServerResponse, error: unknown): void {
  const [status, message] = describe(error);
  if (!response.headersSent) answerJson(response, status, { error: message });
}

function describe(error: unknown): [status: number, message: string] {
  if (error instanceof PageRefusal) return [error.status, error.message];
  if (error instanceof BodyTooLarge) return [413, "That is too much."];
  if (error instanceof SyntaxError) return [400, "The body is not JSON."];
  // What a service answers to its operator (no such payment, port taken) is said as it is.
  const message = error instanceof Error ? error.message : "That did not work.";
  return [error instanceof ActionRefused ? 400 : 409, message];
}
