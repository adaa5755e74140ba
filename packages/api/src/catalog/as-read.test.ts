import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { staffOf } from "../testing/buyers.ts";
import { setAside } from "../releases/index.ts";
import type { RequestContext } from "../services.ts";
import { openSmallHall, type SmallHall } from "../testing/small-hall.ts";
import { createTestServices, type TestServices } from "../testing/test-services.ts";
import { officeEvent, publishEvent, saveEvent, savePerformance } from "./index.ts";

let house: TestServices;
let hall: SmallHall;
let [one, two]: RequestContext[] = [];

beforeAll(async () => {
  house = await createTestServices();
});
afterAll(() => house?.close());
beforeEach(async () => {
  hall = await openSmallHall(house.services);
  [one, two] = [await staffOf(house, hall.organizerId, "owner"), await staffOf(house, hall.organizerId, "manager")];
});

const MEANWHILE = expect.objectContaining({ code: "CHANGED_MEANWHILE" });
const read = (ctx: RequestContext | undefined) => officeEvent(ctx as RequestContext, hall.eventId);

async function rename(ctx: RequestContext | undefined, subtitle: string, revision: string | undefined) {
  const { id: eventId, organizerId, kind, title, description, posterSeed, chinese } = await read(ctx);
  const words = { organizerId, kind, title, subtitle, description, posterSeed, chinese, eventId, revision };
  return saveEvent(ctx as RequestContext, words);
}

async function limit(ctx: RequestContext | undefined, ticketLimit: number, revision: string | undefined) {
  const [performance] = (await read(ctx)).performances;
  if (!performance) throw new Error("No performance");
  const { venue, chartRevisionId, startsAt, doorsAt, endsAt, saleStartsAt, saleEndsAt } = performance;
  const { refundUntil, refundFeeMinor, allowsSingles, categories } = performance;
  return savePerformance(ctx as RequestContext, {
    ...{ eventId: hall.eventId, performanceId: hall.performanceId, venueId: venue.id, revision, chartRevisionId },
    ...{
      startsAt,
      doorsAt,
      endsAt,
      saleStartsAt,
      saleEndsAt,
      currency: "EUR",
      refundUntil,
      refundFeeMinor,
      allowsSingles,
      ticketLimit,
    },
    categories: categories.map(({ chartCategory, name, tier, faceMinor, feeMinor, taxRateBasisPoints }) => ({
      ...{ chartCategory, name, tier, faceMinor, feeMinor, taxRateBasisPoints, fares: [] },
    })),
    ...{ tariffs: [], quotas: [], cells: [] },
  });
}

test("of two who read an event alike the second to save it is refused, and whoever read it since is not", async () => {
  const { revision } = await read(one);
  const both = await Promise.allSettled([rename(one, "First", revision), rename(two, "Second", revision)]);
  expect(both.filter(({ status }) => status === "rejected")).toMatchObject([{ reason: MEANWHILE }]);
  const saved = await rename(two, "Third", (await read(two)).revision);
  expect(saved.subtitle).toBe("Third");
  await rename(one, "Fourth", saved.revision);
});

test("so it is with a performance, and putting it on show or off is nothing that stands in the way", async () => {
  const revision = (await read(one)).performances[0]?.revision;
  await publishEvent(one as RequestContext, { eventId: hall.eventId, publish: false });
  await publishEvent(one as RequestContext, { eventId: hall.eventId, publish: true });
  // A release that is set, or opens at its moment, is written elsewhere.
  const opensAt = new Date(house.clock.nowMs() + 86_400_000).toISOString();
  const release = { performanceId: hall.performanceId, name: "Late", opensAt, runs: [] };
  await setAside(one as RequestContext, { ...release, ranges: [{ first: 0, count: 2 }] });
  await limit(one, 4, revision);
  await expect(limit(two, 8, revision)).rejects.toEqual(MEANWHILE);
  expect((await read(one)).performances[0]?.ticketLimit).toBe(4);
  const saved = await limit(two, 8, (await read(two)).performances[0]?.revision);
  expect(saved.performances[0]?.ticketLimit).toBe(8);
});
