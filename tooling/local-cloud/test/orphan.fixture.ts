/** Owns a database and a Redis, says their pids, and waits to be killed. Argument: a folder. */
import { join } from "node:path";
import { startPostgres, startRedis } from "../src/index.ts";

const folder = process.argv[2];
if (!folder) throw new Error("Which folder?");
const postgres = await startPostgres({
  port: 0,
  dir: join(folder, "postgres"),
});
const redis = await startRedis({
  port: 0,
  dir: join(folder, "redis"),
  appendOnly: false,
});
console.log(JSON.stringify({ postgresPid: postgres.pid, redisPid: redis.pid }));
