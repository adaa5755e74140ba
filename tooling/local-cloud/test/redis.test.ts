import { join } from "node:path";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningRedis, startRedis } from "../src/index.ts";
import { scratchFolder } from "./scratch.ts";

describe("Redis", () => {
  let folder: string;
  const running: RunningRedis[] = [];
  const start = async (name: string, appendOnly: boolean, port = 0) => {
    const redis = await startRedis({
      port,
      dir: join(folder, name),
      appendOnly,
    });
    running.push(redis);
    return redis;
  };
  const withClient = async <T>(redis: RunningRedis, use: (client: Redis) => Promise<T>) => {
    const client = new Redis(redis.url, {
      protocol: 2,
      lazyConnect: true,
      retryStrategy: () => null,
    });
    client.on("error", () => {});
    try {
      await client.connect();
      return await use(client);
    } finally {
      client.disconnect();
    }
  };

  beforeAll(async () => {
    folder = await scratchFolder();
  });
  afterAll(() => Promise.all(running.map((redis) => redis.stop())));

  test("with the append-only file, what was written survives a stop and a kill", async () => {
    const first = await start("kept", true);
    await withClient(first, (client) => client.set("hold", "seat 12"));
    await first.stop();
    const second = await start("kept", true, first.port);
    expect(second.url).toBe(first.url);
    await withClient(second, async (client) => {
      expect(await client.get("hold")).toBe("seat 12");
      await client.config("SET", "appendfsync", "always");
      await client.set("hold", "seat 13");
    });
    await second.kill();
    const third = await start("kept", true);
    expect(await withClient(third, (client) => client.get("hold"))).toBe("seat 13");
  });

  test("without it, a restart is empty and under another run id", async () => {
    const runId = (redis: RunningRedis) =>
      withClient(redis, async (client) => /run_id:(\w+)/.exec(await client.info("server"))?.[1]);
    const first = await start("forgotten", false);
    const firstId = await runId(first);
    await withClient(first, (client) => client.set("hold", "seat 12"));
    await first.stop();
    const second = await start("forgotten", false);
    expect(await withClient(second, (client) => client.get("hold"))).toBeNull();
    expect(await runId(second)).not.toBe(firstId);
  });

  test("never throws out what it holds to make room, and never snapshots", async () => {
    const redis = await start("settings", false);
    await withClient(redis, async (client) => {
      expect(await client.config("GET", "maxmemory-policy")).toContain("noeviction");
      expect(await client.config("GET", "save")).toEqual(["save", ""]);
      expect(await client.config("GET", "bind")).toEqual(["bind", "127.0.0.1"]);
    });
  });

  test("a port that is taken is a clear refusal", async () => {
    const redis = await start("first", false);
    await expect(start("second", false, redis.port)).rejects.toThrow(/Address already in use/);
  });

  test("a server that is not there is a clear refusal", async () => {
    await expect(
      startRedis({
        port: 0,
        dir: join(folder, "none"),
        appendOnly: false,
        binary: "/nowhere/redis",
      }),
    ).rejects.toThrow(/ENOENT/);
  });
});
