import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "../kernel/ids.ts";
import type { RequestContext } from "../services.ts";
import { openSmallHall, type SmallHall } from "../testing/small-hall.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import { copyEvent } from "./copy-event.ts";
import { officeEvent, publishEvent } from "./index.ts";
import { repeatPerformance } from "./repeat-performance.ts";

let house: TestServices;
let hall: SmallHall;
let owner: RequestContext;
/** A Saturday evening in Rotterdam, the week before the clocks go forward there. */
const EVENING = "2031-03-22T19:00:00.000Z";

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
  await house.services.db.performance.update({
    where: { id: hall.performanceId },
    data: {
      ...{
        startsAt: new Date(EVENING),
        doorsAt: new Date("2031-03-22T18:00:00Z"),
        endsAt: new Date("2031-03-22T22:00:00Z"),
      },
      // Six in the evening, the day before.
      ...{
        saleEndsAt: new Date("2031-03-21T17:00:00Z"),
        refundUntil: new Date("2031-03-20T11:00:00Z"),
        ticketLimit: 4,
      },
    },
  });
  const { categories } = await house.services.db.performance.findUniqueOrThrow({
    where: { id: hall.performanceId },
    include: { categories: { orderBy: { chartCategory: "asc" } } },
  });
  const [front] = categories;
  await house.services.db.tariff.create({
    data: {
      ...{ id: newId(), performanceId: hall.performanceId, organizerId: hall.organizerId, name: "Child", position: 0 },
      ...{ capacity: 20, saleEndsAt: new Date("2031-03-01T12:00:00Z") },
      prices: { create: { categoryId: front?.id ?? "", faceMinor: 1_500 } },
    },
  });
  const quota = { name: "Fire rule", capacity: 200, chartCategories: [1, 2] };
  await house.services.db.quota.create({
    data: { id: newId(), performanceId: hall.performanceId, organizerId: hall.organizerId, ...quota },
  });
});

const repeat = (startsAt: string[], saleStart: "same" | "along" = "same") =>
  repeatPerformance(owner, { performanceId: hall.performanceId, startsAt, saleStart });

/** What prices and rules say, without the ids of rows. */
function offered({
  categories,
  tariffs,
  quotas,
  ticketLimit,
  refundFeeMinor,
  allowsSingles,
}: Awaited<ReturnType<typeof officeEvent>>["performances"][number]) {
  return {
    ...{ quotas, ticketLimit, refundFeeMinor, allowsSingles },
    categories: categories.map(({ id: _, ...category }) => category),
    tariffs: tariffs.map(({ id: _, prices, ...tariff }) => ({
      ...tariff,
      prices: prices.map(({ faceMinor }) => faceMinor),
    })),
  };
}

describe("a performance is repeated", () => {
  test("as drafts with its prices and rules, at the same times of day whatever the clocks do", async () => {
    // The same evening a week later is an hour earlier by UTC.
    const { performances } = await repeat(["2031-03-29T19:00:00.000Z", "2031-04-05T18:00:00.000Z"]);
    const [first, second, third] = performances;
    expect(performances.map(({ status }) => status)).toEqual(["published", "draft", "draft"]);
    expect(third).toMatchObject({
      ...{
        startsAt: "2031-04-05T18:00:00.000Z",
        doorsAt: "2031-04-05T17:00:00.000Z",
        endsAt: "2031-04-05T21:00:00.000Z",
      },
      // Friday at six in summer; Thursday noon.
      ...{ saleEndsAt: "2031-04-04T16:00:00.000Z", refundUntil: "2031-04-03T10:00:00.000Z" },
      saleStartsAt: first?.saleStartsAt,
    });
    for (const one of [second, third]) expect(one && offered(one)).toEqual(first && offered(first));
    const ids = performances.flatMap(({ categories }) => categories.map(({ id }) => id));
    expect(new Set(ids).size).toBe(9);
  });

  test("with its sale as long before each, where that is wanted", async () => {
    const { performances } = await repeat(["2031-03-29T19:00:00.000Z"], "along");
    const [first, second] = performances;
    const before = (one: typeof first) => Date.parse(one?.startsAt ?? "") - Date.parse(one?.saleStartsAt ?? "");
    expect(before(second)).toBe(before(first));
    expect(second?.tariffs[0]?.saleEndsAt).toBe("2031-03-08T12:00:00.000Z");
  });

  test("once, however often and however at once it is asked for", async () => {
    const asked = ["2031-03-29T19:00:00.000Z", "2031-03-30T18:00:00.000Z", "2031-03-30T18:00:00.000Z"];
    await Promise.all(Array.from({ length: 5 }, () => repeat(asked)));
    const { performances } = await repeat([...asked, EVENING]);
    expect(performances).toHaveLength(3);
  });

  test("so that all of them are put on show in one step, and can be bought", async () => {
    await repeat(["2031-03-29T19:00:00.000Z", "2031-04-05T18:00:00.000Z"]);
    const { performances } = await publishEvent(owner, { eventId: hall.eventId, publish: true });
    expect(performances.map(({ status }) => status)).toEqual(["published", "published", "published"]);
  });

  test("into the future alone, before its sale is over, and not without end", async () => {
    const reason = (value: string) => ({ detail: { reason: value } });
    await expect(repeat(["2020-01-01T19:00:00.000Z"])).rejects.toMatchObject(reason("inPast"));
    await house.services.db.performance.update({
      where: { id: hall.performanceId },
      data: { saleStartsAt: new Date("2031-03-10T12:00:00Z") },
    });
    await expect(repeat(["2031-03-08T19:00:00.000Z"])).rejects.toMatchObject(reason("saleWindow"));
    const evenings = (from: number) =>
      Array.from({ length: 100 }, (_, at) => new Date(Date.UTC(2032, 0, from + at, 19)).toISOString());
    await repeat(evenings(1));
    await expect(repeat(evenings(101))).rejects.toMatchObject(reason("tooManyPerformances"));
    expect((await officeEvent(owner, hall.eventId)).performances).toHaveLength(101);
  });
});

describe("an event is copied", () => {
  const copy = (startsAt: string | null, copyId: string = randomUUID()) =>
    copyEvent(owner, { eventId: hall.eventId, copyId, title: "Night Ferry II", startsAt });

  test("as a draft with an address of its own, and alone where no day is said", async () => {
    const made = await copy(null);
    const original = await officeEvent(owner, hall.eventId);
    expect(made).toMatchObject({
      status: "draft",
      title: "Night Ferry II",
      performances: [],
      description: original.description,
    });
    expect(made.slug).toBe("night-ferry-ii");
    expect(original).toMatchObject({ title: "Night Ferry", status: "published" });
  });

  test("with its performances as far apart as they were, and what was cancelled left out", async () => {
    await repeat(["2031-03-29T19:00:00.000Z", "2031-03-30T12:00:00.000Z"]);
    const { performances } = await officeEvent(owner, hall.eventId);
    await house.services.db.performance.update({
      where: { id: performances[2]?.id ?? "" },
      data: { status: "cancelled" },
    });
    const made = await copy("2031-10-18T18:00:00.000Z");
    expect(made.performances.map(({ startsAt, status }) => ({ startsAt, status }))).toEqual([
      { startsAt: "2031-10-18T18:00:00.000Z", status: "draft" },
      { startsAt: "2031-10-25T18:00:00.000Z", status: "draft" },
    ]);
    for (const [at, one] of made.performances.entries()) {
      const { tariffs, ...rest } = offered(one);
      const { tariffs: wanted, ...same } = offered(performances[at] as (typeof performances)[number]);
      expect(rest).toEqual(same);
      expect(tariffs.map(({ name, prices }) => ({ name, prices }))).toEqual(
        wanted.map(({ name, prices }) => ({ name, prices })),
      );
    }
  });

  test("once for one key, and never over what somebody else has", async () => {
    const copyId = randomUUID();
    const [one, two] = [await copy(null, copyId), await copy(null, copyId)];
    expect(two).toEqual(one);
    const other = await openSmallHall(house.services);
    await expect(copy(null, other.eventId)).rejects.toMatchObject({ code: "REQUEST_REUSED" });
    await expect(copy("2020-01-01T00:00:00.000Z")).rejects.toMatchObject({ detail: { reason: "inPast" } });
  });
});
