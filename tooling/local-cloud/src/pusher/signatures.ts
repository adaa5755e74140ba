import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** An app's public key and the secret that signs for it. */
export interface AppToken {
  key: string;
  secret: string;
}

/** HMAC-SHA256 in hex, as every signature of this protocol is. */
export function sign(token: AppToken, text: string): string {
  return createHmac("sha256", token.secret).update(text).digest("hex");
}

/** Whether `auth` is `key:signature` of this text. */
export function isAuthorized(token: AppToken, auth: unknown, text: string): boolean {
  return typeof auth === "string" && isSame(auth, `${token.key}:${sign(token, text)}`);
}

const TOLERANCE_SECONDS = 600;

/** A signed REST request: `query` holds decoded values. */
export interface SignedRequest {
  method: string;
  path: string;
  query: ReadonlyMap<string, string>;
  body: string;
}

/**
 * Why a REST request is not authentic, or undefined when it is. The signature covers method, path and the query sorted by key; the
 * body counts through its MD5. Source: Pusher Channels HTTP API reference, "Authentication".
 */
export function signatureFault(token: AppToken, request: SignedRequest, nowSeconds: number): string | undefined {
  const { method, path, query, body } = request;
  if (query.get("auth_key") !== token.key) return "Unknown auth_key";
  if (query.get("auth_version") !== "1.0") return "Unsupported auth_version";
  const timestamp = Number(query.get("auth_timestamp"));
  if (!(Math.abs(nowSeconds - timestamp) <= TOLERANCE_SECONDS)) {
    return `Timestamp expired: Given timestamp (${timestamp}) not within ${TOLERANCE_SECONDS}s of server time (${nowSeconds})`;
  }
  if (body !== "" && !isSame(query.get("body_md5") ?? "", createHash("md5").update(body).digest("hex"))) {
    return "Invalid body_md5";
  }
  const pairs = [...query]
    .filter(([name]) => name !== "auth_signature")
    .map(([name, value]) => [name.toLowerCase(), value]);
  const sorted = pairs.sort(([a = ""], [b = ""]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}=${value}`);
  const expected = sign(token, [method, path, sorted.join("&")].join("\n"));
  return isSame(query.get("auth_signature") ?? "", expected) ? undefined : "Invalid signature";
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
