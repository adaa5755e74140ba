import { randomInt } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reconcile } from "../../reconcile/reconcile.ts";
import { createDice } from "../../seed/dice.ts";
import { createTestServices, type TestServices } from "../../testing/test-services.ts";
import { LIVES, liveThroughNews } from "./provider-news.fixture.ts";
import { openWebhookDoor } from "./webhook-door.fixture.ts";

const PAIRS = process.env.USHER_LONG ? 500 : 20;
const MINUTE_MS = 60_000;
const seed = Number(process.env.USHER_SEED ?? randomInt(2 ** 31));

let house: TestServices;
let door: Awaited<ReturnType<typeof openWebhookDoor>>;

beforeAll(async () => {
  door = await openWebhookDoor();
  house = await createTestServices({ webhookUrl: door.url });
  door.serve(house.services);
});
afterAll(async () => {
  await house?.close();
  await door?.close();
});

test(`of ${PAIRS * 2} orders those whose news come five times, shuffled, days late or never end like the others (seed ${seed})`, async () => {
  const report = await liveThroughNews(house, createDice(seed), PAIRS);
  const told = `seed ${seed}`;
  expect(report.disordered, told).toEqual(report.inOrder);
  expect(report.repairedAfterMs, told).toBeLessThanOrEqual(5 * MINUTE_MS);
  expect(report.neverTold, told).toBeGreaterThan(0);
  expect(report.told, told).toBeGreaterThan(PAIRS * 5);
  const ends = new Map(report.inOrder.map((end) => [end.life, end]));
  expect(LIVES.map((life) => ends.get(life)?.status)).toEqual([
    "paid",
    "paid",
    "expired",
    "paid",
    "refunded",
    "paid",
    "refunded",
    "refunded",
    "refunded",
    "refunded",
  ]);
  expect(ends.get("refund failed a day later")?.refunds).toMatchObject([[expect.any(Number), "failed", 1]]);
  expect(await reconcile(house.services), told).toEqual([]);
}, 1_800_000);

test("a house that never asks for what it was not told is found out", async () => {
  const deaf = { poll: async () => 0, neverTold: 1 };
  const report = await liveThroughNews(house, createDice(seed), LIVES.length, deaf);
  expect(report.repairedAfterMs).toBeNull();
  const differing = report.inOrder.filter((end, at) => JSON.stringify(end) !== JSON.stringify(report.disordered[at]));
  expect(differing.map(({ life }) => life)).toEqual([
    "paid late",
    "paid late, seats gone",
    "refund settled a day later",
    "refund failed a day later",
    "refund came back",
  ]);
}, 120_000);
