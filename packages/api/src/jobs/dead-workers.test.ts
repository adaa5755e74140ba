import { Logger, runOnce } from "graphile-worker";
import { afterAll, beforeAll, expect, test } from "vitest";
import { enqueue } from "../kernel/jobs.ts";
import { createTestServices, type TestServices } from "../testing/test-services.ts";
import { freeJobsOfDeadWorkers, holdWorkerName } from "./dead-workers.ts";

let house: TestServices;

beforeAll(async () => {
  house = await createTestServices();
});
afterAll(() => house?.close());

/** A job that a worker took and has not ended. */
async function takenBy(workerId: string): Promise<void> {
  const { db } = house.services;
  await db.$transaction((tx) => enqueue(tx, "orders.announce", { orderId: workerId }));
  await db.$executeRaw`UPDATE graphile_worker._private_jobs SET locked_by = ${workerId}, locked_at = now()
    WHERE payload->>'orderId' = ${workerId}`;
}

/** Whose jobs a worker that looks for work now finds. */
async function found(): Promise<string[]> {
  const ids: string[] = [];
  const taskList = {
    "orders.announce": async (payload: unknown) => void ids.push((payload as { orderId: string }).orderId),
  };
  const logger = new Logger(() => () => undefined);
  await runOnce({ connectionString: house.services.env.DATABASE_URL, taskList, noHandleSignals: true, logger });
  return ids.sort();
}

test("jobs of a worker that died are taken by another, those of one that lives are not, nor of one that has just begun", async () => {
  await takenBy("pool-living");
  await takenBy("pool-dead");
  const living = await holdWorkerName(house.services, "pool-living");
  expect(await freeJobsOfDeadWorkers(house.services)).toBe(0);
  expect(await found()).toEqual([]);
  expect(await freeJobsOfDeadWorkers(house.services, 0)).toBe(1);
  expect(await found()).toEqual(["pool-dead"]);
  await living.release();
  await expect.poll(() => freeJobsOfDeadWorkers(house.services, 0)).toBe(1);
  expect(await found()).toEqual(["pool-living"]);
});

test("a worker whose connection was cut takes its name up again", async () => {
  const living = await holdWorkerName(house.services, "pool-cut");
  await house.services.db.$executeRaw`SELECT pg_terminate_backend(pid) FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  await takenBy("pool-cut");
  const holders = () =>
    house.services.db.$queryRaw<{ held: number }[]>`SELECT count(*)::int AS held FROM pg_locks l
      JOIN pg_database d ON d.oid = l.database WHERE locktype = 'advisory' AND granted AND d.datname = current_database()`;
  await expect.poll(holders, { timeout: 10_000 }).toEqual([{ held: 1 }]);
  expect(await freeJobsOfDeadWorkers(house.services, 0)).toBe(0);
  await living.release();
});
