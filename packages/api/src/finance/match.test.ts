import { afterAll, beforeAll, expect, test } from "vitest";
import { staffOf } from "../testing/buyers.ts";
import { raiseAlert } from "../orders/index.ts";
import { MOST_OF_A_KIND } from "../reconcile/index.ts";
import { sellManyOrders } from "../testing/many-orders.ts";
import { createTestServices, type TestServices } from "../testing/test-services.ts";
import { runMatch, showMatch, startMatch } from "./index.ts";

const ORDERS = 1_500;
let house: TestServices;
let organizerId: string;
beforeAll(async () => {
  house = await createTestServices();
  ({ organizerId } = await sellManyOrders(house.services, ORDERS));
});
afterAll(() => house?.close());

const begin = async () =>
  (await startMatch(await staffOf(house, organizerId, "finance"), organizerId)).run?.id ?? "none began";

async function compare(): Promise<string> {
  const runId = await begin();
  await runMatch(house.services, { runId });
  return runId;
}

test("a comparison whose job gave up is tried anew when somebody asks again", async () => {
  const { db } = house.services;
  const runId = await begin();
  const live = async () => {
    const [jobs] = await db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM graphile_worker._private_jobs WHERE payload->>'runId' = ${runId} AND attempts < max_attempts`;
    return jobs?.count;
  };
  await db.$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = max_attempts WHERE payload->>'runId' = ${runId}`;
  expect(await live()).toBe(0);
  expect([await begin(), await begin()]).toEqual([runId, runId]);
  expect(await live()).toBe(1);
  await runMatch(house.services, { runId });
  expect(await begin()).not.toBe(runId);
});

test("with more differences than are named, no order that still does not agree stops asking to be looked at; once all agree, all stop", async () => {
  const { db } = house.services;
  const change = (by: number) =>
    db.order.updateMany({ where: { status: "paid" }, data: { totalMinor: { increment: by } } });
  const open = () => db.orderAlert.count({ where: { organizerId, kind: "doesNotAgree", settledAt: null } });
  const { count } = await change(1);
  expect(count).toBeGreaterThan(MOST_OF_A_KIND);
  const runId = await compare();
  const named = await db.matchDifference.findMany({ where: { runId } });
  expect(named).toHaveLength(MOST_OF_A_KIND);
  const shown = await showMatch(await staffOf(house, organizerId, "finance"), organizerId);
  expect(shown).toMatchObject({ total: MOST_OF_A_KIND, isWhole: false });
  const orderIds = named.flatMap(({ orderId }) => orderId ?? []);
  const { id: orderId } = await db.order.findFirstOrThrow({ where: { status: "paid", id: { notIn: orderIds } } });
  await db.$transaction((tx) => raiseAlert(tx, { orderId, kind: "doesNotAgree", at: house.clock.now() }));
  await compare();
  expect(await db.orderAlert.findFirst({ where: { orderId } })).toMatchObject({ settledAt: null });
  await change(-1);
  await compare();
  expect(await open()).toBe(0);
});
