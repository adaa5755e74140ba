import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readSnapshot } from "../availability/index.ts";
import { claimHold, listMyHolds, placeHold } from "../holds/index.ts";
import { newId } from "../kernel/ids.ts";
import { accountBalance } from "../ledger/index.ts";
import { showOrder } from "../orders/index.ts";
import { searchOrders } from "../orders/list-orders.ts";
import { reconcile } from "../reconcile/reconcile.ts";
import type { RequestContext } from "../services.ts";
import { openSmallHall, type SmallHall } from "../testing/small-hall.ts";
import { refusal } from "../testing/refusal.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import { organizerSeatFulfilment as fulfilment } from "../tickets/index.ts";
import {
  cancelOrder,
  closeOrder,
  pollProvider,
  reconcileRefund,
  reconcileSession,
  refundOrder,
  resendRefund,
  sendRefund,
  startCheckout,
  takeProviderEvent,
} from "./index.ts";
import { openPaymentPage } from "./open-payment-page.ts";
import { quoteHold } from "./quote-hold.ts";

let house: TestServices;
let hall: SmallHall;

beforeAll(async () => {
  house = await createTestServices();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.stripe.control.clearFaults();
  hall = await openSmallHall(house.services);
});

const MINUTE_MS = 60_000;
const orderOf = (id: string) => house.services.db.order.findUniqueOrThrow({ where: { id } });
const byteOf = async (index: number) => (await readSnapshot(house.services, hall.performanceId)).seats[index];

interface Buyer {
  ctx: RequestContext;
  email: string;
}
const someone = (): Buyer => ({ ctx: contextFor(house.services), email: `${newId()}@post.example` });

async function hold({ ctx }: Buyer, ...seats: number[]) {
  return placeHold(ctx, {
    performanceId: hall.performanceId,
    requestId: randomUUID(),
    lines: seats.map((seat) => ({ seat })),
  });
}

async function checkOut(buyer: Buyer, ...seats: number[]) {
  const { holdId, performanceId } = await hold(buyer, ...seats);
  const input = {
    requestId: randomUUID(),
    holds: [{ holdId, performanceId }],
    email: buyer.email,
    locale: "en" as const,
  };
  return { ...(await startCheckout(buyer.ctx, input)), holdId, input };
}

async function sessionOf(orderId: string): Promise<string> {
  const attempt = await house.services.db.paymentAttempt.findFirstOrThrow({
    where: { orderId, sessionId: { not: null } },
    orderBy: { number: "desc" },
  });
  return attempt.sessionId as string;
}

/** Pays as the hosted page does, and lets the house hear of it. */
async function pay(orderId: string, force = false): Promise<void> {
  const sessionId = await sessionOf(orderId);
  await house.stripe.control.paySession(sessionId, { card: "success", force });
  await reconcileSession(house.services, fulfilment, sessionId);
}

async function sell(buyer: Buyer, ...seats: number[]) {
  const started = await checkOut(buyer, ...seats);
  await pay(started.orderId);
  return started;
}

async function staff(
  role: "owner" | "manager" | "boxOffice" | "finance" | "gate",
  organizerId = hall.organizerId,
): Promise<RequestContext> {
  const personId = newId();
  const email = `${personId}@house.example`;
  await house.services.db.person.create({
    data: { id: personId, email, memberships: { create: { organizerId, role } } },
  });
  return contextFor(house.services, { personId, personEmail: email }, "admin");
}

const refundAll = (ctx: RequestContext, orderId: string, requestKey = randomUUID()) =>
  refundOrder(ctx, fulfilment, { orderId, requestKey, seatIndexes: [], reason: "Asked" });

describe("prices for some people", () => {
  /** Child, in the front category (rows A to E) alone: 20 in place of 40, fee apart. */
  async function openChildTariff() {
    const { db } = house.services;
    const { performanceId, organizerId } = hall;
    const front = await db.priceCategory.findFirstOrThrow({ where: { performanceId, chartCategory: 0 } });
    const prices = { create: [{ categoryId: front.id, faceMinor: 2_000 }] };
    const { id } = await db.tariff.create({
      data: { id: newId(), performanceId, organizerId, name: "Child", position: 0, prices },
    });
    return { tariffId: id, front };
  }

  test("are taken seat by seat: quoted, ordered, paid and printed as such", async () => {
    const { tariffId, front } = await openChildTariff();
    const buyer = someone();
    const { holdId, performanceId } = await hold(buyer, 3, 4);
    const tariffs = [{ seatIndex: 4, tariffId }];
    const quote = await quoteHold(buyer.ctx, { performanceId, holdId, tariffs });
    const full = front.faceMinor + front.feeMinor;
    expect(quote.totalMinor).toBe(full + 2_000 + front.feeMinor);
    expect(quote.lines).toMatchObject([
      { seatIndex: 3, tariffId: null, categoryName: front.name },
      { seatIndex: 4, tariffId, categoryName: `${front.name}, Child`, faceMinor: 2_000 },
    ]);
    const { orderId } = await startCheckout(buyer.ctx, {
      requestId: randomUUID(),
      holds: [{ performanceId, holdId, tariffs }],
      email: buyer.email,
      locale: "en",
      expectedTotalMinor: quote.totalMinor,
    });
    await pay(orderId);
    const tickets = await house.services.db.ticket.findMany({ where: { orderId }, orderBy: { seatIndex: "asc" } });
    expect(tickets.map(({ categoryName }) => categoryName)).toEqual([front.name, `${front.name}, Child`]);
    await house.runJobs();
    expect(await reconcile(house.services)).toEqual([]);
  });

  test("are refused for a seat that is not offered at them or not held, and the hold stands", async () => {
    const { tariffId } = await openChildTariff();
    const buyer = someone();
    const { holdId, performanceId } = await hold(buyer, 3, 150);
    const ask = (seatIndex: number, id = tariffId) =>
      startCheckout(buyer.ctx, {
        requestId: randomUUID(),
        holds: [{ performanceId, holdId, tariffs: [{ seatIndex, tariffId: id }] }],
        email: buyer.email,
        locale: "en",
      });
    await expect(ask(150)).rejects.toEqual(refusal("TARIFF_UNKNOWN", { seat: 150 }));
    await expect(ask(7)).rejects.toEqual(refusal("TARIFF_UNKNOWN", { seat: 7 }));
    await expect(ask(3, newId())).rejects.toEqual(refusal("TARIFF_UNKNOWN", { seat: 3 }));
    expect(await listMyHolds(buyer.ctx, performanceId)).toMatchObject([{ holdId, orderId: null }]);
  });

  test("change the price: a total that was told without them is refused", async () => {
    const { tariffId } = await openChildTariff();
    const buyer = someone();
    const { holdId, performanceId } = await hold(buyer, 3);
    const told = (await quoteHold(buyer.ctx, { performanceId, holdId })).totalMinor;
    const input = { requestId: randomUUID(), email: buyer.email, locale: "en" as const, expectedTotalMinor: told };
    const holds = [{ performanceId, holdId, tariffs: [{ seatIndex: 3, tariffId }] }];
    await expect(startCheckout(buyer.ctx, { ...input, holds })).rejects.toEqual(refusal("PRICE_CHANGED"));
  });
});

describe("from hold to ticket", () => {
  test("an order claims its seats, and paying turns them into tickets, money and news", async () => {
    const buyer = someone();
    const { orderId, paymentUrl, secondsLeft } = await checkOut(buyer, 3, 4);
    expect(paymentUrl).toContain("/c/pay/");
    expect(secondsLeft).toBeGreaterThan(590);
    expect(await orderOf(orderId)).toMatchObject({ status: "pendingPayment", totalMinor: 8_800 });
    await pay(orderId);
    await house.runJobs();
    const order = await showOrder(buyer.ctx, orderId);
    expect(order).toMatchObject({ status: "paid", paidMinor: 8_800, refundedMinor: 0 });
    expect(order.tickets).toHaveLength(2);
    expect([await byteOf(3), await byteOf(4)]).toEqual(["B", "B"]);
    expect(await listMyHolds(buyer.ctx, hall.performanceId)).toEqual([]);
    const owed = await accountBalance(house.services.db, {
      code: "organizerPayable",
      ownerId: hall.organizerId,
      currency: "EUR",
    });
    expect(owed).toBe(-8_000n);
    expect(house.mail.control.messages({ to: buyer.email })).toHaveLength(1);
  });

  test("nobody pays another price than they were told: the hold stays, and so does what it costs now", async () => {
    const buyer = someone();
    const { holdId, performanceId } = await hold(buyer, 9);
    const { totalMinor } = await quoteHold(buyer.ctx, { performanceId, holdId });
    const start = (expectedTotalMinor: number) =>
      startCheckout(buyer.ctx, {
        ...{ requestId: randomUUID(), holds: [{ holdId, performanceId }], email: buyer.email, locale: "en" as const },
        expectedTotalMinor,
      });
    await expect(start(totalMinor - 100)).rejects.toEqual(refusal("PRICE_CHANGED", { totalMinor }));
    const { orderId } = await start(totalMinor);
    expect(await orderOf(orderId)).toMatchObject({ totalMinor });
  });

  test("a refund is promised for as long as the rule holds, and no longer", async () => {
    const buyer = someone();
    const { holdId, performanceId } = await hold(buyer, 8);
    const held = { holdId, performanceId };
    const promised = async () => (await quoteHold(buyer.ctx, held)).refund.until;
    const setUntil = (refundUntil: Date | null) =>
      house.services.db.performance.update({ where: { id: performanceId }, data: { refundUntil } });
    const { refundUntil } = await house.services.db.performance.findUniqueOrThrow({ where: { id: performanceId } });
    const [ahead, past] = [60_000, -60_000].map((ms) => new Date(house.clock.nowMs() + ms));
    await setUntil(ahead ?? null);
    expect(await promised()).toBe(ahead?.toISOString());
    await setUntil(past ?? null);
    expect(await promised()).toBeNull();
    await setUntil(refundUntil);
  });

  test("an order is found by the beginning of its address, in which no sign stands for others", async () => {
    const buyer = someone();
    const { orderId } = await checkOut(buyer, 7);
    const office = await staff("boxOffice");
    const search = { organizerId: hall.organizerId, limit: 100, cursor: null, locale: "en" as const };
    const found = async (text: string) =>
      (await searchOrders(office, { ...search, text })).orders.map(({ id }) => id).includes(orderId);
    expect(await found(buyer.email.slice(0, 12))).toBe(true);
    for (const sign of ["%", "_", "\\"]) expect(await found(sign), sign).toBe(false);
  });

  test("the same checkout a hundred times at once makes one order and one payment page", async () => {
    const buyer = someone();
    const { holdId, performanceId } = await hold(buyer, 10);
    const input = {
      requestId: randomUUID(),
      holds: [{ holdId, performanceId }],
      email: buyer.email,
      locale: "en" as const,
    };
    const answers = await Promise.all(Array.from({ length: 100 }, () => startCheckout(buyer.ctx, input)));
    const ids = new Set(answers.map(({ orderId }) => orderId));
    expect(ids.size).toBe(1);
    expect(new Set(answers.map(({ paymentUrl }) => paymentUrl)).size).toBe(1);
    expect(await house.services.db.order.count({ where: { buyerKey: buyer.ctx.caller.buyerKey } })).toBe(1);
    expect(await house.services.db.paymentAttempt.count({ where: { orderId: answers[0]?.orderId } })).toBe(1);
    await expect(startCheckout(buyer.ctx, { ...input, email: "other@post.example" })).rejects.toEqual(
      refusal("REQUEST_REUSED"),
    );
  });

  test("a price that is asked for again tells of the order that is already paying", async () => {
    const buyer = someone();
    const { performanceId, holdId } = await hold(buyer, 48);
    expect(await quoteHold(buyer.ctx, { performanceId, holdId })).toMatchObject({ orderId: null });
    const holds = [{ performanceId, holdId }];
    const { orderId } = await startCheckout(buyer.ctx, {
      requestId: randomUUID(),
      holds,
      email: buyer.email,
      locale: "en",
    });
    expect(await quoteHold(buyer.ctx, { performanceId, holdId })).toMatchObject({ orderId });
    const again = { requestId: randomUUID(), holds, email: buyer.email, locale: "en" as const };
    await expect(startCheckout(buyer.ctx, again)).rejects.toEqual(refusal("HOLD_IN_CHECKOUT", { orderId }));
  });

  test("a process that dies between the claim and the order costs the buyer nothing: the same request goes on", async () => {
    const buyer = someone();
    const { holdId, performanceId } = await hold(buyer, 12);
    const input = {
      requestId: randomUUID(),
      holds: [{ holdId, performanceId }],
      email: buyer.email,
      locale: "en" as const,
    };
    const claim = { performanceId, holdId, buyerKey: buyer.ctx.caller.buyerKey, requestId: input.requestId };
    const { orderId } = await claimHold(house.services, { ...claim, orderId: newId() });
    expect((await startCheckout(buyer.ctx, input)).orderId).toBe(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "pendingPayment" });
  });

  test("a hold that is gone, or somebody else's, cannot be checked out", async () => {
    const { holdId, performanceId } = await hold(someone(), 11);
    const thief = someone();
    const input = {
      requestId: randomUUID(),
      holds: [{ holdId, performanceId }],
      email: thief.email,
      locale: "en" as const,
    };
    await expect(startCheckout(thief.ctx, input)).rejects.toEqual(refusal("HOLD_GONE"));
  });

  test("the limit counts by mail address, over browsers", async () => {
    const first = someone();
    await sell(first, 0, 1, 2, 3);
    const otherBrowser = { ...someone(), email: first.email };
    await expect(checkOut(otherBrowser, 4, 5, 6)).rejects.toEqual(refusal("LIMIT_REACHED", { held: 4 }));
    // The refused checkout has not cost the buyer the hold.
    expect((await listMyHolds(otherBrowser.ctx, hall.performanceId))[0]).toMatchObject({
      seats: [4, 5, 6],
      orderId: null,
    });
  });

  test("seats of two currencies do not go into one order", async () => {
    const buyer = someone();
    const yen = await openSmallHall(house.services, { currency: "JPY", organizerId: hall.organizerId });
    const [euro, other] = [
      await hold(buyer, 5),
      await placeHold(buyer.ctx, { performanceId: yen.performanceId, requestId: randomUUID(), lines: [{ seat: 5 }] }),
    ];
    const holds = [euro, other].map(({ holdId, performanceId }) => ({ holdId, performanceId }));
    const input = { requestId: randomUUID(), holds, email: buyer.email, locale: "en" as const };
    await expect(startCheckout(buyer.ctx, input)).rejects.toEqual(refusal("BASKET_MIXED"));
  });
});

describe("money that comes again, late, or not at all", () => {
  test("the same payment told many times at once counts once", async () => {
    const { orderId } = await checkOut(someone(), 20);
    const sessionId = await sessionOf(orderId);
    await house.stripe.control.paySession(sessionId, { card: "success" });
    await Promise.all(
      Array.from({ length: 20 }, () => reconcileSession(house.services, fulfilment, sessionId).catch(() => undefined)),
    );
    expect(await house.services.db.payment.count({ where: { orderId } })).toBe(1);
    expect(await house.services.db.ticket.count({ where: { orderId } })).toBe(1);
  });

  test("an event is stored and worked on once, whatever its order and number", async () => {
    const { orderId } = await checkOut(someone(), 21);
    const sessionId = await sessionOf(orderId);
    await house.stripe.control.paySession(sessionId, { card: "success" });
    const event = { id: `evt_${newId()}`, type: "checkout.session.completed", objectId: sessionId };
    const stale = { id: `evt_${newId()}`, type: "checkout.session.expired", objectId: sessionId };
    for (const one of [stale, event, event, stale, event]) await takeProviderEvent(house.services, one);
    await house.runJobs();
    expect(await orderOf(orderId)).toMatchObject({ status: "paid" });
    expect(await house.services.db.providerEvent.count({ where: { objectId: sessionId } })).toBe(2);
  });

  test("what no webhook told is found by asking", async () => {
    const { orderId } = await checkOut(someone(), 22);
    await house.stripe.control.paySession(await sessionOf(orderId), { card: "success" });
    await pollProvider(house.services, fulfilment);
    await house.runJobs();
    expect(await orderOf(orderId)).toMatchObject({ status: "paid" });
  });

  test("what was not told is found hours later too, however much was told since", async () => {
    await pollProvider(house.services, fulfilment);
    const { orderId } = await sell(someone(), 29);
    house.stripe.control.setRefundManner("pending");
    const { id } = await refundAll(await staff("owner"), orderId);
    await house.runJobs();
    house.stripe.control.setRefundManner("succeeded");
    const { providerRefundId } = await house.services.db.refund.findUniqueOrThrow({ where: { id } });
    house.stripe.control.settleRefund(providerRefundId as string);
    house.clock.advance(5 * 60 * MINUTE_MS);
    await takeProviderEvent(house.services, { id: `evt_${newId()}`, type: "charge.updated", objectId: "ch_other" });
    await house.services.db.providerEvent.updateMany({ data: { receivedAt: house.clock.now() } });
    await pollProvider(house.services, fulfilment);
    await house.runJobs();
    expect(await house.services.db.refund.findUniqueOrThrow({ where: { id } })).toMatchObject({ status: "succeeded" });
  });

  test("a declined card leaves the seats and the page; the next try pays", async () => {
    const buyer = someone();
    const { orderId } = await checkOut(buyer, 23, 24);
    const sessionId = await sessionOf(orderId);
    await house.stripe.control.paySession(sessionId, { card: "declined" });
    expect(await showOrder(buyer.ctx, orderId)).toMatchObject({ status: "pendingPayment", paymentProblem: "declined" });
    const again = await openPaymentPage(house.services, orderId);
    expect(again.paymentUrl).toContain(sessionId);
    await pay(orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "paid" });
  });

  test("a cancelled order gives its seats back at once, and its page takes no more money", async () => {
    const buyer = someone();
    const { orderId } = await checkOut(buyer, 25);
    await cancelOrder(buyer.ctx, fulfilment, orderId);
    await house.runJobs();
    expect(await orderOf(orderId)).toMatchObject({ status: "expired" });
    expect(await byteOf(25)).toBe("@");
    await expect(openPaymentPage(house.services, orderId)).rejects.toEqual(refusal("ORDER_STEP_REFUSED"));
    expect((await house.services.payments.readSession(await sessionOf(orderId))).status).toBe("expired");
  });

  test("somebody else's order cannot be cancelled or seen", async () => {
    const { orderId } = await checkOut(someone(), 26);
    await expect(cancelOrder(someone().ctx, fulfilment, orderId)).rejects.toEqual(refusal("NOT_YOURS"));
    await expect(showOrder(someone().ctx, orderId)).rejects.toEqual(refusal("NOT_YOURS"));
  });

  test("paid in the last moment: closing finds the money and the order is paid", async () => {
    const { orderId } = await checkOut(someone(), 27);
    await house.stripe.control.paySession(await sessionOf(orderId), { card: "success" });
    house.clock.advance(11 * MINUTE_MS);
    await closeOrder(house.services, fulfilment, orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "paid" });
  });

  test("while the provider is silent the claim stands, until the page's own end and two minutes", async () => {
    const { orderId } = await checkOut(someone(), 28);
    house.clock.advance(11 * MINUTE_MS);
    house.stripe.control.setFaults({ down: true });
    await closeOrder(house.services, fulfilment, orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "closing" });
    house.clock.advance(27 * MINUTE_MS);
    await closeOrder(house.services, fulfilment, orderId);
    expect(await orderOf(orderId)).toMatchObject({ status: "expired" });
    house.stripe.control.clearFaults();
    await house.runJobs();
    expect(await byteOf(28)).toBe("@");
  }, 60_000);

  test("money after that buys the seats if they can be won again", async () => {
    const { orderId } = await checkOut(someone(), 30, 31);
    const sessionId = await sessionOf(orderId);
    house.clock.advance(11 * MINUTE_MS);
    await closeOrder(house.services, fulfilment, orderId);
    await house.runJobs();
    await house.stripe.control.paySession(sessionId, { card: "success", force: true });
    await reconcileSession(house.services, fulfilment, sessionId);
    await house.runJobs();
    expect(await orderOf(orderId)).toMatchObject({ status: "paid" });
    expect([await byteOf(30), await byteOf(31)]).toEqual(["B", "B"]);
  });

  test("money after the seats went to somebody else goes back, all of it", async () => {
    const { orderId } = await checkOut(someone(), 32, 33);
    const sessionId = await sessionOf(orderId);
    house.clock.advance(11 * MINUTE_MS);
    await closeOrder(house.services, fulfilment, orderId);
    await house.runJobs();
    await sell(someone(), 33);
    await house.stripe.control.paySession(sessionId, { card: "success", force: true });
    await reconcileSession(house.services, fulfilment, sessionId);
    expect(await orderOf(orderId)).toMatchObject({ status: "returning" });
    await house.runJobs();
    expect(await orderOf(orderId)).toMatchObject({ status: "refunded" });
    expect(house.stripe.control.refunds()[0]).toMatchObject({ amount: 8_800 });
    expect(await house.services.db.ticket.count({ where: { orderId } })).toBe(0);
    expect(await byteOf(32)).toBe("@");
  });

  test("a provider that answers after doing the work has made one page", async () => {
    const buyer = someone();
    house.stripe.control.failNext(3, "after-success");
    const { holdId, performanceId } = await hold(buyer, 34);
    const input = {
      requestId: randomUUID(),
      holds: [{ holdId, performanceId }],
      email: buyer.email,
      locale: "en" as const,
    };
    const first = await startCheckout(buyer.ctx, input).catch((error) => error);
    house.stripe.control.clearFaults();
    const second = await startCheckout(buyer.ctx, input);
    if (first instanceof Error) expect(first).toEqual(refusal("PAYMENT_PROVIDER_AWAY"));
    const pages = house.stripe.control.sessions().filter((session) => session.client_reference_id === second.orderId);
    expect(pages).toHaveLength(1);
  }, 60_000);
});

describe("refunds", () => {
  test("part of an order: that seat is free again, its code dead, the rest stands", async () => {
    const buyer = someone();
    const { orderId } = await sell(buyer, 40, 41);
    const boxOffice = await staff("boxOffice");
    const seatIndexes = [{ performanceId: hall.performanceId, seatIndex: 40 }];
    const refund = await refundOrder(boxOffice, fulfilment, {
      orderId,
      requestKey: randomUUID(),
      seatIndexes,
      reason: "Ill",
    });
    expect(refund.amountMinor).toBe(4_400);
    await house.runJobs();
    const order = await showOrder(buyer.ctx, orderId);
    expect(order).toMatchObject({ status: "paid", refundedMinor: 4_400 });
    expect(order.tickets.map(({ status }) => status).sort()).toEqual(["refunded", "valid"]);
    expect(order.refunds[0]).toMatchObject({ status: "succeeded" });
    expect([await byteOf(40), await byteOf(41)]).toEqual(["@", "B"]);
    await expect(
      refundOrder(boxOffice, fulfilment, { orderId, requestKey: randomUUID(), seatIndexes, reason: "Again" }),
    ).rejects.toEqual(refusal("ALREADY_REFUNDED"));
  });

  test("a double tap refunds once", async () => {
    const { orderId } = await sell(someone(), 42);
    const owner = await staff("owner");
    const requestKey = randomUUID();
    const results = await Promise.all(Array.from({ length: 10 }, () => refundAll(owner, orderId, requestKey)));
    expect(new Set(results.map(({ id }) => id)).size).toBe(1);
    expect(await orderOf(orderId)).toMatchObject({ status: "refunded" });
  });

  test("two people refunding the same order at once give the money back once", async () => {
    const { orderId } = await sell(someone(), 43);
    const [one, two] = [await staff("owner"), await staff("manager")];
    const results = await Promise.allSettled([refundAll(one, orderId), refundAll(two, orderId)]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await house.services.db.refund.count({ where: { orderId } })).toBe(1);
  });

  test("the gate, finance, other organizers and the buyer may not refund", async () => {
    const buyer = someone();
    const { orderId } = await sell(buyer, 44);
    const stranger = await openSmallHall(house.services);
    const others = [await staff("gate"), await staff("finance"), await staff("owner", stranger.organizerId)];
    for (const ctx of others) await expect(refundAll(ctx, orderId)).rejects.toEqual(refusal("NOT_YOURS"));
    await expect(refundAll(buyer.ctx, orderId)).rejects.toEqual(refusal("NOT_SIGNED_IN"));
  });

  test("one that fails at the bank stays a debt, and never revives the ticket", async () => {
    const { orderId } = await sell(someone(), 45);
    house.stripe.control.setRefundManner("pending");
    await refundAll(await staff("owner"), orderId);
    await house.runJobs();
    const refund = await house.services.db.refund.findFirstOrThrow({ where: { orderId } });
    expect(refund.status).toBe("sent");
    house.stripe.control.failRefund(refund.providerRefundId as string);
    await pollProvider(house.services, fulfilment);
    await house.runJobs();
    house.stripe.control.setRefundManner("succeeded");
    expect(await house.services.db.refund.findFirst({ where: { orderId } })).toMatchObject({ status: "failed" });
    expect(await house.services.db.ticket.findFirst({ where: { orderId } })).toMatchObject({ status: "refunded" });
  });
});

test("a refund that was made, and whose making was forgotten on both sides, is not made again days later", async () => {
  const { orderId } = await sell(someone(), 52);
  const { id } = await refundAll(await staff("owner"), orderId);
  const { paymentIntentId } = await house.services.db.payment.findFirstOrThrow({ where: { orderId } });
  // The process died after the provider's yes and before its own commit.
  const request = { paymentIntentId, amountMinor: 4_400, refundId: id, tries: 1, isKeyForgotten: false };
  const made = await house.services.payments.refund(request);
  house.clock.advance(26 * 3_600_000);
  await sendRefund(house.services, id);
  const refund = await house.services.db.refund.findUniqueOrThrow({ where: { id } });
  expect(refund).toMatchObject({ status: "succeeded", providerRefundId: made.outcome === "sent" ? made.id : "" });
  const sent = house.stripe.control.refunds().filter((one) => one.payment_intent === paymentIntentId);
  expect(sent).toHaveLength(1);
});

describe("a refund that failed at the bank", () => {
  const balanceOf = (code: "refundsPayable" | "providerBalance") =>
    accountBalance(house.services.db, { code, currency: "EUR" });
  const refundRow = (id: string) => house.services.db.refund.findUniqueOrThrow({ where: { id } });
  const sentTo = (paymentIntent: unknown) =>
    house.stripe.control.refunds().filter((refund) => refund.payment_intent === paymentIntent);

  /** Settled at first, so that the money has left and come back. */
  async function failedRefund(owner: RequestContext, seat: number) {
    const { orderId } = await sell(someone(), seat);
    const before = { payable: await balanceOf("refundsPayable"), bank: await balanceOf("providerBalance") };
    const { id } = await refundAll(owner, orderId);
    await sendRefund(house.services, id);
    const { providerRefundId, status } = await refundRow(id);
    expect(status).toBe("succeeded");
    house.stripe.control.failRefund(providerRefundId as string);
    await reconcileRefund(house.services, providerRefundId as string);
    expect(await refundRow(id)).toMatchObject({ status: "failed", tries: 1 });
    expect((await balanceOf("refundsPayable")) - before.payable).toBe(-4_400n);
    const { paymentIntentId } = await house.services.db.payment.findFirstOrThrow({ where: { orderId } });
    return { id, orderId, before, paymentIntentId, firstSent: providerRefundId as string };
  }

  test("is sent again once for ten taps, and then nothing is owed and the money has left once", async () => {
    const owner = await staff("owner");
    const { id, before, paymentIntentId } = await failedRefund(owner, 50);
    const taps = Array.from({ length: 10 }, () => resendRefund(owner, { refundId: id, tries: 1 }));
    expect(new Set((await Promise.all(taps)).map(({ tries }) => tries))).toEqual(new Set([2]));
    await house.runJobs();
    expect(await resendRefund(owner, { refundId: id, tries: 1 })).toMatchObject({ status: "succeeded", tries: 2 });
    expect(sentTo(paymentIntentId).map(({ status }) => status)).toEqual(["succeeded", "failed"]);
    expect(await balanceOf("refundsPayable")).toBe(before.payable);
    expect((await balanceOf("providerBalance")) - before.bank).toBe(-4_400n);
  });

  test("may come back again, and is sent as often as it takes", async () => {
    const owner = await staff("owner");
    const { id, before, paymentIntentId } = await failedRefund(owner, 51);
    for (const tries of [1, 2]) {
      await resendRefund(owner, { refundId: id, tries });
      await sendRefund(house.services, id);
      const { providerRefundId } = await refundRow(id);
      if (tries === 1) house.stripe.control.failRefund(providerRefundId as string);
      await reconcileRefund(house.services, providerRefundId as string);
    }
    expect(await refundRow(id)).toMatchObject({ status: "succeeded", tries: 3 });
    expect(sentTo(paymentIntentId).map(({ status }) => status)).toEqual(["succeeded", "failed", "failed"]);
    expect(await balanceOf("refundsPayable")).toBe(before.payable);
    expect((await balanceOf("providerBalance")) - before.bank).toBe(-4_400n);
  });

  test("hears nothing of an earlier try once the next is under way", async () => {
    const owner = await staff("owner");
    const { id, firstSent } = await failedRefund(owner, 52);
    // The read of the first try's failure is slow: meanwhile the refund goes out again.
    const { payments } = house.services;
    const slow = {
      ...payments,
      async readRefund(providerRefundId: string) {
        const read = await payments.readRefund(providerRefundId);
        await resendRefund(owner, { refundId: id, tries: 1 });
        return read;
      },
    };
    await reconcileRefund({ ...house.services, payments: slow }, firstSent);
    expect(await refundRow(id)).toMatchObject({ status: "requested", tries: 2 });
    await house.runJobs();
    await reconcileRefund(house.services, firstSent);
    expect(await refundRow(id)).toMatchObject({ status: "succeeded", tries: 2 });
  });

  test("is sent by owner, manager, box office and finance, and by nobody else", async () => {
    const { id } = await failedRefund(await staff("owner"), 53);
    const stranger = await openSmallHall(house.services);
    for (const ctx of [await staff("gate"), await staff("owner", stranger.organizerId)])
      await expect(resendRefund(ctx, { refundId: id, tries: 1 })).rejects.toEqual(refusal("NOT_YOURS"));
    await expect(resendRefund(someone().ctx, { refundId: id, tries: 1 })).rejects.toEqual(refusal("NOT_SIGNED_IN"));
    const unknown = { refundId: newId(), tries: 1 };
    await expect(resendRefund(await staff("owner"), unknown)).rejects.toEqual(refusal("NOT_FOUND"));
    await expect(resendRefund(await staff("owner"), { refundId: id, tries: 2 })).rejects.toEqual(
      refusal("ORDER_STEP_REFUSED"),
    );
    expect(await resendRefund(await staff("finance"), { refundId: id, tries: 1 })).toMatchObject({ tries: 2 });
    await house.runJobs();
    await expect(resendRefund(await staff("finance"), { refundId: id, tries: 2 })).rejects.toEqual(
      refusal("ORDER_STEP_REFUSED", { from: "succeeded" }),
    );
  });

  test("or that settles before its own answer is written down, is heard of all the same", async () => {
    const { orderId } = await sell(someone(), 54);
    const { id } = await refundAll(await staff("owner"), orderId);
    const { payments } = house.services;
    house.stripe.control.setRefundManner("pending");
    const overtaken = {
      ...payments,
      async refund(request: Parameters<typeof payments.refund>[0]) {
        const sent = await payments.refund(request);
        if (sent.outcome === "sent") {
          house.stripe.control.settleRefund(sent.id);
          await reconcileRefund(house.services, sent.id);
        }
        return sent;
      },
    };
    await sendRefund({ ...house.services, payments: overtaken }, id);
    house.stripe.control.setRefundManner("succeeded");
    expect(await refundRow(id)).toMatchObject({ status: "succeeded" });
  });
});

test("after all of it, money, orders, tickets, seats and map agree", async () => {
  await house.runJobs();
  expect(await reconcile(house.services)).toEqual([]);
});
