import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { closeOrder, refundOrder } from "../checkout/index.ts";
import { newId } from "../kernel/ids.ts";
import { reconcile } from "../reconcile/reconcile.ts";
import type { RequestContext } from "../services.ts";
import { openSmallHall, type SmallHall } from "../testing/small-hall.ts";
import { refusal } from "../testing/refusal.ts";
import { createTestServices, type TestServices } from "../testing/test-services.ts";
import { organizerSeatFulfilment as fulfilment } from "../tickets/index.ts";
import { buy, goAndPay, hearOf, pay, staffOf } from "../testing/buyers.ts";
import { cancelPerformance, carryOut, changesOf, changesOfOrder } from "./index.ts";
import { previewChange } from "./preview-change.ts";

let house: TestServices;
let hall: SmallHall;
let owner: RequestContext;

beforeAll(async () => {
  house = await createTestServices();
});
afterAll(() => house?.close());
beforeEach(async () => {
  hall = await openSmallHall(house.services);
  owner = await staffOf(house, hall.organizerId, "owner");
});

const preview = (ctx = owner) => previewChange(ctx, { performanceId: hall.performanceId, startsAt: null });
const cancel = (ctx = owner, requestKey: string = randomUUID()) =>
  cancelPerformance(ctx, { performanceId: hall.performanceId, reason: "The singer is ill", requestKey });
const orderOf = (id: string) =>
  house.services.db.order.findUniqueOrThrow({ where: { id }, include: { refunds: true, tickets: true } });
const lettersTo = (to: string, subject: string) =>
  house.mail.control.messages({ to }).filter((letter) => letter.subject.startsWith(subject));

test("what cancelling would touch is told before, and nothing is changed by asking", async () => {
  await buy(house, hall.performanceId, [0, 1]);
  const second = await buy(house, hall.performanceId, [2, 3, 4]);
  const seatIndexes = [{ performanceId: hall.performanceId, seatIndex: 2 }];
  const refund = { orderId: second.orderId, requestKey: randomUUID(), seatIndexes, reason: "Ill" };
  await refundOrder(owner, fulfilment, refund);
  await goAndPay(house, [{ performanceId: hall.performanceId, seats: [9] }]);
  expect(await preview()).toEqual({
    ...{ currency: "EUR", orders: 2, tickets: 4, people: 2, amountMinor: 4 * 4_400, paying: 1, times: null },
  });
  expect((await changesOf(owner, hall.eventId)).changes).toEqual([]);
});

test("everybody gets all of it back, fees too, and one letter that says why; nothing stays sold or for sale", async () => {
  const bought = [await buy(house, hall.performanceId, [0, 1]), await buy(house, hall.performanceId, [20], "zh")];
  await house.runJobs();
  const made = await cancel();
  expect(made).toMatchObject({ kind: "cancelled", reason: "The singer is ill", orders: { total: 2, done: 0 } });
  await house.runJobs();
  const [change] = (await changesOf(owner, hall.eventId)).changes;
  expect(change).toMatchObject({
    orders: { total: 2, done: 2 },
    refunds: { count: 2, amountMinor: 3 * 4_400, succeeded: 2, failed: 0 },
  });
  expect(change?.finishedAt).not.toBeNull();
  for (const { orderId } of bought) {
    const { status, refunds, tickets, totalMinor } = await orderOf(orderId);
    expect([status, refunds.map(({ amountMinor }) => amountMinor)]).toEqual(["refunded", [totalMinor]]);
    expect(tickets.every((ticket) => ticket.status === "refunded")).toBe(true);
  }
  const [english, chinese] = bought.map(({ email }) => email);
  const [letter, ...more] = lettersTo(english ?? "", "Cancelled: Night Ferry");
  expect(more).toEqual([]);
  expect(letter?.text).toContain("The singer is ill");
  expect(letter?.text).toContain("€88.00");
  expect(letter?.text).toContain("Stalls, row A, seat 2");
  expect(lettersTo(chinese ?? "", "已取消")).toHaveLength(1);
  const seats = await house.services.db.seatState.findMany({ where: { performanceId: hall.performanceId } });
  expect(seats.map(({ state }) => state)).toEqual([3, 3, 3]);
  expect(await reconcile(house.services)).toEqual([]);
});

test("whoever comes then finds it off sale", async () => {
  await cancel();
  await expect(buy(house, hall.performanceId, [5])).rejects.toEqual(refusal("NOT_ON_SALE"));
});

test("of an order for two evenings only the one that is cancelled comes back", async () => {
  const other = await openSmallHall(house.services, { organizerId: hall.organizerId });
  const both = [
    { performanceId: hall.performanceId, seats: [0, 1] },
    { performanceId: other.performanceId, seats: [7] },
  ];
  const bought = await goAndPay(house, both);
  await pay(house, bought);
  await cancel();
  await house.runJobs();
  const { status, refunds, tickets } = await orderOf(bought.orderId);
  expect([status, refunds.map(({ amountMinor }) => amountMinor)]).toEqual(["paid", [2 * 4_400]]);
  const valid = tickets.filter((ticket) => ticket.status === "valid");
  expect(valid.map(({ performanceId, seatIndex }) => [performanceId, seatIndex])).toEqual([[other.performanceId, 7]]);
  expect(await reconcile(house.services)).toEqual([]);
});

test("what was given back before is not given back again", async () => {
  const { orderId, email } = await buy(house, hall.performanceId, [0, 1]);
  const gone = await buy(house, hall.performanceId, [4]);
  const named = [{ performanceId: hall.performanceId, seatIndex: 0 }];
  const reason = "Ill";
  await refundOrder(owner, fulfilment, { orderId, requestKey: randomUUID(), seatIndexes: named, reason });
  await refundOrder(owner, fulfilment, { orderId: gone.orderId, requestKey: randomUUID(), seatIndexes: [], reason });
  await cancel();
  await house.runJobs();
  const { status, refunds } = await orderOf(orderId);
  expect([status, refunds.map(({ amountMinor }) => amountMinor)]).toEqual(["refunded", [4_400, 4_400]]);
  expect(lettersTo(email, "Cancelled")[0]?.text).not.toContain("seat 1\n");
  expect(lettersTo(gone.email, "Cancelled")).toEqual([]);
});

test("a double tap cancels once, and a second wish is told that it is cancelled", async () => {
  const { orderId } = await buy(house, hall.performanceId, [0]);
  const key = randomUUID();
  const [one, two] = await Promise.all([cancel(owner, key), cancel(owner, key)]);
  expect(two?.id).toBe(one?.id);
  await house.runJobs();
  await expect(cancel()).rejects.toEqual(refusal("PUBLISH_REFUSED", { reason: "cancelled" }));
  await expect(preview()).rejects.toEqual(refusal("PUBLISH_REFUSED", { reason: "cancelled" }));
  expect((await orderOf(orderId)).refunds).toHaveLength(1);
});

test("a key that made another change is refused", async () => {
  const key = randomUUID();
  await cancel(owner, key);
  const other = await openSmallHall(house.services, { organizerId: hall.organizerId });
  const again = { performanceId: other.performanceId, reason: "x", requestKey: key };
  await expect(cancelPerformance(owner, again)).rejects.toEqual(refusal("REQUEST_REUSED"));
});

test("whoever is on the payment page finds their time over, and their seats are nobody's", async () => {
  const { orderId } = await goAndPay(house, [{ performanceId: hall.performanceId, seats: [0, 1] }]);
  await cancel();
  await house.runJobs();
  const { status, tickets } = await orderOf(orderId);
  expect([status, tickets]).toEqual(["expired", []]);
  expect(await reconcile(house.services)).toEqual([]);
});

test("whoever had paid by then, unheard as yet, gets it back and is told", async () => {
  const bought = await goAndPay(house, [{ performanceId: hall.performanceId, seats: [0, 1] }]);
  await house.stripe.control.paySession(bought.sessionId, { card: "success" });
  await cancel();
  await closeOrder(house.services, fulfilment, bought.orderId);
  await house.runJobs();
  const { status, refunds } = await orderOf(bought.orderId);
  expect([status, refunds.map(({ amountMinor }) => amountMinor)]).toEqual(["refunded", [8_800]]);
  expect(lettersTo(bought.email, "Cancelled")).toHaveLength(1);
  expect((await changesOf(owner, hall.eventId)).changes[0]?.orders).toMatchObject({ total: 1, done: 1 });
  expect(await reconcile(house.services)).toEqual([]);
});

test("payments that come in at the very moment of cancelling are all given back", async () => {
  const buyers = await Promise.all(
    Array.from({ length: 12 }, (_, at) => goAndPay(house, [{ performanceId: hall.performanceId, seats: [at] }])),
  );
  for (const { sessionId } of buyers) await house.stripe.control.paySession(sessionId, { card: "success" });
  const [early, late] = [buyers.slice(0, 6), buyers.slice(6)];
  await Promise.all([...early.map((one) => hearOf(house, one)), cancel(), ...late.map((one) => hearOf(house, one))]);
  await house.runJobs();
  for (const { orderId, email } of buyers) {
    const { status, refunds } = await orderOf(orderId);
    expect([status, refunds.map(({ amountMinor }) => amountMinor)]).toEqual(["refunded", [4_400]]);
    expect(lettersTo(email, "Cancelled")).toHaveLength(1);
  }
  expect(await reconcile(house.services)).toEqual([]);
});

test("an order that cannot be seen to holds up no other, and is seen to by the next run", async () => {
  const bought = [];
  for (const seat of [0, 1, 2]) bought.push(await buy(house, hall.performanceId, [seat]));
  const { id: changeId } = await cancel();
  const { id: unlucky } = (await orderOf(bought[1]?.orderId ?? "")).tickets[0] ?? { id: "" };
  const line = await house.services.db.ticket.findUniqueOrThrow({ where: { id: unlucky } });
  const failing: typeof fulfilment = {
    ...fulfilment,
    revoke: async (tx, ids, resell, now) => {
      if (ids.includes(line.orderLineId)) throw new Error("no luck");
      await fulfilment.revoke(tx, ids, resell, now);
    },
  };
  await expect(carryOut(house.services, failing, { changeId })).rejects.toThrow("1 orders");
  const progress = async () => (await changesOf(owner, hall.eventId)).changes[0];
  expect(await progress()).toMatchObject({ orders: { total: 3, done: 2 }, finishedAt: null });
  await carryOut(house.services, fulfilment, { changeId });
  expect(await progress()).toMatchObject({ orders: { total: 3, done: 3 }, refunds: { count: 3 } });
});

test("a refund that fails at the bank is counted, and stays what is owed", async () => {
  const { orderId } = await buy(house, hall.performanceId, [0]);
  await cancel();
  house.stripe.control.setRefundManner("pending");
  await house.runJobs();
  house.stripe.control.setRefundManner("succeeded");
  const [refund] = (await orderOf(orderId)).refunds;
  await house.services.db.refund.update({ where: { id: refund?.id ?? "" }, data: { status: "failed" } });
  expect((await changesOf(owner, hall.eventId)).changes[0]?.refunds).toMatchObject({ failed: 1, succeeded: 0 });
});

test("the buyer reads on their order what happened and what comes back; strangers read nothing", async () => {
  const bought = await buy(house, hall.performanceId, [0]);
  await cancel();
  await house.runJobs();
  const { changes } = await changesOfOrder(bought.ctx, bought.orderId);
  expect(changes).toMatchObject([
    {
      kind: "cancelled",
      reason: "The singer is ill",
      refund: { amountMinor: 4_400, status: "succeeded" },
      giveBack: null,
    },
  ]);
  const stranger = await staffOf(house, (await openSmallHall(house.services)).organizerId, "owner");
  await expect(changesOfOrder(stranger, bought.orderId)).rejects.toEqual(refusal("NOT_YOURS"));
  await expect(changesOfOrder(stranger, newId())).rejects.toEqual(refusal("NOT_FOUND"));
});

test("who may give back only so much of an order, or nothing, cancels nothing", async () => {
  const limited = await staffOf(house, hall.organizerId, "manager", {
    ...{ refundLimitMinor: 5_000, refundLimitCurrency: "EUR" },
  });
  await expect(cancel(limited)).rejects.toEqual(refusal("REFUND_LIMIT", { amountMinor: 5_000 }));
  for (const role of ["boxOffice", "finance", "gate"] as const)
    await expect(cancel(await staffOf(house, hall.organizerId, role))).rejects.toEqual(refusal("NOT_YOURS"));
  const { status } = await house.services.db.performance.findUniqueOrThrow({ where: { id: hall.performanceId } });
  expect(status).toBe("published");
});

test("a draft is not cancelled: nobody has heard of it", async () => {
  await house.services.db.performance.update({ where: { id: hall.performanceId }, data: { status: "draft" } });
  await expect(cancel()).rejects.toEqual(refusal("PUBLISH_REFUSED", { reason: "notOnShow" }));
});
