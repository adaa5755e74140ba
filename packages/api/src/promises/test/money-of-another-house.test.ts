import { randomInt } from "node:crypto";
import { afterAll, beforeAll, test } from "vitest";
import { createTestServices, type TestServices } from "../../testing/test-services.ts";
import { tradeAtRandom } from "./random-trade.fixture.ts";

const isLong = Boolean(process.env.USHER_LONG);
/** Half of the trade: the other house has the other half, in a process of its own, so that the long run fills two cores. */
const operations = isLong ? 500_000 : 5_000;
const compareEvery = isLong ? 20_000 : 1_000;
const seed = Number(process.env.USHER_SEED ?? randomInt(2 ** 31));

let house: TestServices;

beforeAll(async () => {
  house = await createTestServices();
});
afterAll(() => house?.close());

test(
  `in another house, after ${operations} random operations on money every book agrees with every other (seed ${seed})`,
  () => tradeAtRandom(house, { operations, compareEvery, seed }),
  12 * 3_600_000,
);
