import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareQueue } from "@usher/api/job-queue";
import { createTemplate } from "@usher/db/testing";
import { startPostgres, startRedis } from "@usher/local-cloud";

const TEMPLATE = "usher_template";

/**
 * A PostgreSQL and a Redis for one run of the tests, on ports of their own, with data that goes with the run. Tests find them in
 * `USHER_TEST_POSTGRES_URL` (the server; databases are copied from `USHER_TEST_TEMPLATE`) and `USHER_TEST_REDIS_URL` (each worker takes a key
 * prefix).
 */
export default async function startTestServices(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "usher-test-"));
  // PostgreSQL does not run as root; its own user must be able to pass through.
  await chmod(folder, 0o755);
  const started = await Promise.allSettled([
    startPostgres({ dir: join(folder, "postgres"), port: 0, databases: ["usher"] }),
    startRedis({ dir: join(folder, "redis"), port: 0, appendOnly: false }),
  ]);
  const [postgres, redis] = started;
  const stop = async () => {
    await Promise.all(started.map((one) => (one.status === "fulfilled" ? one.value.stop() : undefined)));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    if (postgres.status === "rejected") throw postgres.reason;
    if (redis.status === "rejected") throw redis.reason;
    const postgresUrl = postgres.value.url("usher");
    await createTemplate(postgresUrl, TEMPLATE, prepareQueue);
    process.env.USHER_TEST_POSTGRES_URL = postgresUrl;
    process.env.USHER_TEST_TEMPLATE = TEMPLATE;
    process.env.USHER_TEST_REDIS_URL = redis.value.url;
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}
