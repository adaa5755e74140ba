import { afterAll, beforeAll, expect, test } from "vitest";
import { listEvents } from "../catalog/index.ts";
import { splitIntoCells } from "../testing/into-cells.ts";
import { openSmallHall, type SmallHall } from "../testing/small-hall.ts";
import { createTestServices, type TestServices } from "../testing/test-services.ts";
import { reindex, searchEvents } from "./index.ts";
import { searchInput } from "./search.schema.ts";

/** A fair of three days that is found until its last day closes, and a train that is gone once it has left. */
let house: TestServices;
let fair: SmallHall;
let train: SmallHall;

const HOUR_MS = 3_600_000;
// Noon of a Wednesday in Amsterdam; both begin thirty days later at the same time.
const NOON = Date.parse("2031-03-12T11:00:00Z");

beforeAll(async () => {
  house = await createTestServices();
  house.clock.advance(NOON - house.clock.nowMs());
  fair = await openSmallHall(house.services);
  await splitIntoCells(house.services, fair.performanceId, { days: 3 });
  train = await openSmallHall(house.services);
  await splitIntoCells(house.services, train.performanceId, { stops: ["Rotterdam", "Utrecht", "Cologne"] });
  await reindex(house.services);
});
afterAll(() => house?.close());

const ask = (question: object) => searchEvents(house.services, searchInput.parse(question));

/** What is found by the engine, and without it; what is shown because nothing fits is not found. */
async function everywhere(question: object = {}): Promise<string[][]> {
  const answers: string[][] = [];
  for (const from of ["engine", "database"] as const) {
    house.search.control.down = from === "database";
    await expect.poll(async () => (await ask(question)).from).toBe(from);
    const { hits, givenUp } = await ask(question);
    answers.push(givenUp ? [] : hits.map(({ id }) => id));
  }
  house.search.control.down = false;
  return answers;
}

test("before it both are found, by the first day and, of the fair, by each of its days", async () => {
  const both = [fair.eventId, train.eventId].sort();
  for (const ids of await everywhere()) expect(ids.toSorted()).toEqual(both);
  const on = (day: string) => everywhere({ fromDay: day, untilDay: day });
  for (const ids of await on("2031-04-11")) expect(ids.toSorted()).toEqual(both);
  for (const ids of await on("2031-04-13")) expect(ids).toEqual([fair.eventId]);
  for (const ids of await on("2031-04-14")) expect(ids).toEqual([]);
});

test("a hit says until when a fair is open, and of a journey nothing", async () => {
  const { hits } = await ask({});
  const { openUntil } = await house.services.db.performance.findUniqueOrThrow({ where: { id: fair.performanceId } });
  const said = new Map(hits.map((hit) => [hit.id, hit.openUntil]));
  expect(said.get(fair.eventId)).toBe(openUntil?.toISOString());
  expect(said.get(train.eventId)).toBeNull();
});

test("on its second day the fair is found, in lists too, and the train is gone", async () => {
  house.clock.advance((30 * 24 + 26) * HOUR_MS);
  for (const ids of await everywhere()) expect(ids).toEqual([fair.eventId]);
  const { events } = await listEvents(house.services, { limit: 10 });
  expect(events.map(({ id }) => id)).toEqual([fair.eventId]);
});

test("when its last day has closed it is gone", async () => {
  house.clock.advance(48 * HOUR_MS);
  for (const ids of await everywhere()) expect(ids).toEqual([]);
  expect((await listEvents(house.services, { limit: 10 })).events).toEqual([]);
});
