import { availabilityKeys, currentEpoch, releaseDueHolds } from "../availability/index.ts";
import type { Services } from "../services.ts";
import { unclaimHold } from "./keep-hold.ts";

const MOST_AT_ONCE = 500;

/**
 * Lets due holds of a performance go, and those that were handed to an order which does not exist (the process died
 * between the two). Returns how many were let go.
 */
export async function sweepHolds(services: Services, performanceId: string): Promise<number> {
  const epoch = await currentEpoch(services, performanceId);
  if (!epoch) return 0;
  const keys = availabilityKeys(services.redis, performanceId);
  const [code, , released, ...past] = await releaseDueHolds.run<unknown[]>(services.redis, keys, [epoch, MOST_AT_ONCE]);
  if (code !== 1) return 0;
  const claimed = past.map((id) => String(id).slice(1));
  if (claimed.length === 0) return Number(released);
  const backed = await services.db.seatState.findMany({
    where: { performanceId, holdId: { in: claimed } },
    select: { holdId: true },
    distinct: ["holdId"],
  });
  const alive = new Set(backed.map((row) => row.holdId));
  const orphans = claimed.filter((id) => !alive.has(id));
  if (alive.size > 0)
    await lookAgainLater(
      services,
      performanceId,
      [...alive].filter((id) => id !== null),
    );
  for (const holdId of orphans) await dropOrphan(services, performanceId, holdId);
  return Number(released) + orphans.length;
}

async function dropOrphan(services: Services, performanceId: string, holdId: string): Promise<void> {
  const key = availabilityKeys(services.redis, performanceId)[4] as string;
  const hold = await services.redis.client.hget<{ o?: string | false }>(key, holdId);
  if (hold?.o) await unclaimHold(services, performanceId, holdId, hold.o);
}

/** A hold whose order lives is not looked at again for some minutes. */
async function lookAgainLater(services: Services, performanceId: string, holdIds: readonly string[]): Promise<void> {
  const key = availabilityKeys(services.redis, performanceId)[5] as string;
  const score = Date.now() + 5 * 60_000;
  for (const member of holdIds) await services.redis.client.zadd(key, { xx: true }, { score, member });
}
