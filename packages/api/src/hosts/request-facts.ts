import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";

/** What a procedure's context may know of the request that carries it. */
export interface RequestFacts {
  readonly headers: { get(name: string): string | null };
  /** The address of the person's machine, as far as it can be known. */
  readonly ip: string;
  readonly requestId: string;
  /** Adds one `Set-Cookie` line to the answer. */
  setCookie(line: string): void;
}

const REQUEST_ID = /^[\w-]{8,64}$/;

/** The id that follows a request through all logs: the one it came with where that is harmless text, else a new one. */
export function requestIdFrom(offered: string | null | undefined): string {
  return offered && REQUEST_ID.test(offered) ? offered : randomUUID();
}

/**
 * Reads the client's address. `trustedHops` is the number of own proxies in front: each adds one entry at the right of
 * `X-Forwarded-For`, so what stands further left was written by the client and is not believed.
 */
export function clientAddress(request: IncomingMessage, trustedHops: number): string {
  const direct = plainAddress(request.socket.remoteAddress ?? "");
  if (trustedHops === 0) return direct;
  const forwarded = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((entry) => plainAddress(entry.trim()))
    .filter(Boolean);
  return forwarded.at(-trustedHops) ?? direct;
}

/** IPv4 in IPv6's clothes (`::ffff:127.0.0.1`) counts as the same client as plain IPv4. */
function plainAddress(address: string): string {
  const mapped = "::ffff:";
  return isIPv6(address) && address.toLowerCase().startsWith(mapped) && address.includes(".")
    ? address.slice(mapped.length)
    : address;
}
