import type { IncomingMessage, ServerResponse } from "node:http";
import {
  type AnyTRPCRouter,
  callTRPCProcedure,
  getTRPCErrorFromUnknown,
  TRPCError,
  type TRPCProcedureType,
} from "@trpc/server";
import { getHTTPStatusCode } from "@trpc/server/http";
import {
  BATCH_LIMIT,
  bodyLimitFor,
  bodyTooLarge,
  CALL_DEADLINE_SECONDS,
  callTookTooLong,
  checkCallHead,
  failureEnvelope,
  TRPC_ENDPOINT,
  wholeFailure,
} from "./call-rules.ts";
import { chooseEncoding, pack, WORTH_PACKING_BYTES } from "./compression.ts";
import { letFinish, readText } from "./request-body.ts";
import { clientAddress, type RequestFacts, requestIdFrom } from "./request-facts.ts";

/** What the lean host needs to serve a router. */
export interface LeanHostOptions<Context> {
  readonly router: AnyTRPCRouter;
  readonly createContext: (facts: RequestFacts) => Context | Promise<Context>;
  /** Origins that may POST, exactly as browsers send them. */
  readonly allowedOrigins: readonly string[];
  /** Own proxies in front of this server. */
  readonly trustedHops?: number;
  readonly deadlineSeconds?: number;
  readonly onError?: (report: ErrorReport) => void;
}

/** One failed call, for the log. `path` is absent when the request failed before its calls were known. */
export interface ErrorReport {
  readonly error: TRPCError;
  readonly requestId: string;
  readonly path?: string;
}

interface Call {
  readonly path: string;
  readonly type: TRPCProcedureType | undefined;
}

interface ParsedRequest {
  readonly isBatch: boolean;
  readonly calls: readonly Call[];
  readonly path: string;
  readonly query: URLSearchParams;
}

interface Envelope {
  readonly body: { result: { data: unknown } } | ReturnType<typeof failureEnvelope>;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * Serves a router straight from `node:http`: parses tRPC's HTTP format and calls the procedures, without the
 * `Request` and `Response` objects that cost tRPC's own adapters most of their time. Queries come by GET, mutations by POST,
 * batches with `batch=1`; statuses and bodies are those of the fetch adapter. Streams and subscriptions are not served.
 */
export function createLeanHost<Context>(options: LeanHostOptions<Context>) {
  const allowedOrigins = new Set(options.allowedOrigins);
  return (request: IncomingMessage, response: ServerResponse): void => {
    const cookies: string[] = [];
    const requestId = requestIdFrom(headerOf(request, "x-request-id"));
    const facts: RequestFacts = {
      headers: { get: (name) => headerOf(request, name) },
      ip: clientAddress(request, options.trustedHops ?? 0),
      requestId,
      setCookie: (line) => cookies.push(line),
    };
    const gone = new AbortController();
    response.once("close", () => {
      if (!response.writableFinished) gone.abort();
    });
    if (request.method === "HEAD") {
      response.writeHead(204, { "x-request-id": requestId, "cache-control": "no-store" }).end();
      return;
    }
    void answerWithin(options, request, facts, gone, allowedOrigins)
      .catch((cause: unknown) => {
        const error = getTRPCErrorFromUnknown(cause);
        options.onError?.({ error, requestId });
        return wholeFailure(options.router, error);
      })
      .then((answer) => send(request, response, answer, cookies, requestId))
      .catch(() => response.destroy());
  };
}

async function answerWithin<Context>(
  options: LeanHostOptions<Context>,
  request: IncomingMessage,
  facts: RequestFacts,
  gone: AbortController,
  allowedOrigins: ReadonlySet<string>,
): Promise<Answer> {
  const parsed = parseRequest(options.router, request, allowedOrigins);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => {
        reject(callTookTooLong());
        gone.abort();
      },
      (options.deadlineSeconds ?? CALL_DEADLINE_SECONDS) * 1000,
    );
  });
  try {
    return await Promise.race([answerCalls(options, request, parsed, facts, gone.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

function parseRequest(
  router: AnyTRPCRouter,
  request: IncomingMessage,
  allowedOrigins: ReadonlySet<string>,
): ParsedRequest {
  const url = request.url ?? "";
  const mark = url.indexOf("?");
  const query = new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1));
  const path = decodePath((mark < 0 ? url : url.slice(0, mark)).slice(TRPC_ENDPOINT.length).replace(/^\/|\/$/g, ""));
  const header = (name: string) => headerOf(request, name);
  checkCallHead({ method: request.method ?? "", path, header }, allowedOrigins);
  const isBatch = query.get("batch") === "1";
  const paths = isBatch ? path.split(",") : [path];
  if (paths.length > BATCH_LIMIT) {
    throw new TRPCError({ code: "BAD_REQUEST", message: "Batch call exceeds maximum size" });
  }
  const calls = paths.map((each) => ({ path: each, type: procedureType(router, each) }));
  const types = [...new Set(calls.flatMap(({ type }) => type ?? []))];
  if (types.length > 1) {
    throw new TRPCError({ code: "BAD_REQUEST", message: `Cannot mix procedure types in call: ${types.join(", ")}` });
  }
  return { isBatch, calls, path, query };
}

async function answerCalls<Context>(
  options: LeanHostOptions<Context>,
  request: IncomingMessage,
  parsed: ParsedRequest,
  facts: RequestFacts,
  signal: AbortSignal,
): Promise<Answer> {
  const context = await settle(() => options.createContext(facts));
  const inputs = lazyInputs(request, parsed);
  const ofOne = async (call: Call, batchIndex: number): Promise<Envelope["body"]> => {
    try {
      checkMethod(call, request.method ?? "");
      const data: unknown = await callTRPCProcedure({
        router: options.router,
        path: call.path,
        type: call.type ?? "query",
        ctx: context.value(),
        getRawInput: async () => (await inputs.read())[batchIndex],
        signal,
        batchIndex,
      });
      return { result: { data } };
    } catch (cause) {
      const error = getTRPCErrorFromUnknown(cause);
      options.onError?.({ error, requestId: facts.requestId, path: call.path });
      const input = inputs.known()?.[batchIndex];
      const { path, type } = call;
      return failureEnvelope(options.router, { error, type, path, input, ctx: context.valueIfAny() });
    }
  };
  const envelopes = await Promise.all(parsed.calls.map(ofOne));
  return {
    status: getHTTPStatusCode(envelopes),
    body: JSON.stringify(parsed.isBatch ? envelopes : envelopes[0]),
  };
}

function checkMethod(call: Call, method: string): void {
  if (!call.type) throw new TRPCError({ code: "NOT_FOUND", message: `No procedure found on path "${call.path}"` });
  if (call.type === "subscription" || method !== (call.type === "mutation" ? "POST" : "GET")) {
    const message = `Unsupported ${method}-request to ${call.type} procedure at path "${call.path}"`;
    throw new TRPCError({ code: "METHOD_NOT_SUPPORTED", message });
  }
}

/**
 * The inputs by their place in the batch, parsed at the first call that asks: a procedure that checks rights before its
 * input never makes the server read the body of somebody who has none.
 */
function lazyInputs(request: IncomingMessage, parsed: ParsedRequest) {
  let known: Record<number, unknown> | undefined;
  let pending: Promise<Record<number, unknown>> | undefined;
  const parse = async () => {
    try {
      known = inputsByIndex(await rawInputs(request, parsed), parsed.isBatch);
      return known;
    } catch (cause) {
      if (cause instanceof TRPCError) throw cause;
      throw new TRPCError({
        code: "BAD_REQUEST",
        message: cause instanceof Error ? cause.message : "Invalid input",
        cause,
      });
    }
  };
  return {
    known: () => known,
    read: () => {
      pending ??= parse();
      return pending;
    },
  };
}

async function rawInputs(request: IncomingMessage, { path, query }: ParsedRequest): Promise<unknown> {
  if (request.method === "GET") {
    const input = query.get("input");
    return input ? JSON.parse(input) : undefined;
  }
  return JSON.parse(await readText(request, bodyLimitFor(path), () => bodyTooLarge(path)));
}

function inputsByIndex(raw: unknown, isBatch: boolean): Record<number, unknown> {
  if (raw === undefined) return {};
  if (!isBatch) return { 0: raw };
  if (typeof raw === "object" && raw !== null && !Array.isArray(raw)) return Object.fromEntries(Object.entries(raw));
  throw new TRPCError({ code: "BAD_REQUEST", message: '"input" needs to be an object when doing a batch call' });
}

/** A context that failed fails the calls, one by one, and not those that were wrong anyway. */
async function settle<T>(make: () => T | Promise<T>) {
  try {
    const value = await make();
    return { value: () => value, valueIfAny: () => value };
  } catch (cause) {
    const value = (): T => {
      throw cause;
    };
    return { value, valueIfAny: () => undefined };
  }
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  cookies: readonly string[],
  requestId: string,
): Promise<void> {
  if (response.destroyed) return;
  letFinish(request);
  let body: string | Buffer = answer.body;
  if (cookies.length > 0) response.setHeader("set-cookie", cookies);
  if (body.length >= WORTH_PACKING_BYTES) {
    const encoding = chooseEncoding(headerOf(request, "accept-encoding") ?? undefined);
    if (encoding) {
      body = await pack(Buffer.from(body), encoding, "quick");
      response.setHeader("content-encoding", encoding);
    }
  }
  response.writeHead(answer.status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    vary: "trpc-accept, accept, accept-encoding",
    "x-request-id": requestId,
  });
  response.end(body);
}

function procedureType(router: AnyTRPCRouter, path: string): TRPCProcedureType | undefined {
  const procedures: Record<string, { _def: { type: TRPCProcedureType } } | undefined> = router._def.procedures;
  return Object.hasOwn(procedures, path) ? procedures[path]?._def.type : undefined;
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (cause) {
    throw new TRPCError({ code: "BAD_REQUEST", message: `Invalid URL-encoding in path "${path}"`, cause });
  }
}

function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(", ") : (value ?? null);
}
