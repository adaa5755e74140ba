import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { countSeats, readSnapshot, rebuildAvailability, type Span } from "../availability/index.ts";
import { liveFigures, stockOf } from "../catalog/index.ts";
import { listMyHolds, placeHold } from "../holds/index.ts";
import { extendHold, releaseHold } from "../holds/keep-hold.ts";
import { swapHold } from "../holds/place-hold.ts";
import { newId } from "../kernel/ids.ts";
import { showOrder } from "../orders/index.ts";
import { reconcile } from "../reconcile/reconcile.ts";
import type { RequestContext } from "../services.ts";
import { splitIntoCells } from "../testing/into-cells.ts";
import { openSmallHall, type SmallHall } from "../testing/small-hall.ts";
import { refusal } from "../testing/refusal.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import { organizerSeatFulfilment as fulfilment } from "../tickets/index.ts";
import { showWallet } from "../tickets/wallet.ts";
import { cancelOrder, reconcileSession, refundOrder, startCheckout } from "./index.ts";
import { quoteHold } from "./quote-hold.ts";

/** A train of three hundred places, of which each leg is sold by itself, two that follow each other, and the whole way. */
const STOPS = ["Rotterdam", "Utrecht", "Cologne", "Nuremberg", "Vienna"];
const LEGS = STOPS.length - 1;
const WHOLE: Span = { from: 0, to: LEGS };
const FIRST_HALF: Span = { from: 0, to: 2 };
const SECOND_HALF: Span = { from: 2, to: 4 };
const MIDDLE: Span = { from: 1, to: 3 };

let house: TestServices;
let train: SmallHall;

beforeAll(async () => {
  house = await createTestServices();
});
afterAll(() => house.close());
beforeEach(async () => {
  train = await openSmallHall(house.services);
  await splitIntoCells(house.services, train.performanceId, { stops: STOPS });
});

const someone = () => contextFor(house.services);
const bytesOf = async (place: number) =>
  (await readSnapshot(house.services, train.performanceId)).seats.slice(place * LEGS, (place + 1) * LEGS);

const wish = (span: Span | undefined, ...seats: number[]) => ({
  performanceId: train.performanceId,
  requestId: randomUUID(),
  lines: seats.map((seat) => ({ seat })),
  span,
});
const hold = (ctx: RequestContext, span: Span | undefined, ...seats: number[]) => placeHold(ctx, wish(span, ...seats));

async function buy(ctx: RequestContext, span: Span, ...seats: number[]) {
  const { holdId, performanceId } = await hold(ctx, span, ...seats);
  const extended = await extendHold(ctx, { performanceId, holdId, requestId: randomUUID() });
  expect(extended).toMatchObject({ span, seats });
  const { orderId } = await startCheckout(ctx, {
    requestId: randomUUID(),
    holds: [{ holdId, performanceId }],
    email: `${newId()}@post.example`,
    locale: "en",
  });
  const attempt = await house.services.db.paymentAttempt.findFirstOrThrow({ where: { orderId } });
  await house.stripe.control.paySession(attempt.sessionId ?? "", { card: "success" });
  await reconcileSession(house.services, fulfilment, attempt.sessionId ?? "");
  await house.runJobs();
  return orderId;
}

describe("holding", () => {
  test("takes the cells of the line, all or none", async () => {
    await hold(someone(), FIRST_HALF, 5);
    expect(await bytesOf(5)).toBe("HH@@");
    await expect(hold(someone(), MIDDLE, 4, 5)).rejects.toEqual(refusal("SEAT_TAKEN", { seats: [5] }));
    expect(await bytesOf(4)).toBe("@@@@");
    await hold(someone(), SECOND_HALF, 5);
    expect(await bytesOf(5)).toBe("HHHH");
  });

  test("without a span means the whole way", async () => {
    expect(await hold(someone(), undefined, 7)).toMatchObject({ span: WHOLE, seats: [7] });
    expect(await bytesOf(7)).toBe("HHHH");
  });

  test("is refused for a way that is not sold by itself", async () => {
    await expect(hold(someone(), { from: 0, to: 3 }, 5)).rejects.toEqual(refusal("SPAN_UNKNOWN"));
    await expect(hold(someone(), { from: 3, to: 5 }, 5)).rejects.toEqual(refusal("SPAN_UNKNOWN"));
  });

  test("is refused for a way whose train has left, while later ones are sold", async () => {
    const { startsAt } = await house.services.db.performance.findUniqueOrThrow({ where: { id: train.performanceId } });
    await house.services.db.performance.update({
      where: { id: train.performanceId },
      data: { saleEndsAt: new Date(startsAt.getTime() + 4 * 3_600_000) },
    });
    house.clock.advance(startsAt.getTime() + 60_000 - house.clock.nowMs());
    await expect(hold(someone(), FIRST_HALF, 5)).rejects.toEqual(refusal("NOT_ON_SALE"));
    expect(await hold(someone(), SECOND_HALF, 5)).toMatchObject({ span: SECOND_HALF });
  });

  test("counts places against the limit, not cells", async () => {
    const { ticketLimit } = await house.services.db.performance.findUniqueOrThrow({
      where: { id: train.performanceId },
    });
    const buyer = someone();
    const seats = Array.from({ length: ticketLimit }, (_, seat) => seat);
    expect((await hold(buyer, WHOLE, ...seats)).seats).toHaveLength(ticketLimit);
    await expect(hold(buyer, FIRST_HALF, 60)).rejects.toEqual(refusal("LIMIT_REACHED", { held: ticketLimit }));
  });

  test("goes over to another way in one step, or stays as it was", async () => {
    const buyer = someone();
    const first = await hold(buyer, FIRST_HALF, 5);
    await hold(someone(), { from: 3, to: 4 }, 5);
    const swap = (span: Span) => swapHold(buyer, { ...wish(span, 5), holdId: first.holdId });
    await expect(swap(SECOND_HALF)).rejects.toEqual(refusal("SEAT_TAKEN", { seats: [5] }));
    expect(await bytesOf(5)).toBe("HH@H");
    expect(await swap(MIDDLE)).toMatchObject({ span: MIDDLE, seats: [5] });
    expect(await bytesOf(5)).toBe("@HHH");
    expect(await listMyHolds(buyer, train.performanceId)).toMatchObject([{ span: MIDDLE, seats: [5] }]);
    await releaseHold(buyer, { performanceId: train.performanceId, holdId: first.holdId, requestId: randomUUID() });
    expect(await bytesOf(5)).toBe("@@@H");
  });

  test("of a hundred who want legs of one seat at once, no two have the same leg", async () => {
    const spans: Span[] = [
      FIRST_HALF,
      MIDDLE,
      SECOND_HALF,
      WHOLE,
      ...STOPS.slice(1).map((_, from) => ({ from, to: from + 1 })),
    ];
    const tries = await Promise.allSettled(
      Array.from({ length: 100 }, (_, at) => hold(someone(), spans[at % spans.length], 42)),
    );
    const owned = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value.span] : []));
    const legs = owned.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at));
    expect(new Set(legs).size).toBe(legs.length);
    expect(await bytesOf(42)).toBe([0, 1, 2, 3].map((leg) => (legs.includes(leg) ? "H" : "@")).join(""));
    for (const one of tries) if (one.status === "rejected") expect(one.reason).toEqual(refusal("SEAT_TAKEN"));
  });

  test("leaves nobody alone on the way that is bought, whatever is free on others", async () => {
    await house.services.db.performance.update({ where: { id: train.performanceId }, data: { allowsSingles: false } });
    await hold(someone(), SECOND_HALF, 0, 1);
    // The seat at the end of the row is free on the first half, and has gone on the second.
    const stranding = refusal("SEAT_STRANDED", { seats: [0], instead: [0], replaced: [1] });
    await expect(hold(someone(), FIRST_HALF, 1)).rejects.toEqual(stranding);
    expect(await hold(someone(), SECOND_HALF, 2)).toMatchObject({ seats: [2] });
  });

  test("of places to stand gives those that leave room for whoever comes for all of it", async () => {
    const run = (span: Span, count: number) => placeHold(someone(), { ...wish(span), lines: [{ run: 200, count }] });
    const morning = await run(FIRST_HALF, 6);
    const evening = await run(SECOND_HALF, 6);
    expect(evening.seats).toEqual(morning.seats);
    const whole = await run(WHOLE, 3);
    expect(whole.seats.some((seat) => morning.seats.includes(seat))).toBe(false);
  });

  test("outlives a map that is built anew", async () => {
    const buyer = someone();
    const held = await hold(buyer, MIDDLE, 5, 6);
    await rebuildAvailability(house.services, train.performanceId, "test");
    expect(await listMyHolds(buyer, train.performanceId)).toMatchObject([
      { holdId: held.holdId, span: MIDDLE, seats: [5, 6] },
    ]);
    expect(await bytesOf(6)).toBe("@HH@");
  });
});

describe("buying", () => {
  test("costs what the way costs, a child the same share of it, and the fee once", async () => {
    const buyer = someone();
    const { holdId, performanceId } = await hold(buyer, FIRST_HALF, 3, 4);
    const category = await house.services.db.priceCategory.findFirstOrThrow({
      where: { performanceId, chartCategory: 0 },
    });
    const { id: tariffId } = await house.services.db.tariff.create({
      data: {
        ...{ id: newId(), performanceId, organizerId: train.organizerId, name: "Child", position: 0 },
        prices: { create: { categoryId: category.id, faceMinor: Math.round(category.faceMinor / 4) } },
      },
    });
    const quote = await quoteHold(buyer, { performanceId, holdId, tariffs: [{ seatIndex: 4, tariffId }] });
    const half = Math.round(category.faceMinor / 2);
    expect(quote.lines.map(({ faceMinor, feeMinor }) => [faceMinor, feeMinor])).toEqual([
      [half, category.feeMinor],
      [Math.round((half * Math.round(category.faceMinor / 4)) / category.faceMinor), category.feeMinor],
    ]);
  });

  test("sells one seat to two who follow each other, and each is told their own way", async () => {
    const [early, late] = [someone(), someone()];
    const orders = [await buy(early, FIRST_HALF, 5), await buy(late, SECOND_HALF, 5)];
    expect(await bytesOf(5)).toBe("BBBB");
    expect((await showWallet(early)).tickets).toMatchObject([{ fromName: "Rotterdam", toName: "Cologne" }]);
    expect((await showWallet(late)).tickets).toMatchObject([{ fromName: "Cologne", toName: "Vienna", doorsAt: null }]);
    expect(await showOrder(late, orders[1] ?? "")).toMatchObject({
      tickets: [{ fromCell: 2, toCell: 4 }],
      performances: [{ cells: [{ fromName: "Rotterdam" }, {}, {}, { toName: "Vienna" }] }],
    });
    const [letter] = house.mail.control.messages({ subject: "tickets" });
    expect(letter?.text ?? "").toMatch(/ to (Cologne|Vienna), arrives /);
    expect(await reconcile(house.services)).toEqual([]);
  });

  test("a refund gives back the cells that were bought and no others", async () => {
    const staff = someone();
    const person = await house.services.db.person.create({ data: { id: newId(), email: `${newId()}@house.example` } });
    await house.services.db.membership.create({
      data: { personId: person.id, organizerId: train.organizerId, role: "owner" },
    });
    const owner: RequestContext = {
      ...staff,
      caller: { ...staff.caller, personId: person.id, personEmail: person.email },
    };
    const early = await buy(someone(), FIRST_HALF, 5);
    await buy(someone(), SECOND_HALF, 5);
    await refundOrder(owner, fulfilment, {
      ...{ orderId: early, requestKey: randomUUID(), reason: "Asked for it", resell: true },
      seatIndexes: [{ performanceId: train.performanceId, seatIndex: 5, fromCell: 0 }],
    });
    await house.runJobs();
    expect(await bytesOf(5)).toBe("@@BB");
    expect(await reconcile(house.services)).toEqual([]);
    await buy(someone(), FIRST_HALF, 5);
    expect(await bytesOf(5)).toBe("BBBB");
    expect(await reconcile(house.services)).toEqual([]);
  });

  test("an order that is given up frees its cells, also after the map was built anew", async () => {
    const buyer = someone();
    const { holdId, performanceId } = await hold(buyer, MIDDLE, 8, 9);
    const { orderId } = await startCheckout(buyer, {
      ...{ requestId: randomUUID(), holds: [{ holdId, performanceId }] },
      ...{ email: `${newId()}@post.example`, locale: "en" as const },
    });
    await rebuildAvailability(house.services, performanceId, "test");
    expect(await bytesOf(9)).toBe("@HH@");
    expect(await listMyHolds(buyer, performanceId)).toMatchObject([{ orderId, span: MIDDLE, seats: [8, 9] }]);
    await expect(hold(someone(), WHOLE, 9)).rejects.toEqual(refusal("SEAT_TAKEN", { seats: [9] }));
    await cancelOrder(buyer, fulfilment, orderId);
    await house.runJobs();
    expect(await bytesOf(8)).toBe("@@@@");
    expect(await reconcile(house.services)).toEqual([]);
  });
});

test("figures say of each way what is left and what it costs from", async () => {
  await buy(someone(), { from: 1, to: 2 }, 5, 6, 7);
  house.clock.advance(2_000);
  const [figures] = await liveFigures(house.services, [train.performanceId]);
  const of = ({ from, to }: Span) => figures?.spans.find((one) => one.from === from && one.to === to);
  expect(of(SECOND_HALF)?.left).toBe(300);
  expect(of(MIDDLE)?.left).toBe(297);
  expect(of(WHOLE)?.left).toBe(297);
  expect(figures).toMatchObject({ left: 300, fromPriceMinor: of({ from: 0, to: 1 })?.fromPriceMinor });
  const [stock] = await stockOf(house.services, [train.performanceId]);
  expect(stock?.left).toBe(297);
  expect(stock?.categories.reduce((sum, { left }) => sum + left, 0)).toBe(297);
  expect(countSeats((await readSnapshot(house.services, train.performanceId)).seats).sold).toBe(3);
});
