import { afterAll, beforeAll, expect, test } from "vitest";
import { reconcile } from "../../reconcile/reconcile.ts";
import { sellManyOrders } from "../../testing/many-orders.ts";
import { createTestServices, type TestServices } from "../../testing/test-services.ts";
import { FAULTS, plantFaults } from "./planted-faults.fixture.ts";

const IS_LONG = Boolean(process.env.USHER_LONG);
const ORDERS = IS_LONG ? 1_000_000 : 3_000;
const PLANTED = IS_LONG ? 1_000 : 65;
const LONGEST_MS = IS_LONG ? 5_400_000 : 120_000;

const seed = Number(process.env.USHER_SEED ?? Date.now() % 1_000_000);
let house: TestServices;

beforeAll(async () => {
  house = await createTestServices();
  await sellManyOrders(house.services, ORDERS, seed);
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
