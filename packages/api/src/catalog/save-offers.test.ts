import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "../kernel/ids.ts";
import type { RequestContext } from "../services.ts";
import { openSmallHall, type SmallHall } from "../testing/small-hall.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import { officeEvent, savePerformance, showPerformance } from "./index.ts";
import { savePerformanceInput } from "./office.schema.ts";

let house: TestServices;
let hall: SmallHall;
let owner: RequestContext;

beforeAll(async () => {
  house = await createTestServices();
});
afterAll(() => house?.close());
beforeEach(async () => {
  hall = await openSmallHall(house.services);
  const person = { personId: newId(), personEmail: `${newId()}@people.example` };
  const memberships = { create: { organizerId: hall.organizerId, role: "owner" as const } };
  await house.services.db.person.create({ data: { id: person.personId, email: person.personEmail, memberships } });
  owner = contextFor(house.services, person, "admin");
});

/** Saves the hall's performance as it is, with these offers. */
async function save(offers: object) {
  const { performanceId, eventId } = hall;
  const row = await house.services.db.performance.findUniqueOrThrow({ where: { id: performanceId } });
  const input = savePerformanceInput.parse({
    ...{ eventId, performanceId, venueId: row.venueId, chartRevisionId: row.chartRevisionId, currency: "EUR" },
    ...{ startsAt: row.startsAt.toISOString(), doorsAt: null, endsAt: null, ticketLimit: 6, allowsSingles: true },
    ...{ saleStartsAt: row.saleStartsAt.toISOString(), saleEndsAt: row.saleEndsAt.toISOString() },
    ...{ refundUntil: null, refundFeeMinor: 0, tariffs: [] },
    categories: [0, 1, 2].map((chartCategory) => ({
      ...{
        chartCategory,
        name: `Rank ${chartCategory}`,
        tier: 1,
        faceMinor: 3_000,
        feeMinor: 0,
        taxRateBasisPoints: 0,
      },
    })),
    ...offers,
  });
  const { performances } = await savePerformance(owner, input);
  return performances[0];
}

test("a quota is shown to the office by its name and to buyers without it, is changed, and is taken off", async () => {
  const quota = { name: "Fire rule", capacity: 200, chartCategories: [1, 2] };
  expect((await save({ quotas: [quota] }))?.quotas).toEqual([quota]);
  const page = () => showPerformance(house.services, { performanceId: hall.performanceId });
  expect((await page()).performance.quotas).toEqual([{ capacity: 200, chartCategories: [1, 2] }]);
  expect((await save({ quotas: [{ ...quota, capacity: 150 }] }))?.quotas).toMatchObject([{ capacity: 150 }]);
  expect((await save({ quotas: [] }))?.quotas).toEqual([]);
  expect((await officeEvent(owner, hall.eventId)).performances[0]?.quotas).toEqual([]);
});

test("a price for early birds says from when, until when and how many, and is changed without becoming another", async () => {
  const { saleStartsAt } = await house.services.db.performance.findUniqueOrThrow({ where: { id: hall.performanceId } });
  const until = new Date(saleStartsAt.getTime() + 7 * 86_400_000).toISOString();
  const early = {
    name: "Early bird",
    prices: [{ chartCategory: 0, faceMinor: 2_000 }],
    saleEndsAt: until,
    capacity: 50,
  };
  const first = (await save({ tariffs: [early] }))?.tariffs[0];
  expect(first).toMatchObject({ saleStartsAt: null, saleEndsAt: until, capacity: 50 });
  const second = (await save({ tariffs: [{ ...early, capacity: null, saleStartsAt: saleStartsAt.toISOString() }] }))
    ?.tariffs[0];
  expect(second).toMatchObject({ id: first?.id, saleStartsAt: saleStartsAt.toISOString(), capacity: null });
});

test("people may come to a fair until its last day closes, and to a journey until it leaves", async () => {
  const { db } = house.services;
  const { performanceId } = hall;
  await db.performance.update({ where: { id: performanceId }, data: { status: "draft" } });
  const { startsAt } = await db.performance.findUniqueOrThrow({ where: { id: performanceId } });
  const at = (hours: number) => new Date(startsAt.getTime() + hours * 3_600_000).toISOString();
  const day = (number: number) => ({
    startsAt: at(number * 24),
    endsAt: at(number * 24 + 8),
    fromName: null,
    toName: null,
  });
  await save({ cells: [day(0), day(1)] });
  const openUntil = async () =>
    (await db.performance.findUniqueOrThrow({ where: { id: performanceId } })).openUntil?.toISOString() ?? null;
  expect(await openUntil()).toBe(at(32));
  await save({ cells: [{ startsAt: at(0), endsAt: at(2), fromName: "Rotterdam", toName: "Utrecht" }] });
  expect(await openUntil()).toBeNull();
});
