import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Bought, buy, staffOf } from "../testing/buyers.ts";
import { readStatement } from "../finance/index.ts";
import { reconcile } from "../reconcile/index.ts";
import { openSmallHall, type SmallHall } from "../testing/small-hall.ts";
import { refusal } from "../testing/refusal.ts";
import { createTestServices, type TestServices } from "../testing/test-services.ts";
import { organizerSeatFulfilment as fulfilment } from "../tickets/index.ts";
import { refundOrder, returnTickets, showReturnable } from "./index.ts";

const DAY_MS = 86_400_000;
let house: TestServices;
let hall: SmallHall;
let bought: Bought;

beforeAll(async () => {
  house = await createTestServices();
});
afterAll(() => house?.close());
beforeEach(async () => {
  hall = await openSmallHall(house.services);
  bought = await buy(house, hall.performanceId, [0, 1, 2]);
});

const returnable = async (ctx = bought.ctx) => (await showReturnable(ctx, bought.orderId)).lines;
const giveBack = (orderLineIds: string[], expectedMinor: number, requestKey: string = randomUUID(), ctx = bought.ctx) =>
  returnTickets(ctx, fulfilment, { orderId: bought.orderId, orderLineIds, expectedMinor, requestKey });
const change = (data: Parameters<typeof house.services.db.performance.update>[0]["data"]) =>
  house.services.db.performance.update({ where: { id: hall.performanceId }, data });
const order = () =>
  house.services.db.order.findUniqueOrThrow({
    where: { id: bought.orderId },
    include: { tickets: true, refunds: true },
  });

test("what comes back of each ticket is told before it is asked for, with what is kept", async () => {
  const lines = await returnable();
  expect(lines.map(({ seat, paidMinor, keptMinor, backMinor }) => [seat, paidMinor, keptMinor, backMinor])).toEqual([
    ["1", 4_400, 200, 4_200],
    ["2", 4_400, 200, 4_200],
    ["3", 4_400, 200, 4_200],
  ]);
});

test("a part of an order is given back, once however often it is asked; the rest stands, and what is kept stays the organizer's", async () => {
  const [first, second] = (await returnable()).map(({ orderLineId }) => orderLineId) as [string, string];
  const key = randomUUID();
  const [one, two] = await Promise.all([giveBack([first, second], 8_400, key), giveBack([first, second], 8_400, key)]);
  expect([two?.id, one?.amountMinor]).toEqual([one?.id, 8_400]);
  await house.runJobs();
  const { status, tickets, refunds } = await order();
  expect([status, tickets.filter((ticket) => ticket.status === "valid").length]).toEqual(["paid", 1]);
  expect(refunds).toMatchObject([{ amountMinor: 8_400, status: "succeeded" }]);
  const owner = await staffOf(house, hall.organizerId, "owner");
  const { currencies } = await readStatement(owner, { organizerId: hall.organizerId });
  expect(currencies).toMatchObject([
    { soldMinor: 12_000, ticketsBack: 2, refundedMinor: 7_600, closingMinor: 4_400, feesMinor: 400 },
  ]);
  const letters = house.mail.control
    .messages({ to: bought.email })
    .filter(({ subject }) => subject.startsWith("Money back"));
  expect(letters).toHaveLength(1);
  expect(letters[0]?.text).not.toContain("Reason");
  await buy(house, hall.performanceId, [0]);
  await house.runJobs();
  expect(await reconcile(house.services)).toEqual([]);
});

test("all of it given back ends the order, and nothing is left to give back", async () => {
  const ids = (await returnable()).map(({ orderLineId }) => orderLineId);
  await giveBack(ids, 12_600);
  expect((await order()).status).toBe("refunded");
  expect(await returnable()).toEqual([]);
  await expect(giveBack(ids, 12_600)).rejects.toEqual(refusal("ANSWER_OVER"));
  await house.runJobs();
  expect(await reconcile(house.services)).toEqual([]);
});

test("a ticket that is named twice is given back once, for what one is", async () => {
  const [{ orderLineId } = { orderLineId: "" }] = await returnable();
  await expect(giveBack([orderLineId, orderLineId], 8_400)).rejects.toEqual(refusal("CHANGED_MEANWHILE"));
  expect((await giveBack([orderLineId, orderLineId], 4_200)).amountMinor).toBe(4_200);
});

test("another amount than was told is not given back", async () => {
  const [{ orderLineId } = { orderLineId: "" }] = await returnable();
  await change({ refundFeeMinor: 500 });
  await expect(giveBack([orderLineId], 4_200)).rejects.toEqual(refusal("CHANGED_MEANWHILE"));
  await giveBack([orderLineId], 3_900);
});

test("nothing may be given back past the day, once it has begun, where it is cancelled, after entry, without a rule, or where nothing would come back", async () => {
  const [{ orderLineId } = { orderLineId: "" }] = await returnable();
  const before = await house.services.db.performance.findUniqueOrThrow({ where: { id: hall.performanceId } });
  const past = new Date(house.clock.nowMs() - DAY_MS);
  for (const state of [
    { refundUntil: past },
    { refundUntil: null },
    { startsAt: past },
    { status: "cancelled" as const },
    { refundFeeMinor: 4_000 },
  ]) {
    await change(state);
    expect(await returnable(), JSON.stringify(state)).toEqual([]);
    await expect(giveBack([orderLineId], 4_200)).rejects.toEqual(refusal("ANSWER_OVER"));
    const { refundUntil, startsAt, status, refundFeeMinor } = before;
    await change({ refundUntil, startsAt, status, refundFeeMinor });
  }
  const [ticket] = (await order()).tickets.filter((one) => one.orderLineId === orderLineId);
  const scan = { deviceId: randomUUID(), nonce: "1", verdict: "in/WELCOME", scannedAt: house.clock.now() };
  const { organizerId, performanceId } = hall;
  await house.services.db.scan.create({ data: { organizerId, performanceId, ticketId: ticket?.id ?? "", ...scan } });
  expect(await returnable()).toHaveLength(2);
  await expect(giveBack([orderLineId], 4_200)).rejects.toEqual(refusal("ANSWER_OVER"));
});

test("the office gives back without a fee what the buyer could only give back with one, and neither gives back twice", async () => {
  const [{ orderLineId } = { orderLineId: "" }] = await returnable();
  const owner = await staffOf(house, hall.organizerId, "owner");
  const seatIndexes = [{ performanceId: hall.performanceId, seatIndex: 0 }];
  const byOffice = { orderId: bought.orderId, requestKey: randomUUID(), seatIndexes, reason: "Kindness" };
  const both = await Promise.allSettled([giveBack([orderLineId], 4_200), refundOrder(owner, fulfilment, byOffice)]);
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect((await order()).refunds).toHaveLength(1);
});

test("tickets are given back by their buyer alone", async () => {
  const [{ orderLineId } = { orderLineId: "" }] = await returnable();
  const stranger = await buy(house, hall.performanceId, [9]);
  await expect(showReturnable(stranger.ctx, bought.orderId)).rejects.toEqual(refusal("NOT_YOURS"));
  await expect(giveBack([orderLineId], 4_200, randomUUID(), stranger.ctx)).rejects.toEqual(refusal("NOT_YOURS"));
});
