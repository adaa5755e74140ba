import { holdName } from "@usher/db";
import type { Services } from "../services.ts";

const nameOf = (workerId: string) => `usher worker ${workerId}`;

/** A worker that has just begun takes jobs a moment before its name is held. */
const GRACE_SECONDS = 10;

/** Lets the other workers know that this one lives, until it is released or its process ends in whatever way. */
export function holdWorkerName(services: Services, workerId: string): Promise<{ release(): Promise<void> }> {
  return holdName(services.env.DATABASE_URL, nameOf(workerId));
}

/**
 * Gives the jobs of workers that are dead to those that live; the queue alone would leave them for four hours. A worker
 * is dead when nobody holds its name and it took a job longer ago than the grace. Returns how many workers were dead.
 */
export async function freeJobsOfDeadWorkers(services: Services, graceSeconds = GRACE_SECONDS): Promise<number> {
  return services.db.$transaction(async (tx) => {
    const workers = await tx.$queryRaw<{ id: string }[]>`
      SELECT DISTINCT locked_by AS id FROM graphile_worker._private_jobs
      WHERE locked_by IS NOT NULL AND locked_at <= now() - make_interval(secs => ${graceSeconds}::float8)`;
    const dead: string[] = [];
    for (const { id } of workers) {
      // Whoever gets the name has it until the end of this transaction: the worker cannot be alive meanwhile.
      const [got] = await tx.$queryRaw<{ taken: boolean }[]>`
        SELECT pg_try_advisory_xact_lock(hashtextextended(${nameOf(id)}, 0)) AS taken`;
      if (got?.taken) dead.push(id);
    }
    if (dead.length === 0) return 0;
    await tx.$executeRaw`SELECT graphile_worker.force_unlock_workers(${dead}::text[])`;
    services.log.warn({ workers: dead }, "jobs of dead workers are free again");
    return dead.length;
  });
}
