import { createHmac } from "node:crypto";
import type { Services } from "../services.ts";

const KNOWN_SECONDS = 90 * 24 * 3_600;

function deviceKey(services: Services, email: string, buyerKey: string): string {
  const address = createHmac("sha256", services.env.NEXTAUTH_SECRET).update(`known:${email}`).digest("base64url");
  return `${services.redis.prefix}known:${address}:${buyerKey}`;
}

/** Remembers that somebody signed in with this address from this browser. Forgetting it costs nobody anything but patience. */
export async function rememberDevice(services: Services, email: string, buyerKey: string | null): Promise<void> {
  if (!buyerKey) return;
  await services.redis.client
    .set(deviceKey(services, email, buyerKey), 1, { ex: KNOWN_SECONDS })
    .catch(() => undefined);
}

/** Whether this browser signed in with this address within ninety days. */
export async function isKnownDevice(services: Services, email: string, buyerKey: string | null): Promise<boolean> {
  if (!buyerKey) return false;
  return (await services.redis.client.get(deviceKey(services, email, buyerKey)).catch(() => null)) !== null;
}
