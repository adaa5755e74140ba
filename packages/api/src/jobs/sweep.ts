import { availabilityKeys, readVersions } from "../availability/index.ts";
import { sweepHolds } from "../holds/index.ts";
import type { Services } from "../services.ts";
import { performancesOnSale } from "./performances-on-sale.ts";

/**
 * A turn of the sweeper over all performances on sale: those in which nothing has moved since nothing was held there are
 * passed by. Each turn remembers for the next one.
 */
export function createSweep(services: Services): () => Promise<void> {
  /** The version at which each was seen to hold nothing. */
  const quietAt = new Map<string, number>();
  return async () => {
    const ids = (await performancesOnSale(services)).map(({ id }) => id);
    const versions = await readVersions(services, ids);
    for (const id of ids) {
      const version = versions.get(id);
      if (version !== undefined && quietAt.get(id) === version) continue;
      await sweepHolds(services, id);
      const held = await services.redis.client.zcard(availabilityKeys(services.redis, id)[5] as string);
      // By the version from before: what moved meanwhile is looked at again.
      if (held === 0 && version !== undefined) quietAt.set(id, version);
      else quietAt.delete(id);
    }
    for (const id of quietAt.keys()) if (!versions.has(id)) quietAt.delete(id);
  };
}
