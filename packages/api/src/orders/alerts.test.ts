import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bought, buy, goAndPay, hearOf, staffOf } from "../testing/buyers.ts";
import { openPaymentPage, reconcileRefund, refundOrder, resendRefund, sendRefund } from "../checkout/index.ts";
import { runMatch, startMatch } from "../finance/index.ts";
import type { RequestContext } from "../services.ts";
import { openSmallHall, type SmallHall } from "../testing/small-hall.ts";
import { createTestServices, type TestServices } from "../testing/test-services.ts";
import { organizerSeatFulfilment as fulfilment } from "../tickets/index.ts";
import { listAlerts, raiseAlert, settleAlert } from "./alerts.ts";

let house: TestServices;
let hall: SmallHall;
let owner: RequestContext;
beforeAll(async () => {
  house = await createTestServices();
  hall = await openSmallHall(house.services);
  owner = await staffOf(house, hall.organizerId, "owner");
});
afterAll(() => house?.close());

const open = async (cursor: string | null = null, limit = 50) =>
  listAlerts(owner, { organizerId: hall.organizerId, cursor, limit });
const openOf = async ({ orderId }: Bought) =>
  (await open()).alerts.filter((alert) => alert.orderId === orderId).map(({ kind }) => kind);

test("an order that is tried to be paid again and again asks to be looked at; one that was tried twice does not", async () => {
  const bought = await goAndPay(house, [{ performanceId: hall.performanceId, seats: [0] }]);
  const again = async () => {
    await house.services.db.paymentAttempt.updateMany({
      where: { orderId: bought.orderId },
      data: { status: "refused" },
    });
    await openPaymentPage(house.services, bought.orderId);
  };
  await again();
  await again();
  expect(await openOf(bought)).toEqual([]);
  await again();
  await again();
  expect(await openOf(bought)).toEqual(["manyTries"]);
});

test("a refund that the bank sends back asks to be looked at, until it has arrived", async () => {
  const { db } = house.services;
  const bought = await buy(house, hall.performanceId, [1]);
  const wanted = { orderId: bought.orderId, requestKey: crypto.randomUUID(), seatIndexes: [], reason: "Ill" };
  const { id } = await refundOrder(owner, fulfilment, wanted);
  await sendRefund(house.services, id);
  expect(await openOf(bought)).toEqual([]);
  const { providerRefundId } = await db.refund.findUniqueOrThrow({ where: { id } });
  house.stripe.control.failRefund(providerRefundId ?? "");
  await reconcileRefund(house.services, providerRefundId ?? "");
  expect(await openOf(bought)).toEqual(["refundFailed"]);
  await resendRefund(owner, { refundId: id, tries: 1 });
  await house.runJobs();
  expect(await openOf(bought)).toEqual([]);
});

test("of two refunds that came back the order asks until both have arrived", async () => {
  const { db } = house.services;
  const bought = await buy(house, hall.performanceId, [20, 21]);
  const failed: string[] = [];
  for (const seatIndex of [20, 21]) {
    const seatIndexes = [{ performanceId: hall.performanceId, seatIndex }];
    const wanted = { orderId: bought.orderId, requestKey: crypto.randomUUID(), seatIndexes, reason: "Ill" };
    const { id } = await refundOrder(owner, fulfilment, wanted);
    await sendRefund(house.services, id);
    const { providerRefundId } = await db.refund.findUniqueOrThrow({ where: { id } });
    house.stripe.control.failRefund(providerRefundId ?? "");
    await reconcileRefund(house.services, providerRefundId ?? "");
    failed.push(id);
  }
  for (const [at, refundId] of failed.entries()) {
    expect(await openOf(bought), `before ${at}`).toEqual(["refundFailed"]);
    await resendRefund(owner, { refundId, tries: 1 });
    await house.runJobs();
  }
  expect(await openOf(bought)).toEqual([]);
});

test("money for an order that was paid already asks to be looked at", async () => {
  const bought = await goAndPay(house, [{ performanceId: hall.performanceId, seats: [2] }]);
  await house.services.db.order.update({ where: { id: bought.orderId }, data: { status: "returning" } });
  await house.stripe.control.paySession(bought.sessionId, { card: "success" });
  await hearOf(house, bought);
  expect(await openOf(bought)).toEqual(["lateMoney"]);
  await house.services.db.order.update({ where: { id: bought.orderId }, data: { status: "refunded" } });
});

test("what does not agree asks to be looked at as long as it does not", async () => {
  const { db } = house.services;
  const bought = await buy(house, hall.performanceId, [3]);
  const { organizerId } = hall;
  const compare = async () => runMatch(house.services, { runId: (await startMatch(owner, organizerId)).run?.id ?? "" });
  await db.order.update({ where: { id: bought.orderId }, data: { totalMinor: 4_500 } });
  await compare();
  await compare();
  expect(await openOf(bought)).toEqual(["doesNotAgree"]);
  await db.order.update({ where: { id: bought.orderId }, data: { totalMinor: 4_400 } });
  await compare();
  expect(await openOf(bought)).toEqual([]);
});

test("whoever has looked takes it off the list, once; if it happens again it is there again", async () => {
  const bought = await buy(house, hall.performanceId, [4]);
  const raise = () =>
    raiseAlert(house.services.db, { orderId: bought.orderId, kind: "manyTries", at: house.clock.now() });
  await Promise.all([raise(), raise(), raise()]);
  const mine = (await open()).alerts.filter(({ orderId }) => orderId === bought.orderId);
  expect(mine).toMatchObject([{ kind: "manyTries", email: bought.email, totalMinor: 4_400 }]);
  const { openCount } = await open();
  const boxOffice = await staffOf(house, hall.organizerId, "boxOffice");
  const left = [await settleAlert(boxOffice, mine[0]?.id ?? ""), await settleAlert(boxOffice, mine[0]?.id ?? "")];
  expect(left).toEqual([{ openCount: openCount - 1 }, { openCount: openCount - 1 }]);
  const entries = await house.services.db.auditEntry.findMany({ where: { objectId: bought.orderId } });
  expect(entries.map(({ action, personId }) => [action, personId])).toEqual([
    ["order.lookedAt", boxOffice.caller.personId],
  ]);
  await raise();
  expect(await openOf(bought)).toEqual(["manyTries"]);
});

test("they come a page at a time, and to nobody else", async () => {
  for (const seat of [10, 11, 12]) {
    const bought = await buy(house, hall.performanceId, [seat]);
    await raiseAlert(house.services.db, { orderId: bought.orderId, kind: "lateMoney", at: house.clock.now() });
  }
  const all = (await open()).alerts.map(({ id }) => id);
  const paged: string[] = [];
  for (let cursor: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof open>> = await open(cursor, 2);
    paged.push(...page.alerts.map(({ id }) => id));
    if (!page.nextCursor) break;
    cursor = page.nextCursor;
  }
  expect(paged).toEqual(all);
  const stranger = await staffOf(house, (await openSmallHall(house.services)).organizerId, "owner");
  const question = { organizerId: hall.organizerId, cursor: null, limit: 50 };
  await expect(listAlerts(stranger, question)).rejects.toMatchObject({ code: "NOT_YOURS" });
  await expect(settleAlert(stranger, all[0] ?? "")).rejects.toMatchObject({ code: "NOT_YOURS" });
});
