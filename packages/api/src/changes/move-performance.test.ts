import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { refusePublish } from "../catalog/index.ts";
import { refundOrder } from "../checkout/index.ts";
import { reconcile } from "../reconcile/reconcile.ts";
import { setAside } from "../releases/index.ts";
import type { RequestContext } from "../services.ts";
import { splitIntoCells } from "../testing/into-cells.ts";
import { openSmallHall, type SmallHall } from "../testing/small-hall.ts";
import { refusal } from "../testing/refusal.ts";
import { createTestServices, type TestServices } from "../testing/test-services.ts";
import { organizerSeatFulfilment as fulfilment, orderCalendar, showWallet } from "../tickets/index.ts";
import { type Bought, buy, goAndPay, hearOf, pay, staffOf } from "../testing/buyers.ts";
import { answerChange, cancelPerformance, changesOf, changesOfOrder, movePerformance } from "./index.ts";
import { previewChange } from "./preview-change.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
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

const performance = () => house.services.db.performance.findUniqueOrThrow({ where: { id: hall.performanceId } });
const change = (data: Parameters<typeof house.services.db.performance.update>[0]["data"]) =>
  house.services.db.performance.update({ where: { id: hall.performanceId }, data });
const setClock = (atMs: number) => house.clock.advance(atMs - house.clock.nowMs());
const inDays = (days: number) => new Date(house.clock.nowMs() + days * DAY_MS).toISOString();

async function move(startsAt: string, more: Partial<Parameters<typeof movePerformance>[1]> = {}, ctx = owner) {
  const { startsAt: from } = await performance();
  return movePerformance(ctx, {
    ...{ performanceId: hall.performanceId, startsAt, movedFrom: from.toISOString() },
    ...{ reason: "The hall floods", requestKey: randomUUID(), answerUntil: null, ...more },
  });
}
const answer = (bought: Bought, changeId: string, wanted: "keeps" | "returns", ctx = bought.ctx) =>
  answerChange(ctx, fulfilment, { orderId: bought.orderId, changeId, answer: wanted });
const lettersTo = (to: string, subject: string) =>
  house.mail.control.messages({ to }).filter((letter) => letter.subject.startsWith(subject));

describe("the times", () => {
  test("doors, end, the end of the sale and of refunds move along by the venue's clock; tickets stand", async () => {
    // Over the night in which the clocks go back in the venue's country, by a week.
    const at = (text: string) => new Date(text);
    setClock(Date.parse("2031-10-01T00:00:00Z"));
    await change({
      ...{
        startsAt: at("2031-10-20T18:30:00Z"),
        doorsAt: at("2031-10-20T17:30:00Z"),
        endsAt: at("2031-10-20T20:30:00Z"),
      },
      ...{
        saleStartsAt: at("2031-09-01T00:00:00Z"),
        saleEndsAt: at("2031-10-20T18:30:00Z"),
        refundUntil: at("2031-10-13T22:00:00Z"),
      },
    });
    const bought = await buy(house, hall.performanceId, [0, 1]);
    const moved = await previewChange(owner, {
      performanceId: hall.performanceId,
      startsAt: "2031-10-27T19:30:00.000Z",
    });
    expect(moved).toMatchObject({ orders: 1, tickets: 2, people: 1 });
    expect(moved.times).toEqual({
      startsAt: "2031-10-27T19:30:00.000Z",
      doorsAt: "2031-10-27T18:30:00.000Z",
      endsAt: "2031-10-27T21:30:00.000Z",
      saleEndsAt: "2031-10-27T19:30:00.000Z",
      refundUntil: "2031-10-20T22:00:00.000Z",
      answerUntil: "2031-10-15T00:00:00.000Z",
      latestAnswer: "2031-10-27T18:30:00.000Z",
    });
    await move("2031-10-27T19:30:00.000Z");
    const { startsAt, doorsAt, saleStartsAt } = await performance();
    expect([startsAt, doorsAt, saleStartsAt].map((moment) => moment?.toISOString())).toEqual([
      "2031-10-27T19:30:00.000Z",
      "2031-10-27T18:30:00.000Z",
      "2031-09-01T00:00:00.000Z",
    ]);
    const { tickets } = await showWallet(bought.ctx);
    expect(tickets.map(({ status, startsAt: shown }) => [status, shown])).toEqual([
      ["valid", "2031-10-27T19:30:00.000Z"],
      ["valid", "2031-10-27T19:30:00.000Z"],
    ]);
    setClock(Date.now());
  });

  test("whoever put it in a calendar gets the new time over the old one, and its end over both", async () => {
    const { ctx, orderId } = await buy(house, hall.performanceId, [0]);
    const entry = async () => {
      const text = await (await orderCalendar(ctx, orderId)).text();
      return ["UID", "DTSTART", "SEQUENCE", "STATUS"].map((name) =>
        text.match(new RegExp(`^${name}:(.+)$`, "m"))?.[1]?.trim(),
      );
    };
    const [uid, startsAt] = await entry();
    const later = "2033-05-02T18:00:00.000Z";
    await move(later);
    expect(await entry()).toEqual([uid, "20330502T180000Z", "1", "CONFIRMED"]);
    expect(startsAt).not.toBe("20330502T180000Z");
    await cancelPerformance(owner, {
      ...{ performanceId: hall.performanceId, reason: "The hall floods", requestKey: randomUUID() },
    });
    const [sameUid, , sequence, status] = await entry();
    expect([sameUid, status]).toEqual([uid, "CANCELLED"]);
    expect(Number(sequence)).toBeGreaterThan(1);
  });

  test("every leg of a journey moves with it", async () => {
    await splitIntoCells(house.services, hall.performanceId, { stops: ["A", "B", "C"] });
    const before = await house.services.db.performanceCell.findMany({ where: { performanceId: hall.performanceId } });
    const { startsAt } = await performance();
    await move(new Date(startsAt.getTime() + 2 * HOUR_MS).toISOString());
    const after = await house.services.db.performanceCell.findMany({ where: { performanceId: hall.performanceId } });
    expect(after.map((cell) => [cell.startsAt.getTime(), cell.endsAt.getTime()])).toEqual(
      before.map((cell) => [cell.startsAt.getTime() + 2 * HOUR_MS, cell.endsAt.getTime() + 2 * HOUR_MS]),
    );
  });

  test("a sale that is over stays over", async () => {
    const saleEndsAt = new Date(house.clock.nowMs() - HOUR_MS);
    await change({ saleEndsAt, saleStartsAt: new Date(house.clock.nowMs() - DAY_MS) });
    await move(inDays(40));
    expect((await performance()).saleEndsAt).toEqual(saleEndsAt);
  });

  test("what cannot be is refused, and nothing has moved", async () => {
    const { startsAt } = await performance();
    const refused = (reason: Parameters<typeof refusePublish>[0]) => refusal("PUBLISH_REFUSED", { reason });
    await expect(move(inDays(-1))).rejects.toEqual(refused("inPast"));
    await expect(move(startsAt.toISOString())).rejects.toEqual(refused("sameTime"));
    await expect(move(inDays(40), { answerUntil: inDays(-1) })).rejects.toEqual(refused("answerWindow"));
    await expect(move(inDays(40), { answerUntil: inDays(41) })).rejects.toEqual(refused("answerWindow"));
    const release = { performanceId: hall.performanceId, name: "Late", opensAt: inDays(20), runs: [] };
    await setAside(owner, { ...release, ranges: [{ first: 0, count: 2 }] });
    await expect(move(inDays(15))).rejects.toEqual(refused("opensAfterSale"));
    await change({ status: "draft" });
    await expect(move(inDays(40))).rejects.toEqual(refused("notOnShow"));
    await change({ status: "published", startsAt: new Date(house.clock.nowMs() - HOUR_MS) });
    await expect(move(inDays(40))).rejects.toEqual(refused("hasBegun"));
    await change({ startsAt });
    expect((await changesOf(owner, hall.eventId)).changes).toEqual([]);
    for (const role of ["boxOffice", "finance", "gate"] as const)
      await expect(move(inDays(40), {}, await staffOf(house, hall.organizerId, role))).rejects.toEqual(
        refusal("NOT_YOURS"),
      );
  });

  test("of two who move it the second is told, and a double tap moves once", async () => {
    const { startsAt } = await performance();
    const requestKey = randomUUID();
    const movedFrom = startsAt.toISOString();
    const [one, two] = await Promise.all([
      move(inDays(40), { requestKey, movedFrom }),
      move(inDays(40), { requestKey, movedFrom }),
    ]);
    expect(two?.id).toBe(one?.id);
    await expect(move(inDays(50), { movedFrom })).rejects.toEqual(refusal("CHANGED_MEANWHILE"));
    expect((await changesOf(owner, hall.eventId)).changes).toHaveLength(1);
  });
});

describe("the people", () => {
  test("everybody is told once, in their language, by the venue's clock", async () => {
    const english = await buy(house, hall.performanceId, [0]);
    const chinese = await buy(house, hall.performanceId, [1], "zh");
    await change({ startsAt: new Date("2031-05-01T18:00:00Z"), saleEndsAt: new Date("2031-05-01T18:00:00Z") });
    await move("2031-05-03T18:30:00.000Z");
    await house.runJobs();
    await house.runJobs();
    const [letter, ...more] = lettersTo(english.email, "Another time: Night Ferry");
    expect(more).toEqual([]);
    expect(letter?.text).toContain("Now: Sat 3 May 2031, 20:30");
    expect(letter?.text).toContain("Before: Thu 1 May 2031, 20:00");
    expect(letter?.text).toContain("The hall floods");
    expect(letter?.text).toContain("€44.00");
    expect(lettersTo(chinese.email, "时间变更")).toHaveLength(1);
    expect((await changesOf(owner, hall.eventId)).changes[0]).toMatchObject({
      ...{ kind: "moved", orders: { total: 2, done: 2, keeps: 0, returns: 0 }, refunds: { count: 0 } },
    });
  });

  test("whom it does not suit gives the tickets back for all they paid, and the seats are on sale again", async () => {
    const bought = await buy(house, hall.performanceId, [0, 1]);
    const { id } = await move(inDays(40));
    const asked = await changesOfOrder(bought.ctx, bought.orderId);
    expect(asked.changes[0]?.giveBack).toMatchObject({ amountMinor: 8_800, tickets: 2 });
    const [one, two] = await Promise.all([answer(bought, id, "returns"), answer(bought, id, "returns")]);
    expect([one, two].map(({ changes }) => changes[0]?.answer)).toEqual(["returns", "returns"]);
    await house.runJobs();
    const order = { where: { id: bought.orderId }, include: { refunds: true } };
    const { status, refunds } = await house.services.db.order.findUniqueOrThrow(order);
    expect([status, refunds.map(({ amountMinor }) => amountMinor)]).toEqual(["refunded", [8_800]]);
    expect(lettersTo(bought.email, "Money back")).toHaveLength(1);
    expect((await changesOf(owner, hall.eventId)).changes[0]).toMatchObject({
      orders: { returns: 1 },
      refunds: { amountMinor: 8_800 },
    });
    await expect(answer(bought, id, "keeps")).rejects.toEqual(refusal("ALREADY_REFUNDED"));
    await buy(house, hall.performanceId, [0]);
    await house.runJobs();
    expect(await reconcile(house.services)).toEqual([]);
  });

  test("whoever keeps them may still change their mind until the moment that was said", async () => {
    const bought = await buy(house, hall.performanceId, [0]);
    const late = await buy(house, hall.performanceId, [1]);
    const { id } = await move(inDays(40), { answerUntil: inDays(3) });
    expect((await answer(bought, id, "keeps")).changes[0]).toMatchObject({ answer: "keeps", refund: null });
    expect((await changesOf(owner, hall.eventId)).changes[0]?.orders).toMatchObject({ keeps: 1, returns: 0 });
    expect((await answer(bought, id, "returns")).changes[0]).toMatchObject({ answer: "returns" });
    house.clock.advance(3 * DAY_MS + 1_000);
    expect((await changesOfOrder(late.ctx, late.orderId)).changes[0]?.giveBack).toBeNull();
    await expect(answer(late, id, "returns")).rejects.toEqual(refusal("ANSWER_OVER"));
    setClock(Date.now());
  });

  test("where it is moved again, or cancelled, the last word counts", async () => {
    const bought = await buy(house, hall.performanceId, [0]);
    const { id: first } = await move(inDays(40));
    const { id: second } = await move(inDays(50));
    await house.runJobs();
    expect(lettersTo(bought.email, "Another time")).toHaveLength(1);
    await expect(answer(bought, first, "returns")).rejects.toEqual(refusal("ANSWER_OVER"));
    expect((await changesOfOrder(bought.ctx, bought.orderId)).changes).toMatchObject([{ changeId: second }]);
    const { performanceId } = hall;
    await cancelPerformance(owner, { performanceId, reason: "It floods again", requestKey: randomUUID() });
    await expect(answer(bought, second, "returns")).rejects.toEqual(refusal("ANSWER_OVER"));
    await house.runJobs();
    expect((await changesOfOrder(bought.ctx, bought.orderId)).changes).toMatchObject([
      { kind: "cancelled", refund: { amountMinor: 4_400 } },
    ]);
    expect(await reconcile(house.services)).toEqual([]);
  });

  test("whoever was paying for the time before may give back too; whoever comes after knew", async () => {
    const paying = await goAndPay(house, [{ performanceId: hall.performanceId, seats: [0] }]);
    const { id } = await move(inDays(40));
    const after = await goAndPay(house, [{ performanceId: hall.performanceId, seats: [1] }]);
    await house.runJobs();
    for (const one of [paying, after]) await pay(house, one);
    expect(lettersTo(paying.email, "Another time")).toEqual([]);
    expect((await changesOfOrder(paying.ctx, paying.orderId)).changes[0]?.giveBack).toMatchObject({ tickets: 1 });
    expect((await changesOfOrder(after.ctx, after.orderId)).changes).toEqual([]);
    const { orders } = (await changesOf(owner, hall.eventId)).changes[0] ?? {};
    expect(orders).toMatchObject({ keeps: 0, returns: 0, silent: 1 });
    await answer(paying, id, "returns");
    await hearOf(house, paying);
    await house.runJobs();
    expect(await reconcile(house.services)).toEqual([]);
    setClock(Date.now());
  });

  test("whoever has no ticket of it is not waited for: given back before, or never paid", async () => {
    const partly = await goAndPay(house, [
      { performanceId: hall.performanceId, seats: [0] },
      {
        performanceId: (await openSmallHall(house.services, { organizerId: hall.organizerId })).performanceId,
        seats: [0],
      },
    ]);
    await pay(house, partly);
    const seatIndexes = [{ performanceId: hall.performanceId, seatIndex: 0 }];
    await refundOrder(owner, fulfilment, {
      orderId: partly.orderId,
      requestKey: randomUUID(),
      seatIndexes,
      reason: "Ill",
    });
    await goAndPay(house, [{ performanceId: hall.performanceId, seats: [1] }]);
    const holder = await buy(house, hall.performanceId, [2]);
    await move(inDays(40));
    await house.runJobs();
    const { orders } = (await changesOf(owner, hall.eventId)).changes[0] ?? {};
    expect(orders).toMatchObject({ total: 2, silent: 1 });
    expect((await changesOfOrder(partly.ctx, partly.orderId)).changes).toEqual([]);
    expect((await changesOfOrder(holder.ctx, holder.orderId)).changes).toHaveLength(1);
  });

  test("only the order's buyer answers for it", async () => {
    const bought = await buy(house, hall.performanceId, [0]);
    const other = await buy(house, hall.performanceId, [1]);
    const { id } = await move(inDays(40));
    for (const ctx of [other.ctx, owner])
      await expect(answer(bought, id, "returns", ctx)).rejects.toEqual(refusal("NOT_YOURS"));
    await expect(answer(bought, randomUUID(), "returns")).rejects.toEqual(refusal("NOT_FOUND"));
  });

  test("whoever has been let in gives nothing back", async () => {
    const bought = await buy(house, hall.performanceId, [0]);
    const { id } = await move(inDays(40));
    const { db } = house.services;
    const [ticket] = await db.ticket.findMany({ where: { orderId: bought.orderId } });
    const where = { organizerId: hall.organizerId, performanceId: hall.performanceId, ticketId: ticket?.id ?? "" };
    const scan = { deviceId: randomUUID(), nonce: "1", verdict: "in/WELCOME", scannedAt: house.clock.now() };
    await db.scan.create({ data: { ...where, ...scan } });
    await expect(answer(bought, id, "returns")).rejects.toEqual(refusal("ANSWER_OVER"));
  });
});
