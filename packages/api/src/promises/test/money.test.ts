import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../kernel/ids.ts";
import { postTransaction } from "../../ledger/index.ts";
import { createTestServices, type TestServices } from "../../testing/test-services.ts";
import { tradeInHouses } from "./random-trade.fixture.ts";

tradeInHouses("east");

let house: TestServices;

beforeAll(async () => {
  house = await createTestServices();
});
afterAll(() => house?.close());

test("what is written in the ledger can be neither changed nor taken out, and nothing unbalanced goes in", async () => {
  const { db } = house.services;
  const at = house.clock.now();
  const postings = [
    { account: "providerBalance" as const, amountMinor: 1_250 },
    { account: "feeRevenue" as const, amountMinor: -1_250 },
  ];
  await db.$transaction((tx) =>
    postTransaction(tx, { kind: "sale", sourceKey: "history", orderId: null, currency: "EUR", at, postings }),
  );
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
  const { transactionId, accountId, occurredAt } = await db.ledgerEntry.findFirstOrThrow();
  const alone = { id: newId(), transactionId, accountId, amountMinor: 1n, occurredAt };
  await expect(db.ledgerEntry.create({ data: alone })).rejects.toThrow(/does not balance/);
  const elsewhere = { ...alone, amountMinor: 0n, occurredAt: new Date(occurredAt.getTime() + 1) };
  await expect(db.ledgerEntry.create({ data: elsewhere })).rejects.toThrow(/of another moment/);
  expect(await db.ledgerEntry.aggregate({ _sum: { amountMinor: true }, _count: true })).toEqual(before);
});
