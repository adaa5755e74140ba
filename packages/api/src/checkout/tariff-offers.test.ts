import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { liveFigures } from "../catalog/index.ts";
import { placeHold } from "../holds/index.ts";
import { newId } from "../kernel/ids.ts";
import { reconcile } from "../reconcile/reconcile.ts";
import { openSmallHall, type SmallHall } from "../testing/small-hall.ts";
import { refusal } from "../testing/refusal.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import { organizerSeatFulfilment as fulfilment } from "../tickets/index.ts";
import { cancelOrder, reconcileSession, refundOrder, startCheckout } from "./index.ts";
import { quoteHold } from "./quote-hold.ts";

const HOUR_MS = 3_600_000;
let house: TestServices;
let hall: SmallHall;

beforeAll(async () => {
  house = await createTestServices();
});
afterAll(() => house?.close());
beforeEach(async () => {
  hall = await openSmallHall(house.services, { ticketLimit: 10 });
});

const inHours = (hours: number) => new Date(house.clock.nowMs() + hours * HOUR_MS);

/** Early birds in the front category, 20 in place of 40. */
async function openEarlyBird(offered: { capacity?: number; saleStartsAt?: Date; saleEndsAt?: Date }): Promise<string> {
  const { db } = house.services;
  const { performanceId, organizerId } = hall;
  const front = await db.priceCategory.findFirstOrThrow({ where: { performanceId, chartCategory: 0 } });
  const prices = { create: [{ categoryId: front.id, faceMinor: 2_000 }] };
  const tariff = { id: newId(), performanceId, organizerId, name: "Early bird", position: 0, prices, ...offered };
  await db.tariff.create({ data: tariff });
  return tariff.id;
}

/** Somebody who holds these seats and wants all of them at a tariff. */
async function wanting(tariffId: string, ...seats: number[]) {
  const ctx = contextFor(house.services);
  const { performanceId } = hall;
  const lines = seats.map((seat) => ({ seat }));
  const { holdId } = await placeHold(ctx, { performanceId, requestId: randomUUID(), lines });
  const tariffs = seats.map((seatIndex) => ({ seatIndex, tariffId }));
  const order = { locale: "en" as const, email: `${newId()}@post.example`, requestId: randomUUID() };
  return {
    ctx,
    quote: () => quoteHold(ctx, { performanceId, holdId, tariffs }),
    start: () => startCheckout(ctx, { ...order, holds: [{ performanceId, holdId, tariffs }] }),
  };
}

async function pay(orderId: string): Promise<void> {
  const { sessionId } = await house.services.db.paymentAttempt.findFirstOrThrow({ where: { orderId } });
  await house.stripe.control.paySession(sessionId ?? "", { card: "success" });
  await reconcileSession(house.services, fulfilment, sessionId ?? "");
  await house.runJobs();
}

test("no more are sold at a price than there are of it: what is being paid for counts, what is given up or back does not", async () => {
  const tariffId = await openEarlyBird({ capacity: 3 });
  const first = await wanting(tariffId, 0, 1);
  const { orderId } = await first.start();
  const second = await wanting(tariffId, 20, 21);
  await expect(second.quote()).rejects.toEqual(refusal("TARIFF_GONE", { tariffId, left: 1 }));
  await expect(second.start()).rejects.toEqual(refusal("TARIFF_GONE", { tariffId, left: 1 }));
  const third = await wanting(tariffId, 40);
  expect((await third.quote()).tariffs).toEqual([{ tariffId, left: 1 }]);
  const { orderId: paidId } = await third.start();
  await pay(paidId);
  expect((await second.quote().catch(({ detail }) => detail)).left).toBe(0);
  await cancelOrder(first.ctx, fulfilment, orderId);
  await house.runJobs();
  const { orderId: secondId } = await second.start();
  await pay(secondId);
  await refundPaid(paidId);
  const [figures] = await liveFigures(house.services, [hall.performanceId]);
  expect(figures?.tariffs).toEqual([{ tariffId, left: 1 }]);
  expect(await reconcile(house.services)).toEqual([]);
});

async function refundPaid(orderId: string): Promise<void> {
  const { db } = house.services;
  const person = { personId: newId(), personEmail: `${newId()}@people.example` };
  const memberships = { create: { organizerId: hall.organizerId, role: "owner" as const } };
  await db.person.create({ data: { id: person.personId, email: person.personEmail, memberships } });
  const owner = contextFor(house.services, person, "admin");
  await refundOrder(owner, fulfilment, { orderId, requestKey: randomUUID(), seatIndexes: [], reason: "Asked" });
  await house.runJobs();
}

test("of many who press at the same moment exactly as many have the price as there are of it", async () => {
  const tariffId = await openEarlyBird({ capacity: 4 });
  const buyers = await Promise.all(Array.from({ length: 12 }, (_, at) => wanting(tariffId, at * 8)));
  const tries = await Promise.allSettled(buyers.map((buyer) => buyer.start()));
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(4);
  for (const one of tries)
    if (one.status === "rejected") expect(one.reason).toEqual(refusal("TARIFF_GONE", { left: 0 }));
  const sold = await house.services.db.orderLine.count({ where: { tariffId, kind: "seat" } });
  expect(sold).toBe(4);
});

test("a price is offered from its first moment to its last, and the hold stands when it is over", async () => {
  const tariffId = await openEarlyBird({ saleStartsAt: inHours(1), saleEndsAt: inHours(2) });
  const early = await wanting(tariffId, 0);
  await expect(early.quote()).rejects.toEqual(refusal("TARIFF_GONE", { tariffId, left: 0 }));
  house.clock.advance(HOUR_MS);
  const inTime = await wanting(tariffId, 1);
  const quote = await inTime.quote();
  expect(quote).toMatchObject({ totalMinor: 2_400, tariffs: [{ tariffId, left: null }] });
  house.clock.advance(HOUR_MS);
  const late = await wanting(tariffId, 2);
  await expect(late.start()).rejects.toEqual(refusal("TARIFF_GONE", { tariffId, left: 0 }));
});
