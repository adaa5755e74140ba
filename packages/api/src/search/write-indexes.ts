import type { IndexWork } from "../integrations/meilisearch/index.ts";
import type { Services } from "../services.ts";
import type { IndexName } from "./index-settings.ts";

/** Name of an index in the engine, which other installations may share. */
export const indexUid = ({ env }: Pick<Services, "env">, name: IndexName): string => `${env.MEILISEARCH_PREFIX}${name}`;

/** Where an index is built before it takes the other's place. */
export const nextUid = (services: Pick<Services, "env">, name: IndexName): string => `${indexUid(services, name)}_next`;

/** Set while indexes are being built anew: what is written meanwhile goes into both. */
export const BUILDING = "search.building";
const LOCK = 72_540_002;
const LONGEST_MS = 60_000;

/**
 * Reads facts and hands them to the engine, so that what was read later is also written later: many may write at once, but
 * while indexes are built anew a batch of that goes alone. `work` is told under which names each index is written and
 * returns what the engine took; it is waited for after the others may go on. Throws when the engine does not take it.
 */
export async function writeIndexes(
  services: Services,
  order: "together" | "alone",
  work: (uidsOf: (name: IndexName) => readonly string[]) => Promise<readonly IndexWork[]>,
): Promise<void> {
  const taken = await services.db.$transaction(
    async (tx) => {
      if (order === "alone") await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`;
      else await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(${LOCK})`;
      const isBuilding = (await tx.setting.count({ where: { name: BUILDING } })) > 0;
      return work((name) =>
        isBuilding ? [indexUid(services, name), nextUid(services, name)] : [indexUid(services, name)],
      );
    },
    { timeout: LONGEST_MS, maxWait: LONGEST_MS },
  );
  for (const one of taken) await one.done();
}
