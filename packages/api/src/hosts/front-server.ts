import {
  Agent,
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import { type PolicyOptions, securityHeaders } from "./content-policy.ts";
import { HeadScript } from "./head-script.ts";
import { KeptPages } from "./kept-pages.ts";
import { passOn, type SharedPages, type Upstream } from "./pass-on.ts";
import { passUpgradeOn } from "./pass-upgrade-on.ts";
import { clientAddress, requestIdFrom } from "./request-facts.ts";

/** One line of the request log. */
export interface RequestLine {
  readonly requestId: string;
  readonly method: string;
  /** Without its query, which may hold tokens. */
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
}

/** What the front server needs. */
export interface FrontServerOptions {
  /** Where Next listens. */
  readonly upstream: { readonly host: string; readonly port: number; readonly patienceSeconds?: number };
  /** Serves `/api/trpc` in this process. */
  readonly trpc: RequestListener;
  readonly policy: PolicyOptions;
  /** The protocol that people see; decides HSTS and what Next is told. */
  readonly protocol: "http" | "https";
  /** Where the app serves the script that stands in the head of all its pages, such as "/head.js"; absent, there is none. */
  readonly headScriptAt?: string;
  /** Lets pages that were rendered ahead of time stand for a moment; absent, the app is asked about each of them each time. */
  readonly sharedPages?: SharedPages;
  /** Own proxies in front of this server, whose word on the client's address is believed. */
  readonly trustedHops?: number;
  readonly onRequest?: (line: RequestLine) => void;
  readonly onFailure?: (error: unknown, requestId: string) => void;
}

const KEPT_BYTES = 64 * 1024 * 1024;
const REQUEST_SECONDS = 120;
const UPSTREAM_SOCKETS = 256;
const PATIENCE_SECONDS = 60;

/**
 * One origin and one port for an app: `/api/trpc` is answered in this process, everything else by Next behind it. Gives each response its
 * content security policy, packs it, and tells Next (and nobody else) who asks.
 */
export function createFrontServer(options: FrontServerOptions): Server {
  const agent = new Agent({ keepAlive: true, maxSockets: UPSTREAM_SOCKETS });
  const upstream: Upstream = {
    patienceSeconds: PATIENCE_SECONDS,
    ...options.upstream,
    agent,
    kept: new KeptPages(KEPT_BYTES),
    policy: options.policy,
    headScript: options.headScriptAt ? new HeadScript(options.upstream, options.headScriptAt) : undefined,
    sharedPages: options.sharedPages,
  };
  const fixedHeaders = Object.entries(securityHeaders(options.protocol === "https"));
  const server = createServer(
    { requestTimeout: REQUEST_SECONDS * 1000, keepAliveTimeout: 65_000 },
    (request, response) => {
      const requestId = requestIdFrom(textOf(request.headers["x-request-id"]));
      request.headers["x-request-id"] = requestId;
      for (const [name, value] of fixedHeaders) response.setHeader(name, value);
      response.setHeader("x-request-id", requestId);
      logWhenDone(options, request, response, requestId);
      if (isTrpc(request.url ?? "")) return options.trpc(request, response);
      const ip = clientAddress(request, options.trustedHops ?? 0);
      passOn(upstream, request, response, { ip, protocol: options.protocol, requestId }).catch((error: unknown) => {
        options.onFailure?.(error, requestId);
        response.destroy();
      });
    },
  );
  server.on("upgrade", (request, socket, head) => {
    // A built app has no sockets of its own; the development server reloads pages through one.
    if (options.policy.development) passUpgradeOn(options.upstream, request, socket, head);
    else socket.destroy();
  });
  server.on("close", () => agent.destroy());
  return server;
}

function isTrpc(url: string): boolean {
  return /^\/api\/trpc(\/|\?|$)/.test(url);
}

function logWhenDone(
  options: FrontServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): void {
  const { onRequest } = options;
  if (!onRequest) return;
  const startedAt = performance.now();
  response.once("close", () =>
    onRequest({
      requestId,
      method: request.method ?? "",
      path: (request.url ?? "").split("?", 1)[0] ?? "",
      status: response.writableFinished ? response.statusCode : 499,
      milliseconds: Math.round(performance.now() - startedAt),
    }),
  );
}

function textOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
