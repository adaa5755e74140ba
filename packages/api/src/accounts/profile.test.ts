import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { converted, writeExchangeRates } from "../catalog/index.ts";
import { newId } from "../kernel/ids.ts";
import { callByPath } from "../promises/test/call-by-path.fixture.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import { addPerson } from "../tickets/paid-order.fixture.ts";

let house: TestServices;
beforeAll(async () => {
  house = await createTestServices();
});
afterAll(() => house?.close());

async function somebody() {
  const person = await addPerson(house.services, `${newId()}@post.example`);
  return { ...person, ctx: contextFor(house.services, person) };
}

describe("what is shown beside the venue's own money and time", () => {
  test("is kept with the person, and taken away again", async () => {
    const { ctx } = await somebody();
    const choice = { currency: "CNY", timeZone: "Asia/Shanghai" };
    expect(await callByPath(ctx, "accounts.updateProfile", choice)).toMatchObject({ answer: { person: choice } });
    expect(await callByPath(ctx, "accounts.updateProfile", { name: "Mei" })).toMatchObject({
      answer: { person: choice },
    });
    const none = { currency: null, timeZone: null };
    expect(await callByPath(ctx, "accounts.updateProfile", none)).toMatchObject({ answer: { person: none } });
  });

  test.each([
    { currency: "XXX" },
    { currency: "eur" },
    { currency: "euro" },
    { timeZone: "Mars/Olympus" },
    { timeZone: "" },
  ])("%j is neither", async (choice) => {
    const { ctx } = await somebody();
    expect(await callByPath(ctx, "accounts.updateProfile", choice)).toMatchObject({ ok: false, code: "BAD_REQUEST" });
  });

  test("rates are told with their day, to everybody", async () => {
    const rates = { asOf: "2026-03-01", perEuro: { USD: 1.08, JPY: 163.2 } };
    await writeExchangeRates(house.services.db, rates);
    const told = await callByPath(contextFor(house.services), "catalog.rates", undefined);
    expect(told).toMatchObject({ answer: { asOf: "2026-03-01", perEuro: { EUR: 1, USD: 1.08, JPY: 163.2 } } });
  });
});

test.each([
  [4_850, "EUR", "USD", 5_238],
  [4_850, "EUR", "JPY", 7_915],
  [7_915, "JPY", "EUR", 4_850],
  [1_000, "USD", "USD", 1_000],
  [1_000, "USD", "CHF", null],
])("%i of %s in %s is about %s", (amount, from, to, about) => {
  expect(converted({ perEuro: { EUR: 1, USD: 1.08, JPY: 163.2 } }, amount, from, to)).toBe(about);
});
