import { randomUUID } from "node:crypto";
import type { Role } from "@usher/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buy, staffOf } from "../testing/buyers.ts";
import { refundOrder } from "../checkout/index.ts";
import { newId } from "../kernel/ids.ts";
import { type ManyOrders, sellManyOrders } from "../testing/many-orders.ts";
import { openSmallHall } from "../testing/small-hall.ts";
import { refusal } from "../testing/refusal.ts";
import { createTestServices, type TestServices } from "../testing/test-services.ts";
import { organizerSeatFulfilment as fulfilment } from "../tickets/index.ts";
import { exportStatement, readStatement, statementLines, statementPdf } from "./index.ts";
import { monthName, monthOf, monthsLater, rangeOfMonth } from "./months.ts";

const ORDERS = 1_500;
let house: TestServices;
let sold: ManyOrders;
beforeAll(async () => {
  house = await createTestServices();
  sold = await sellManyOrders(house.services, ORDERS);
});
afterAll(() => house?.close());

const staff = (role: Role = "finance") => staffOf(house, sold.organizerId, role);

async function everyMonth() {
  const ctx = await staff();
  const { organizerId } = sold;
  const { firstMonth, thisMonth } = await readStatement(ctx, { organizerId });
  const months = [];
  for (let month = firstMonth; month <= thisMonth; month = monthsLater(month, 1))
    months.push(await readStatement(ctx, { organizerId, month }));
  return months;
}

async function everyLine(month: string, limit = 7) {
  const ctx = await staff();
  const lines = [];
  for (let cursor: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof statementLines>> = await statementLines(ctx, {
      ...{ organizerId: sold.organizerId, month, locale: "en", limit, cursor },
    });
    lines.push(...page.lines);
    if (!page.nextCursor) return lines;
    cursor = page.nextCursor;
  }
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

test("months follow one another without a gap, each says what moved between its two balances, and the last is what the ledger owes", async () => {
  const months = await everyMonth();
  expect(months.length).toBeGreaterThan(2);
  for (const [at, { currencies }] of months.entries()) {
    for (const one of currencies) {
      expect(one.closingMinor - one.openingMinor).toBe(one.soldMinor - one.refundedMinor);
      const next = months[at + 1]?.currencies.find(({ currency }) => currency === one.currency);
      expect(next?.openingMinor ?? one.closingMinor).toBe(one.closingMinor);
    }
  }
  const [owed] = await house.services.db.$queryRaw<{ minor: number }[]>`
    SELECT -sum(e.amount_minor)::float8 AS minor FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
    WHERE a.code = 'organizerPayable' AND a.owner_id = ${sold.organizerId}::uuid`;
  expect(months.at(-1)?.currencies.map(({ closingMinor }) => closingMinor)).toEqual([owed?.minor]);
  expect(months[0]?.currencies[0]?.openingMinor).toBe(0);
});

test("a month's figures are those of its orders and refunds, line by line", async () => {
  const { db } = house.services;
  const { timeZone, month } = (await everyMonth())[1] ?? { timeZone: "", month: "" };
  const { from, to } = rangeOfMonth(month, timeZone);
  const orders = await db.order.findMany({
    where: { organizerId: sold.organizerId, payments: { some: { capturedAt: { gte: from, lt: to } } } },
    include: { lines: true },
  });
  const refunds = await db.refund.findMany({
    where: { organizerId: sold.organizerId, createdAt: { gte: from, lt: to } },
    include: { lines: { include: { orderLine: true } } },
  });
  const seats = orders.flatMap(({ lines }) => lines).filter(({ kind }) => kind === "seat");
  const back = refunds.flatMap(({ lines }) => lines).filter(({ orderLine }) => orderLine.kind === "seat");
  expect(back.length).toBeGreaterThan(0);
  const { currencies } = await readStatement(await staff(), { organizerId: sold.organizerId, month });
  expect(currencies).toHaveLength(1);
  expect(currencies[0]).toMatchObject({
    tickets: seats.length,
    soldMinor: sumOf(seats.map(({ netMinor, taxMinor }) => netMinor + taxMinor)),
    ticketsBack: back.length,
    refundedMinor: sumOf(back.map(({ amountMinor }) => amountMinor)),
  });
  const taxMinor = sumOf(seats.map((line) => line.taxMinor)) - sumOf(back.map(({ orderLine }) => orderLine.taxMinor));
  expect(sumOf((currencies[0]?.taxes ?? []).map((tax) => tax.taxMinor))).toBe(taxMinor);
});

test("what performances add up to is what the month says, page by page, and so is the file", async () => {
  for (const { month, currencies } of (await everyMonth()).slice(0, 3)) {
    const lines = await everyLine(month);
    expect(new Set(lines.map(({ performanceId }) => performanceId)).size).toBe(lines.length);
    for (const one of currencies) {
      const own = lines.filter(({ currency }) => currency === one.currency);
      for (const figure of ["tickets", "soldMinor", "ticketsBack", "refundedMinor", "feesMinor"] as const)
        expect([figure, sumOf(own.map((line) => line[figure]))]).toEqual([figure, one[figure]]);
      expect(sumOf(own.map(({ payableMinor }) => payableMinor))).toBe(one.closingMinor - one.openingMinor);
    }
    const query = new URLSearchParams({ organizerId: sold.organizerId, month });
    const text = await (await exportStatement(await staff(), query)).text();
    const [head = "", ...rows] = text.trimEnd().split("\r\n");
    expect(head).toContain("month,event,starts_at");
    expect(rows).toHaveLength(lines.length);
    const payable = sumOf(rows.map((row) => Math.round(Number(row.split(",").at(-3)) * 100)));
    expect(payable).toBe(sumOf(lines.map(({ payableMinor }) => payableMinor)));
  }
});

test("the statement on paper is a PDF of as many pages as it takes, in both languages, and as closed as the page", async () => {
  const [, { month } = { month: "" }] = await everyMonth();
  const paper = async (locale: string, ctx = staff()) =>
    statementPdf(await ctx, new URLSearchParams({ organizerId: sold.organizerId, month, locale }));
  for (const locale of ["en", "zh"]) {
    const response = await paper(locale);
    expect(response.headers.get("content-disposition")).toMatch(
      /^attachment; filename="statement-.+-20\d\d-\d\d\.pdf"$/,
    );
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
    const pages = bytes.toString("latin1").match(/\/Type \/Page\b/g) ?? [];
    const lines = await everyLine(month, 100);
    expect(pages.length).toBeGreaterThanOrEqual(Math.ceil(lines.length / 24));
  }
  await expect(paper("en", staff("boxOffice"))).rejects.toEqual(refusal("NOT_YOURS"));
});

test("a month begins at midnight by the clock of the organizer's first venue", async () => {
  const { organizerId, performanceId } = await openSmallHall(house.services);
  const ctx = await staffOf(house, organizerId, "owner");
  const atMs = (iso: string) => house.clock.advance(Date.parse(iso) - house.clock.nowMs());
  const { startsAt } = await house.services.db.performance.update({
    where: { id: performanceId },
    data: { startsAt: new Date("2031-06-01T18:00:00Z"), saleEndsAt: new Date("2031-06-01T18:00:00Z") },
  });
  atMs("2031-03-31T21:59:59Z");
  const before = await buy(house, performanceId, [0]);
  atMs("2031-03-31T22:00:00Z");
  await buy(house, performanceId, [1]);
  const refund = { orderId: before.orderId, requestKey: randomUUID(), seatIndexes: [], reason: "Ill" };
  await refundOrder(ctx, fulfilment, refund);
  const [march, april] = [
    await readStatement(ctx, { organizerId, month: "2031-03" }),
    await readStatement(ctx, { organizerId }),
  ];
  expect(march).toMatchObject({
    ...{ timeZone: "Europe/Amsterdam", from: "2031-02-28T23:00:00.000Z", to: "2031-03-31T22:00:00.000Z" },
    ...{ firstMonth: "2031-03", thisMonth: "2031-04" },
    currencies: [
      { currency: "EUR", tickets: 1, soldMinor: 4_000, refundedMinor: 0, closingMinor: 4_000, feesMinor: 400 },
    ],
  });
  expect(april).toMatchObject({
    month: "2031-04",
    currencies: [
      { openingMinor: 4_000, tickets: 1, soldMinor: 4_000, ticketsBack: 1, refundedMinor: 4_000, closingMinor: 4_000 },
    ],
  });
  expect(april.currencies[0]?.taxes).toEqual([{ place: "NL", rateBasisPoints: 900, netMinor: 0, taxMinor: 0 }]);
  expect(startsAt.getTime()).toBeGreaterThan(0);
  atMs(new Date().toISOString());
});

test("an organizer that has sold nothing has an empty month, not an error", async () => {
  const organizerId = newId();
  await house.services.db.organizer.create({
    data: { id: organizerId, slug: `org-${organizerId}`, name: "New", countryCode: "NL" },
  });
  const ctx = await staffOf(house, organizerId, "owner");
  const { currencies, timeZone, month, firstMonth } = await readStatement(ctx, { organizerId });
  expect([currencies, timeZone, firstMonth]).toEqual([[], "UTC", month]);
});

test("box office and gate see no books, nor does anybody else's owner", async () => {
  const stranger = await staffOf(house, (await openSmallHall(house.services)).organizerId, "owner");
  const { organizerId } = sold;
  const query = new URLSearchParams({ organizerId, month: monthOf(house.clock.now(), "UTC") });
  for (const ctx of [await staff("boxOffice"), await staff("gate"), stranger]) {
    await expect(readStatement(ctx, { organizerId })).rejects.toEqual(refusal("NOT_YOURS"));
    await expect(exportStatement(ctx, query)).rejects.toEqual(refusal("NOT_YOURS"));
  }
  await expect(exportStatement(await staff(), new URLSearchParams({ organizerId }))).rejects.toEqual(
    refusal("NOT_FOUND"),
  );
});

test("months are counted forward and back over the turn of a year, and called by their names wherever one stands", () => {
  expect([-11, -1, 0, 1, 2].map((count) => monthsLater("2026-11", count))).toEqual([
    ...["2025-12", "2026-10", "2026-11", "2026-12", "2027-01"],
  ]);
  expect(monthOf(new Date("2026-12-31T23:30:00Z"), "Asia/Tokyo")).toBe("2027-01");
  expect([monthName("2026-11", "en"), monthName("2026-01", "zh")]).toEqual(["November 2026", "2026年1月"]);
});
