import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readSnapshot } from "../availability/index.ts";
import { liveFigures, stockOf } from "../catalog/index.ts";
import { newId } from "../kernel/ids.ts";
import type { RequestContext } from "../services.ts";
import { splitIntoCells } from "../testing/into-cells.ts";
import { openSmallHall, type SmallHall } from "../testing/small-hall.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import { releaseHold } from "./keep-hold.ts";
import { placeHold, swapHold } from "./place-hold.ts";

let house: TestServices;
let hall: SmallHall;

beforeAll(async () => {
  house = await createTestServices();
});
afterAll(() => house?.close());
beforeEach(async () => {
  hall = await openSmallHall(house.services, { ticketLimit: 50 });
});

const someone = () => contextFor(house.services);
const refusal = (left: number) => expect.objectContaining({ code: "QUOTA_REACHED", detail: { left } });

/** Categories of the small hall: 0 is rows A to E, 1 is rows F to J (from seat 100), 2 stands (from 200). */
async function bound(capacity: number, ...chartCategories: number[]): Promise<void> {
  const { performanceId, organizerId } = hall;
  const quota = { id: newId(), performanceId, organizerId, name: `Quota ${newId()}`, capacity, chartCategories };
  await house.services.db.quota.create({ data: quota });
}
const seats = (first: number, count: number) => Array.from({ length: count }, (_, at) => ({ seat: first + at }));
const wish = (lines: ({ seat: number } | { run: number; count: number })[], more: object = {}) => ({
  performanceId: hall.performanceId,
  requestId: randomUUID(),
  lines,
  ...more,
});
const hold = (ctx: RequestContext, ...lines: Parameters<typeof wish>[0]) => placeHold(ctx, wish(lines));

test("no more than the quota is held, whatever seats there are, and what is let go may be had again", async () => {
  await bound(5, 0);
  const first = someone();
  const held = await hold(first, ...seats(0, 3));
  await expect(hold(someone(), ...seats(40, 3))).rejects.toEqual(refusal(2));
  await hold(someone(), ...seats(40, 2));
  await expect(hold(someone(), { seat: 60 })).rejects.toEqual(refusal(0));
  // Another category is not bounded by it.
  await hold(someone(), ...seats(100, 10));
  await releaseHold(first, { ...held, requestId: randomUUID() });
  await hold(someone(), ...seats(60, 3));
});

test("areas that share a quota share what is left of it, standing places too", async () => {
  await bound(10, 1, 2);
  await hold(someone(), ...seats(100, 4));
  await hold(someone(), { run: 200, count: 5 });
  await expect(hold(someone(), { seat: 110 }, { run: 200, count: 1 })).rejects.toEqual(refusal(1));
  await hold(someone(), { run: 200, count: 1 });
  await expect(hold(someone(), { seat: 111 })).rejects.toEqual(refusal(0));
});

test("a hold is changed within the quota: what it gives up counts for what it takes", async () => {
  await bound(4, 0);
  const buyer = someone();
  const { holdId } = await hold(buyer, ...seats(0, 3));
  await hold(someone(), { seat: 90 });
  const swap = (...lines: Parameters<typeof wish>[0]) => swapHold(buyer, { ...wish(lines), holdId });
  await expect(swap(...seats(0, 4))).rejects.toEqual(refusal(3));
  await swap(...seats(20, 3));
  await swap({ seat: 20 }, { seat: 40 });
  await swap(...seats(20, 2), { seat: 40 });
});

test("a quota that was made smaller takes nothing away, and lets nobody have more", async () => {
  const buyer = someone();
  const { holdId } = await hold(buyer, ...seats(0, 6));
  await bound(2, 0);
  // A process keeps what it knows of a performance for some seconds; until then the next seat goes to somebody.
  let seat = 60;
  const nextIs = () =>
    hold(someone(), { seat: seat++ }).then(
      () => "held",
      ({ code }) => code,
    );
  await expect.poll(nextIs, { timeout: 8_000, interval: 400 }).toBe("QUOTA_REACHED");
  const swap = (...lines: Parameters<typeof wish>[0]) => swapHold(buyer, { ...wish(lines), holdId });
  await expect(swap(...seats(0, 7))).rejects.toEqual(refusal(6));
  await swap(...seats(1, 6));
  await swap(...seats(1, 5));
  await expect(swap(...seats(1, 6))).rejects.toEqual(refusal(5));
});

test("of many who want the last ones at the same moment, exactly as many have them as there are", async () => {
  await bound(7, 0, 1, 2);
  const tries = await Promise.allSettled(
    Array.from({ length: 30 }, (_, at) => hold(someone(), at % 3 === 0 ? { run: 200, count: 1 } : { seat: at * 5 })),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(7);
  for (const one of tries) if (one.status === "rejected") expect(one.reason).toEqual(refusal(0));
  const { seats: bytes } = await readSnapshot(house.services, hall.performanceId);
  expect(bytes.replaceAll("@", "")).toHaveLength(7);
});

test("what is left is told within the quota: in all, by category, and none where it is full", async () => {
  await bound(30, 2);
  await bound(120, 0, 1);
  await hold(someone(), { run: 200, count: 28 });
  const [figures] = await liveFigures(house.services, [hall.performanceId]);
  expect(figures).toMatchObject({ left: 122, total: 150, held: 28, fromPriceMinor: 2_400 });
  const [stock] = await stockOf(house.services, [hall.performanceId]);
  const left = stock?.categories.map(({ chartCategory, left: places }) => [chartCategory, places]);
  expect(left).toEqual([
    [0, 100],
    [1, 100],
    [2, 2],
  ]);
  await hold(someone(), { run: 200, count: 2 });
  await expect
    .poll(async () => (await liveFigures(house.services, [hall.performanceId]))[0]?.fromPriceMinor)
    .toBe(3_400);
});

test("of a journey each leg is bounded by itself", async () => {
  const stops = ["Rotterdam", "Utrecht", "Cologne", "Vienna"];
  await splitIntoCells(house.services, hall.performanceId, { stops });
  await bound(3, 0);
  const way = (ctx: RequestContext, from: number, to: number, ...lines: Parameters<typeof wish>[0]) =>
    placeHold(ctx, wish(lines, { span: { from, to } }));
  await way(someone(), 0, 1, ...seats(0, 3));
  await way(someone(), 1, 3, ...seats(20, 2));
  await expect(way(someone(), 0, 3, { seat: 50 })).rejects.toEqual(refusal(0));
  await expect(way(someone(), 1, 3, ...seats(60, 2))).rejects.toEqual(refusal(1));
  await way(someone(), 1, 2, { seat: 60 });
  // The same place is another line on another leg.
  await way(someone(), 2, 3, { seat: 0 });
});
