import { randomInt } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../kernel/ids.ts";
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
  `after ${operations} random operations on money every book agrees with every other (seed ${seed})`,
  () => tradeAtRandom(house, { operations, compareEvery, seed }),
  12 * 3_600_000,
);

test("what is written in the ledger can be neither changed nor taken out, and nothing unbalanced goes in", async () => {
  const { db } = house.services;
  const before = await db.ledgerEntry.aggregate({ _sum: { amountMinor: true }, _count: true });
  expect(before._count).toBeGreaterThan(0);
  const refusedAsHistory = [
    `UPDATE ledger_entry SET amount_minor = amount_minor + 1`,
    `UPDATE ledger_entry SET account_id = account_id WHERE id = (SELECT id FROM ledger_entry LIMIT 1)`,
    `DELETE FROM ledger_entry WHERE id = (SELECT id FROM ledger_entry LIMIT 1)`,
    `UPDATE ledger_transaction SET kind = 'gift' WHERE id = (SELECT id FROM ledger_transaction LIMIT 1)`,
    `DELETE FROM ledger_transaction WHERE id = (SELECT id FROM ledger_transaction LIMIT 1)`,
  ];
  for (const statement of refusedAsHistory) {
    await expect(db.$executeRawUnsafe(statement), statement).rejects.toThrow(/is history and cannot be changed/);
  }
  const { transactionId, accountId } = await db.ledgerEntry.findFirstOrThrow();
  const alone = { id: newId(), transactionId, accountId, amountMinor: 1n };
  await expect(db.ledgerEntry.create({ data: alone })).rejects.toThrow(/does not balance/);
  expect(await db.ledgerEntry.aggregate({ _sum: { amountMinor: true }, _count: true })).toEqual(before);
});
