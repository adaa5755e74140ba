import { makeWorkerUtils } from "graphile-worker";

/**
 * How `add_jobs` plans its statements. Every sale writes some six jobs, and the library's function plans its four statements
 * anew at each call, and reads the whole table of waiting jobs when its statistics are old: 1.5 ms a job among ten thousand,
 * growing with their number. Planned once, through the indexes, it is 0.3 ms and does not grow. The settings are the
 * function's own: a newer library that brings its function anew is given them again here.
 */
const PLAN_ONCE = `ALTER FUNCTION graphile_worker.add_jobs(graphile_worker.job_spec[], boolean)
  SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off`;

/** Creates or brings up to date the job queue's own schema. Run after the house's migrations; a second run changes nothing. */
export async function prepareQueue(connectionString: string): Promise<void> {
  const queue = await makeWorkerUtils({ connectionString });
  try {
    await queue.migrate();
    await queue.withPgClient((client) => client.query(PLAN_ONCE));
  } finally {
    await queue.release();
  }
}
