import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bought, buy, goAndPay, hearOf, staffOf } from "../testing/buyers.ts";
import { cancelPerformance } from "../changes/index.ts";
import { refundOrder, takeProviderEvent } from "../checkout/index.ts";
import type { RequestContext } from "../services.ts";
import { openSmallHall, type SmallHall } from "../testing/small-hall.ts";
import { sendTicketsAgain } from "../notifications/index.ts";
import { createTestServices, type TestServices } from "../testing/test-services.ts";
import { organizerSeatFulfilment as fulfilment } from "../tickets/index.ts";
import { tellStory } from "./index.ts";

let house: TestServices;
let hall: SmallHall;
let owner: RequestContext;
beforeAll(async () => {
  house = await createTestServices();
  hall = await openSmallHall(house.services);
  owner = await staffOf(house, hall.organizerId, "owner");
});
afterAll(() => house?.close());

/** The house lives by the clock of its database here: what happens in turn stands in turn. */
const tick = () => house.clock.advance(Date.now() - house.clock.nowMs());
const story = async ({ orderId }: Pick<Bought, "orderId">, ctx = owner) => (await tellStory(ctx, orderId)).entries;
const kinds = async (bought: Bought) => (await story(bought)).map(({ kind }) => kind);

test("an order's story is whole, in order, and says who, how much and why", async () => {
  const { db } = house.services;
  tick();
  const bought = await buy(house, hall.performanceId, [0, 1]);
  tick();
  await house.runJobs();
  const { paymentIntentId } = await db.payment.findFirstOrThrow({ where: { orderId: bought.orderId } });
  const event = { id: `evt_${randomUUID()}`, type: "payment_intent.succeeded", objectId: paymentIntentId };
  await takeProviderEvent(house.services, event);
  const [ticket] = await db.ticket.findMany({ where: { orderId: bought.orderId }, orderBy: { seatIndex: "asc" } });
  const deviceId = randomUUID();
  const at = { organizerId: hall.organizerId, performanceId: hall.performanceId, ticketId: ticket?.id ?? "", deviceId };
  await db.scan.create({ data: { ...at, nonce: "1", verdict: "in/WELCOME", scannedAt: new Date() } });
  await db.scan.create({ data: { ...at, nonce: "2", verdict: "refused/ALREADY_USED", scannedAt: new Date() } });
  tick();
  const seatIndexes = [{ performanceId: hall.performanceId, seatIndex: 1 }];
  await refundOrder(owner, fulfilment, {
    orderId: bought.orderId,
    requestKey: randomUUID(),
    seatIndexes,
    reason: "Broken seat",
  });
  await house.runJobs();
  tick();
  const { performanceId } = hall;
  await cancelPerformance(owner, { performanceId, reason: "No power", requestKey: randomUUID() });
  await house.runJobs();

  const entries = await story(bought);
  const times = entries.map(({ at: moment }) => Date.parse(moment));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  const of = (kind: string) => entries.filter((one) => one.kind === kind);
  expect(of("ordered")).toMatchObject([{ amountMinor: 8_800 }]);
  expect(of("pageOpened")).toMatchObject([{ number: 1, text: "paid" }]);
  expect(of("paid")).toMatchObject([{ amountMinor: 8_800 }]);
  expect(of("providerTold").map(({ text }) => text)).toContain("payment_intent.succeeded");
  expect(of("posted").map(({ text, amountMinor }) => [text, amountMinor])).toEqual(
    expect.arrayContaining([
      ["sale", 8_800],
      ["refundAccepted", 4_400],
      ["refundSettled", 4_400],
    ]),
  );
  expect(of("refundAccepted")).toMatchObject([
    { amountMinor: 4_400, text: "Broken seat", who: owner.caller.personEmail },
    { amountMinor: 4_400, text: "No power", who: owner.caller.personEmail },
  ]);
  expect(of("refundSettled")).toHaveLength(2);
  expect(of("cancelled")).toMatchObject([{ text: "No power" }]);
  expect(of("letterSent").map(({ text, who }) => [text, who])).toEqual(
    ["orderPaid", "ticketsRefunded", "performanceCancelled"].map((letter) => [letter, bought.email]),
  );
  expect(of("letIn")).toMatchObject([{ text: "WELCOME", seat: { row: "A", seat: "1" } }]);
  expect(of("refusedAtGate")).toMatchObject([{ text: "ALREADY_USED" }]);
});

test("one that came to nothing tells so far, and another order's story is not in it", async () => {
  const other = await openSmallHall(house.services, { organizerId: hall.organizerId });
  const open = await goAndPay(house, [{ performanceId: other.performanceId, seats: [5] }]);
  const paid = await buy(house, other.performanceId, [6]);
  tick();
  expect(await kinds(open)).toEqual(["ordered", "pageOpened"]);
  expect((await kinds(paid)).sort()).toEqual(["ordered", "pageOpened", "paid", "posted"]);
  await hearOf(house, open);
  expect(await kinds(open)).toEqual(["ordered", "pageOpened"]);
});

test("the buyer reads no story, nor does anybody else's office", async () => {
  const bought = await buy(house, (await openSmallHall(house.services)).performanceId, [0]);
  const NOT_YOURS = expect.objectContaining({ code: "NOT_YOURS" });
  await expect(story(bought)).rejects.toEqual(NOT_YOURS);
  await expect(story(bought, bought.ctx)).rejects.toMatchObject({ code: "NOT_SIGNED_IN" });
  await expect(story({ orderId: randomUUID() })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("the letter with the tickets goes out once more for each wish, five times at most, and the story says so", async () => {
  const { performanceId, organizerId } = await openSmallHall(house.services);
  const boxOffice = await staffOf(house, organizerId, "boxOffice");
  const bought = await buy(house, performanceId, [0]);
  const again = (requestKey: string = randomUUID()) =>
    sendTicketsAgain(boxOffice, { orderId: bought.orderId, requestKey });
  const key = randomUUID();
  expect(await Promise.all([again(key), again(key)])).toEqual([{ email: bought.email }, { email: bought.email }]);
  await house.runJobs();
  const letters = () => house.mail.control.messages({ to: bought.email }).length;
  expect(letters()).toBe(2);
  const told = (await tellStory(boxOffice, bought.orderId)).entries.filter(({ kind }) => kind === "letterSent");
  expect(told.map(({ text }) => text)).toEqual(["orderPaid", "orderPaid"]);
  for (let more = 0; more < 4; more++) await again();
  await expect(again()).rejects.toMatchObject({ code: "TOO_MANY_TRIES" });
  await house.runJobs();
  expect(letters()).toBe(6);
  const open = await goAndPay(house, [{ performanceId, seats: [5] }]);
  const unpaid = sendTicketsAgain(boxOffice, { orderId: open.orderId, requestKey: randomUUID() });
  await expect(unpaid).rejects.toMatchObject({ code: "ORDER_STEP_REFUSED" });
});
