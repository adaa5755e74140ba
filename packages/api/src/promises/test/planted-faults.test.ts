import { afterAll, beforeAll, expect, test } from "vitest";
import { staffOf } from "../../testing/buyers.ts";
import { runMatch, showMatch, startMatch } from "../../finance/index.ts";
import { MATCH_KINDS, reconcile } from "../../reconcile/index.ts";
import { openSmallHall } from "../../testing/small-hall.ts";
import { sellManyOrders } from "../../testing/many-orders.ts";
import { createTestServices, type TestServices } from "../../testing/test-services.ts";
import { FAULTS, plantFaults } from "./planted-faults.fixture.ts";

const IS_LONG = Boolean(process.env.USHER_LONG);
const ORDERS = IS_LONG ? 1_000_000 : 3_000;
const PLANTED = IS_LONG ? 1_000 : 65;
const LONGEST_MS = IS_LONG ? 5_400_000 : 120_000;

const seed = Number(process.env.USHER_SEED ?? Date.now() % 1_000_000);
let house: TestServices;
let organizerId: string;

beforeAll(async () => {
  house = await createTestServices();
  ({ organizerId } = await sellManyOrders(house.services, ORDERS, seed));
}, LONGEST_MS);
afterAll(() => house?.close());

const lines = (found: readonly { kind: string; at: string }[]) => found.map(({ kind, at }) => `${kind} ${at}`).sort();

test(
  `of ${PLANTED} faults of ${Object.keys(FAULTS).length} kinds in ${ORDERS} orders each is found and named, and nothing else is (seed ${seed})`,
  async () => {
    expect(await reconcile(house.services)).toEqual([]);
    const expected = await plantFaults(house.services, PLANTED, seed);
    expect(expected.length).toBeGreaterThanOrEqual(PLANTED);
    expect(lines(await reconcile(house.services))).toEqual(lines(expected));
  },
  LONGEST_MS,
);

test(
  "their organizer's own comparison finds the same, names where to look, and another organizer's finds none of it",
  async () => {
    const { db } = house.services;
    const all = (await reconcile(house.services)).filter(({ kind }) =>
      (MATCH_KINDS as readonly string[]).includes(kind),
    );
    expect(all.length).toBeGreaterThan(0);
    const [ctx, other] = [await staffOf(house, organizerId, "finance"), await openSmallHall(house.services)];
    const begun = await Promise.all([startMatch(ctx, organizerId), startMatch(ctx, organizerId)]);
    expect(new Set(begun.map(({ run }) => run?.id)).size).toBe(1);
    const runId = begun[0]?.run?.id ?? "";
    await runMatch(house.services, { runId });
    await runMatch(house.services, { runId });
    expect(lines(await db.matchDifference.findMany({ where: { runId } }))).toEqual(lines(all));
    const shown = await showMatch(ctx, organizerId);
    expect(shown).toMatchObject({ total: all.length, run: { id: runId, orderCount: ORDERS } });
    expect(shown.run?.finishedAt).not.toBeNull();
    expect(shown.differences.filter(({ orderId, performanceId }) => !orderId && !performanceId)).toEqual([]);
    const stranger = await staffOf(house, other.organizerId, "owner");
    await expect(showMatch(stranger, organizerId)).rejects.toMatchObject({ code: "NOT_YOURS" });
    const theirs = (await startMatch(stranger, other.organizerId)).run?.id ?? "";
    await runMatch(house.services, { runId: theirs });
    expect(await showMatch(stranger, other.organizerId)).toMatchObject({ total: 0, isWhole: true, differences: [] });
  },
  LONGEST_MS,
);
