import { randomBytes } from "node:crypto";
import { openDatabase } from "@usher/db";
import { createTemplate, databaseUrl } from "@usher/db/testing";
import { readEnv } from "../../../packages/api/src/env.ts";
import { openServices } from "../../../packages/api/src/open-services.ts";
import type { Services } from "../../../packages/api/src/services.ts";

/** An empty house in a database of its own and under a Redis prefix of its own. */
export interface BenchHouse {
  readonly services: Services;
  /** What a child process needs to find it. */
  readonly environment: Record<string, string>;
  /** Ends the database and every key of the prefix. */
  remove(): Promise<void>;
}

/**
 * Opens an empty house. A database of its own keeps it out of the shop, away from the worker of a product that is up, and lets
 * `remove` leave nothing behind. `more` goes before what stands in the environment.
 */
export async function openBenchHouse(more: Record<string, string> = {}): Promise<BenchHouse> {
  const base = readEnv();
  const name = `bench_${randomBytes(6).toString("hex")}`;
  const environment = {
    DATABASE_URL: databaseUrl(base.DATABASE_URL, name),
    REDIS_PREFIX: `${name}:`,
    RATE_LIMIT_FACTOR: "100000",
    LOG_LEVEL: "warn",
    ...more,
  };
  const services = openServices("bench", readEnv({ ...process.env, ...environment }));
  const remove = () => removeHouse(services, base.DATABASE_URL, name);
  try {
    await createTemplate(base.DATABASE_URL, name, async () => undefined);
    return { services, environment, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function removeHouse(services: Services, serverUrl: string, name: string): Promise<void> {
  const { client, prefix } = services.redis;
  let cursor = "0";
  do {
    const [next, keys] = await client.scan(cursor, { match: `${prefix}*`, count: 5_000 });
    if (keys.length > 0) await client.unlink(...keys);
    cursor = String(next);
  } while (cursor !== "0");
  await services.close();
  const server = openDatabase(databaseUrl(serverUrl, "postgres"), { poolSize: 1 });
  try {
    await server.$executeRawUnsafe(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  } finally {
    await server.$disconnect();
  }
}
