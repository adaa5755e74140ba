import { type AnyTRPCRouter, getTRPCErrorFromUnknown } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import {
  BATCH_LIMIT,
  bodyLimitFor,
  bodyTooLarge,
  CALL_DEADLINE_SECONDS,
  callTookTooLong,
  checkCallHead,
  TRPC_ENDPOINT,
  wholeFailure,
} from "./call-rules.ts";
import type { ErrorReport } from "./lean-host.ts";
import { type RequestFacts, requestIdFrom } from "./request-facts.ts";

/** What the host inside Next needs to serve a router. */
export interface FetchHostOptions<Context> {
  readonly router: AnyTRPCRouter;
  readonly createContext: (facts: RequestFacts) => Context | Promise<Context>;
  readonly allowedOrigins: readonly string[];
  readonly deadlineSeconds?: number;
  readonly onError?: (report: ErrorReport) => void;
}

/**
 * Serves a router through tRPC's fetch adapter, wherever Next route handlers run, with the same rules as the lean host. The
 * client's address is believed from `X-Forwarded-For`, which the front server (or the platform) overwrites.
 */
export function createFetchHost<Context>(options: FetchHostOptions<Context>) {
  const allowedOrigins = new Set(options.allowedOrigins);
  return async (request: Request): Promise<Response> => {
    const requestId = requestIdFrom(request.headers.get("x-request-id"));
    const tooLate = new AbortController();
    const timer = setTimeout(
      () => tooLate.abort(callTookTooLong()),
      (options.deadlineSeconds ?? CALL_DEADLINE_SECONDS) * 1000,
    );
    try {
      const admitted = request.method === "HEAD" ? request : admit(request, allowedOrigins, tooLate.signal);
      const late = new Promise<never>((_, reject) => {
        tooLate.signal.addEventListener("abort", () => reject(tooLate.signal.reason));
      });
      const response = await Promise.race([serve(options, admitted, requestId), late]);
      return finished(response, requestId);
    } catch (cause) {
      const error = getTRPCErrorFromUnknown(cause);
      options.onError?.({ error, requestId });
      const { status, body } = wholeFailure(options.router, error);
      return finished(new Response(body, { status, headers: { vary: "trpc-accept, accept" } }), requestId);
    } finally {
      clearTimeout(timer);
    }
  };
}

function admit(request: Request, allowedOrigins: ReadonlySet<string>, late: AbortSignal): Request {
  const path = pathOf(request);
  const header = (name: string) => request.headers.get(name);
  checkCallHead({ method: request.method, path, header }, allowedOrigins);
  const signal = AbortSignal.any([request.signal, late]);
  if (!request.body) return new Request(request, { signal });
  const body = request.body.pipeThrough(limitedStream(bodyLimitFor(path), () => bodyTooLarge(path)));
  // Streams as bodies need this member, which the DOM's types do not know.
  const init: RequestInit & { duplex: "half" } = { signal, body, duplex: "half" };
  return new Request(request, init);
}

function serve<Context>(options: FetchHostOptions<Context>, request: Request, requestId: string): Promise<Response> {
  return fetchRequestHandler({
    endpoint: TRPC_ENDPOINT,
    router: options.router,
    req: request,
    maxBatchSize: BATCH_LIMIT,
    createContext: async ({ resHeaders }): Promise<unknown> =>
      options.createContext({
        headers: request.headers,
        ip: request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "",
        requestId,
        setCookie: (line) => resHeaders.append("set-cookie", line),
      }),
    onError: ({ error, path }) => options.onError?.({ error, requestId, path }),
  });
}

function finished(response: Response, requestId: string): Response {
  response.headers.set("x-request-id", requestId);
  response.headers.set("cache-control", "no-store");
  // The adapter leaves the type out where a request fails as a whole, and the platform would call it plain text.
  if (response.body) response.headers.set("content-type", "application/json");
  return response;
}

/** A malformed escape stays as it is here; the adapter then names it in its own refusal. */
function pathOf(request: Request): string {
  const path = new URL(request.url).pathname.slice(TRPC_ENDPOINT.length).replace(/^\/|\/$/g, "");
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function limitedStream(limit: number, tooLarge: () => Error): TransformStream<Uint8Array, Uint8Array> {
  let size = 0;
  return new TransformStream({
    transform(chunk, controller) {
      size += chunk.byteLength;
      if (size > limit) controller.error(tooLarge());
      else controller.enqueue(chunk);
    },
  });
}
