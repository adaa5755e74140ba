import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from "node:http";

const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "expect",
]);

/** Headers by which a client could speak in the name of a proxy or of Next itself. */
const NEVER_FROM_CLIENTS =
  /^(x-forwarded-|x-middleware-|x-invoke-|x-real-ip$|forwarded$|content-security-policy$|x-nonce$)/;

/** What the front server says of a request to the app behind it. */
export interface Forwarded {
  readonly ip: string;
  readonly protocol: "http" | "https";
  readonly requestId: string;
  /** The policy that Next reads the nonce from. */
  readonly policy?: string;
  /** The ETag of the copy that the front server keeps. */
  readonly etag?: string;
}

/** The headers of a request as the app receives them: the client's, without what only we may say, and with that. */
export function forwardedHeaders(request: IncomingMessage, forwarded: Forwarded): OutgoingHttpHeaders {
  const headers = withoutHops(request.headers);
  for (const name of Object.keys(headers)) if (NEVER_FROM_CLIENTS.test(name)) delete headers[name];
  const { host } = request.headers;
  headers["x-forwarded-for"] = forwarded.ip;
  headers["x-forwarded-proto"] = forwarded.protocol;
  if (host) headers["x-forwarded-host"] = host;
  headers["x-request-id"] = forwarded.requestId;
  // Packing is done once, here.
  headers["accept-encoding"] = "identity";
  if (request.headers["transfer-encoding"]) headers["transfer-encoding"] = "chunked";
  if (forwarded.policy) headers["content-security-policy"] = forwarded.policy;
  if (forwarded.etag) headers["if-none-match"] = forwarded.etag;
  return headers;
}

/** Headers without those that belong to one connection (RFC 9110, 7.6.1). */
export function withoutHops(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const named = new Set(
    String(headers.connection ?? "")
      .split(",")
      .map((name) => name.trim().toLowerCase()),
  );
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !HOP_BY_HOP.has(name) && !named.has(name)) kept[name] = value;
  }
  return kept;
}
