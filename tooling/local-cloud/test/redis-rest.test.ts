import { join } from "node:path";
import { Ratelimit } from "@upstash/ratelimit";
import { Redis, type RedisConfigNodejs } from "@upstash/redis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRedisRestGateway, type RedisRestGateway, type RunningRedis, startRedis } from "../src/index.ts";
import { scratchFolder } from "./scratch.ts";

const token = "a token of this test";

describe("Redis over HTTP", () => {
  let redis: RunningRedis;
  let gateway: RedisRestGateway;
  let client: Redis;
  const connect = (settings: Partial<RedisConfigNodejs> = {}) =>
    new Redis({ url: gateway.url, token, retry: false, enableTelemetry: false, ...settings });
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(gateway.url + path, { method: "POST", body, headers: { authorization: `Bearer ${token}`, ...headers } });

  beforeAll(async () => {
    redis = await startRedis({ port: 0, dir: join(await scratchFolder(), "redis"), appendOnly: false });
    gateway = createRedisRestGateway({ redisUrl: redis.url, token, port: 0 });
    await gateway.start();
    client = connect();
  });
  afterAll(async () => {
    await gateway.stop();
    await redis.stop();
  });

  test("values come back as they were written: text, numbers, objects, lists, nothing", async () => {
    expect(await client.set("text", "Zoë, row Ç")).toBe("OK");
    expect(await client.get("text")).toBe("Zoë, row Ç");
    await client.set("OK", "OK");
    expect(await client.mget("OK", "text", "absent")).toEqual(["OK", "Zoë, row Ç", null]);
    expect(await client.incrby("count", 41)).toBe(41);
    await client.hset("object", { seat: 12, row: "C" });
    expect(await client.hgetall("object")).toEqual({ seat: 12, row: "C" });
    expect(await client.eval("return {1, 'OK', {redis.status_reply('FINE'), false}}", [], [])).toEqual([
      1,
      "OK",
      ["FINE", null],
    ]);
  });

  test("without base64 the same values come back", async () => {
    const plain = connect({ responseEncoding: false });
    await plain.set("plain", "Zoë");
    expect(await plain.mget("plain", "absent")).toEqual(["Zoë", null]);
  });

  test("a byte string of all printable seats survives, 100,000 long", async () => {
    const seats = Array.from({ length: 100_000 }, (_, i) => String.fromCharCode(0x40 | (i % 16))).join("");
    await client.set("seats", seats);
    expect(await connect({ automaticDeserialization: false }).get("seats")).toBe(seats);
  });

  test("in a pipeline one refusal does not touch the others", async () => {
    await client.set("word", "seat");
    const replies = await client.pipeline().set("a", 1).incr("word").get("a").exec({ keepErrors: true });
    expect(replies.map((one) => one.result ?? one.error)).toEqual([
      "OK",
      expect.stringMatching(/^ERR value is not an integer/),
      1,
    ]);
  });

  test("a transaction happens whole, or not at all when Redis does not know one of its commands", async () => {
    expect(await client.multi().set("m", 1).incr("m").get("m").exec()).toEqual(["OK", 2, 2]);
    const answer = await post("/multi-exec", JSON.stringify([["SET", "m", "9"], ["NOSUCH"]]));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: expect.stringMatching(/^ERR unknown command/) });
    expect(await client.get("m")).toBe(2);
  });

  test("scripts with Upstash's own flag run, by text and by digest", async () => {
    const script = "#!lua flags=allow-key-locking\nreturn redis.call('INCR', KEYS[1])";
    expect(await client.eval(script, ["scripted"], [])).toBe(1);
    const digest = await client.scriptLoad(script);
    expect(await client.scriptExists(digest, "0".repeat(40))).toEqual([1, 0]);
    expect(await client.evalsha(digest, ["scripted"], [])).toBe(2);
    await expect(client.evalsha("0".repeat(40), [], [])).rejects.toThrow(/NOSCRIPT/);
  });

  test("a rate limit of the SDK counts", async () => {
    const limit = new Ratelimit({
      redis: client,
      limiter: Ratelimit.slidingWindow(2, "60 s"),
      prefix: "limit",
      ephemeralCache: false,
    });
    const answers = [await limit.limit("guest"), await limit.limit("guest"), await limit.limit("guest")];
    expect(answers.map((one) => one.success)).toEqual([true, true, false]);
  });

  test("a wrong token is refused", async () => {
    await expect(connect({ token: "wrong" }).get("text")).rejects.toThrow(/WRONGPASS/);
  });

  test.for([
    ["/", "not json", 400, /JSON/],
    ["/", "[]", 400, /failed to parse command/],
    ["/", '{"get":"a"}', 400, /failed to parse command/],
    ["/", '["GET",["a"]]', 400, /failed to parse command/],
    ["/", '["NOSUCH"]', 400, /unknown command/],
    ["/", '["SUBSCRIBE","a"]', 400, /not available/],
    ["/", '["MULTI"]', 400, /not available/],
    ["/", '["BLPOP","a",0]', 400, /not available/],
    ["/pipeline", "[]", 400, /empty pipeline/],
    ["/pipeline", '["GET","a"]', 400, /failed to parse pipeline/],
    ["/multi-exec", '[["WATCH","a"]]', 400, /not available/],
    ["/get/a", "[]", 400, /no such path/],
  ] as const)("POST %s with %s is %d", async ([path, body, status, sentence]) => {
    const answer = await post(path, body);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({ error: expect.stringMatching(sentence) });
  });

  test("numbers and booleans are arguments too", async () => {
    await post("/", '["RPUSH","mixed",1,true,2.5]');
    expect(await (await post("/", '["LRANGE","mixed",0,-1]')).json()).toEqual({ result: ["1", "true", "2.5"] });
  });

  test("while Redis is down the answer is 503, and after it is back the same client works", async () => {
    await redis.kill();
    expect((await post("/", '["PING"]')).status).toBe(503);
    await expect(client.get("text")).rejects.toThrow(/not reachable/);
    redis = await startRedis({ port: redis.port, dir: join(await scratchFolder(), "redis"), appendOnly: false });
    expect(await client.ping()).toBe("PONG");
  });
});
