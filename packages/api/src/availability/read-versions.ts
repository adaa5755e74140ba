import type { Services } from "../services.ts";
import { availabilityKeys } from "./availability-keys.ts";

const AT_ONCE = 500;

/**
 * How far the availability of each performance has come, in one request for hundreds: a counter that every change raises.
 * Those that Redis knows nothing of are left out.
 */
export async function readVersions(
  services: Services,
  performanceIds: readonly string[],
): Promise<Map<string, number>> {
  const versions = new Map<string, number>();
  for (let at = 0; at < performanceIds.length; at += AT_ONCE) {
    const ids = performanceIds.slice(at, at + AT_ONCE);
    const keys = ids.map((id) => availabilityKeys(services.redis, id)[2] as string);
    const values = await services.redis.client.mget<(number | null)[]>(keys);
    for (const [i, id] of ids.entries()) {
      const value = values[i];
      if (value !== null && value !== undefined) versions.set(id, Number(value));
    }
  }
  return versions;
}
