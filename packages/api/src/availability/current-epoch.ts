import { Refusal } from "../errors.ts";
import type { Services } from "../services.ts";
import { rebuildAvailability } from "./rebuild-availability.ts";

/**
 * The epoch Postgres has for a performance; null when there is none such. Kept for a second a process: a script that is
 * handed an old one refuses, and the caller asks again.
 */
const KEPT_MS = 1_000;
const kept = new WeakMap<object, Map<string, { epoch: number; isDraft: boolean; until: number }>>();

export async function currentEpoch(services: Services, performanceId: string, fresh = false): Promise<number | null> {
  return (await keptPerformance(services, performanceId, fresh))?.epoch ?? null;
}

/**
 * Refuses NOT_FOUND for a performance that is not on show, also one that was and has been taken back. Asks nothing that
 * `currentEpoch` would not ask, and is as much as a second late.
 */
export async function refuseDraft(services: Services, performanceId: string): Promise<void> {
  const performance = await keptPerformance(services, performanceId, false);
  if (!performance || performance.isDraft) throw new Refusal("NOT_FOUND");
}

async function keptPerformance(services: Services, performanceId: string, fresh: boolean) {
  let byId = kept.get(services.db);
  if (!byId) {
    byId = new Map();
    kept.set(services.db, byId);
  }
  const known = byId.get(performanceId);
  if (!fresh && known && known.until > Date.now()) return known;
  const row = await services.db.performance.findUnique({
    where: { id: performanceId },
    select: { epoch: true, status: true },
  });
  if (!row) return null;
  if (byId.size > 5_000) byId.clear();
  const read = { epoch: row.epoch, isDraft: row.status === "draft", until: Date.now() + KEPT_MS };
  byId.set(performanceId, read);
  return read;
}

/** The epoch of a version, `epoch:counter`. */
export function epochOf(version: string): number {
  return Number.parseInt(version, 10);
}

/** How often a script that was refused for its epoch is tried again. */
const ROUNDS = 4;

/** What a script answers when Redis holds another epoch, or none. */
export const WRONG_EPOCH = -2;

/**
 * Runs a script with the epoch it needs. Refused for its epoch, it is run once more with a fresh one, and after that the
 * availability is built anew: an empty or stale Redis sells nothing, and mends itself on the first touch.
 * Returns undefined when there is no such performance or it was never built.
 */
export async function withEpoch(
  services: Services,
  performanceId: string,
  run: (epoch: number) => Promise<readonly unknown[]>,
): Promise<readonly unknown[] | undefined> {
  for (let round = 0; ; round++) {
    const epoch = await currentEpoch(services, performanceId, round > 0);
    if (!epoch) return undefined;
    const answer = await run(epoch);
    if (answer[0] !== WRONG_EPOCH || round === ROUNDS) return answer;
    if (round > 0) {
      await rebuildAvailability(services, performanceId, "asked for while not built", { onlyIfMissing: true });
    }
  }
}
