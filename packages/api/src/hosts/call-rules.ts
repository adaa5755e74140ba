import { type AnyTRPCRouter, getTRPCErrorShape, TRPCError, type TRPCProcedureType } from "@trpc/server";
import { getHTTPStatusCode } from "@trpc/server/http";
import { Refusal } from "../errors.ts";

/** Bytes that a call may carry. */
export const BODY_LIMIT = 1024 * 1024;
/** Seating plans are drawings: only these procedures, called alone, may carry so much. */
export const LARGE_BODY_LIMIT = 25 * 1024 * 1024;
const LARGE_BODY_PROCEDURES = new Set(["seating.importPlan", "seating.saveDraft"]);
/** Calls in one batch; the apps' pages need a handful. */
export const BATCH_LIMIT = 20;
/** Where both hosts serve the router. */
export const TRPC_ENDPOINT = "/api/trpc";
/** A call that takes longer is given up, and its context's signal aborted. */
export const CALL_DEADLINE_SECONDS = 30;

/** The head of a request, as either host sees it before it reads a body. */
export interface CallHead {
  readonly method: string;
  /** Everything after the endpoint, decoded: `a.b` or, in a batch, `a.b,c.d`. */
  readonly path: string;
  header(name: string): string | null;
}

/**
 * The rules that hold before any procedure is looked up, the same on both hosts. Throws METHOD_NOT_SUPPORTED,
 * UNSUPPORTED_MEDIA_TYPE, FORBIDDEN (refusal ORIGIN_REFUSED) or PAYLOAD_TOO_LARGE.
 */
export function checkCallHead(head: CallHead, allowedOrigins: ReadonlySet<string>): void {
  if (head.method !== "GET" && head.method !== "POST") {
    throw new TRPCError({ code: "METHOD_NOT_SUPPORTED", message: `${head.method} is not supported here.` });
  }
  if (wantsStream(head)) {
    throw new TRPCError({ code: "UNSUPPORTED_MEDIA_TYPE", message: "Answers come as plain JSON, not as a stream." });
  }
  if (head.method !== "POST") return;
  if (mediaType(head.header("content-type")) !== "application/json") {
    throw new TRPCError({ code: "UNSUPPORTED_MEDIA_TYPE", message: "Send application/json." });
  }
  // A page of another site can make a browser POST with our cookies, but not lie about where it comes from.
  if (!allowedOrigins.has(head.header("origin") ?? "")) {
    const refusal = new Refusal("ORIGIN_REFUSED");
    throw new TRPCError({ code: "FORBIDDEN", message: refusal.message, cause: refusal });
  }
  if (Number(head.header("content-length") ?? 0) > bodyLimitFor(head.path)) throw bodyTooLarge(head.path);
}

/** How many bytes the body of a call to `path` may have. */
export function bodyLimitFor(path: string): number {
  return LARGE_BODY_PROCEDURES.has(path) ? LARGE_BODY_LIMIT : BODY_LIMIT;
}

/** The answer to a body beyond the limit. */
export function bodyTooLarge(path: string): TRPCError {
  const megabytes = bodyLimitFor(path) / 1024 / 1024;
  return new TRPCError({ code: "PAYLOAD_TOO_LARGE", message: `A request may carry ${megabytes} MB.` });
}

/** The answer to a call that took longer than {@link CALL_DEADLINE_SECONDS}. */
export function callTookTooLong(): TRPCError {
  return new TRPCError({ code: "GATEWAY_TIMEOUT", message: "This took too long. Try again." });
}

/** What an error looks like on the wire, through the router's own formatter. */
export interface FailedCall {
  readonly error: TRPCError;
  readonly type?: TRPCProcedureType | "unknown";
  readonly path?: string;
  readonly input?: unknown;
  readonly ctx?: unknown;
}

/** The envelope of a failed call. */
export function failureEnvelope(router: AnyTRPCRouter, failed: FailedCall) {
  const { error, type = "unknown", path, input, ctx } = failed;
  return { error: getTRPCErrorShape({ config: router._def._config, error, type, path, input, ctx }) };
}

/** Status and body of a request that failed as a whole, before its calls were known. */
export function wholeFailure(router: AnyTRPCRouter, error: TRPCError): { status: number; body: string } {
  const envelope = failureEnvelope(router, { error });
  return { status: getHTTPStatusCode(envelope), body: JSON.stringify(envelope) };
}

function wantsStream(head: CallHead): boolean {
  if (head.header("trpc-accept") === "application/jsonl") return true;
  const accepted = head.header("accept")?.split(",") ?? [];
  return accepted.some((type) => ["application/jsonl", "text/event-stream"].includes(type.trim()));
}

function mediaType(contentType: string | null): string | undefined {
  return contentType?.split(";", 1)[0]?.trim().toLowerCase();
}
