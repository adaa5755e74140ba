import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { placeHold } from "../holds/index.ts";
import { newId } from "../kernel/ids.ts";
import { callByPath } from "../promises/test/call-by-path.fixture.ts";
import { decodeChart } from "../seating/chart-format.ts";
import { readGeometry, saveAsset } from "../seating/index.ts";
import { seedForTests, type TestHouse } from "../seed/index.ts";
import { smallHallGeometry } from "../testing/small-hall.ts";
import { buySeats } from "../tickets/paid-order.fixture.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import {
  chartResponse,
  listEvents,
  liveFigures,
  officeEvent,
  officeEvents,
  officeVenues,
  posterResponse,
  publishEvent,
  saleCalendar,
  saveEvent,
  savePerformance,
  saveVenue,
  showEvent,
  showPerformance,
  stockOf,
  tellSoldOut,
} from "./index.ts";

const DAY_MS = 86_400_000;
let house: TestHouse;
let run: TestServices;

beforeAll(async () => {
  run = await createTestServices();
  house = await seedForTests(run.services);
});
afterAll(() => run?.close());

const as = (person: { personId: string; personEmail: string }) =>
  contextFor(run.services, { personId: person.personId, personEmail: person.personEmail }, "admin");
const inDays = (days: number) => new Date(run.clock.nowMs() + days * DAY_MS).toISOString();

/** A price for some people that is offered as long as the sale lasts, to as many as want it. */
const ALWAYS = { saleStartsAt: null, saleEndsAt: null, capacity: null };
const texts = { kind: "show" as const, subtitle: "", description: "", chinese: null, posterSeed: 12 };

/** What waits to be done under a job's name. */
async function jobsOf(name: string) {
  const jobs = await run.services.db.$queryRaw<{ payload: { slug?: string } }[]>`
    SELECT j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    WHERE t.identifier = ${name}`;
  return jobs.map(({ payload }) => payload);
}

async function newEvent(title: string) {
  return saveEvent(as(house.staff.manager), { organizerId: house.organizerId, title, ...texts });
}

function performanceOf(eventId: string, more: object = {}) {
  const prices = [0, 1, 2].map((chartCategory) => ({
    chartCategory,
    name: `Category ${chartCategory}`,
    tier: chartCategory + 1,
    faceMinor: 3_000,
    feeMinor: 300,
    taxRateBasisPoints: 900,
    fares: [],
  }));
  return {
    eventId,
    venueId: house.venueId,
    chartRevisionId: house.chartRevisionId,
    startsAt: inDays(40),
    doorsAt: null,
    endsAt: null,
    saleStartsAt: inDays(-1),
    saleEndsAt: inDays(40),
    currency: "EUR" as const,
    ticketLimit: 6,
    allowsSingles: false,
    tariffs: [],
    quotas: [],
    cells: [],
    refundUntil: null,
    refundFeeMinor: 0,
    categories: prices,
    ...more,
  };
}

/** A journey over three stops, with a fare for its first leg. */
function journeyOf(eventId: string, more: object = {}) {
  const whole = performanceOf(eventId);
  const at = (hours: number) => new Date(Date.parse(whole.startsAt) + hours * 3_600_000).toISOString();
  const stop = (name: string, chinese = "") => [name, chinese] as const;
  const leg = (from: readonly [string, string], to: readonly [string, string], begins: number, ends: number) => ({
    ...{ startsAt: at(begins), endsAt: at(ends), fromName: from[0], toName: to[0] },
    ...{ fromChinese: from[1], toChinese: to[1] },
  });
  const [kade, cologne, vienna] = [stop("Rotterdam", "鹿特丹"), stop("Cologne"), stop("Vienna", "维也纳")];
  return {
    ...whole,
    categories: whole.categories.map((one) => ({ ...one, fares: [{ from: 0, to: 1, faceMinor: 1_200 }] })),
    cells: [leg(kade, cologne, 0, 3), leg(cologne, vienna, 4, 12)],
    ...more,
  };
}

type Journey = ReturnType<typeof journeyOf>;
const faresOf = ({ categories }: Journey, fares: { from: number; to: number; faceMinor: number }[]) => ({
  categories: categories.map((one) => ({ ...one, fares })),
});

describe("what the public sees", () => {
  test("a draft is found by nobody, in no list, by no address", async () => {
    const draft = await newEvent("A secret evening");
    const { performances } = await savePerformance(as(house.staff.manager), performanceOf(draft.id));
    const performanceId = performances[0]?.id ?? "";
    await expect(showEvent(run.services, { slug: draft.slug })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(showPerformance(run.services, { performanceId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const { events } = await listEvents(run.services, { limit: 60 });
    expect(events.map(({ id }) => id)).not.toContain(draft.id);
    expect(await liveFigures(run.services, [performanceId])).toEqual([]);
  });

  test("texts are in the reader's language, and prices are totals", async () => {
    const english = await showEvent(run.services, { slug: house.slug, locale: "en" });
    const chinese = await showEvent(run.services, { slug: house.slug, locale: "zh" });
    expect([english.title, chinese.title]).toEqual(["Night Ferry", "夜航渡轮"]);
    expect(english.performances).toHaveLength(2);
    expect(english.performances[0]?.categories[0]).toMatchObject({
      priceMinor: 4_400,
      faceMinor: 4_000,
      feeMinor: 400,
    });
  });

  test("a list read page by page names every event once, soonest first, and follows city and kind", async () => {
    for (const title of ["First of many", "Second of many", "Third of many"]) {
      const { id } = await newEvent(title);
      await savePerformance(as(house.staff.manager), performanceOf(id));
      await publishEvent(as(house.staff.manager), { eventId: id, publish: true });
    }
    const seen: { id: string; startsAt: string }[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listEvents>> = await listEvents(run.services, { limit: 1, cursor });
      seen.push(...page.events.map(({ id, next }) => ({ id, startsAt: next.startsAt })));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen.length).toBeGreaterThanOrEqual(4);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(seen.map(({ startsAt }) => startsAt)).toEqual(seen.map(({ startsAt }) => startsAt).sort());
    expect((await listEvents(run.services, { city: "rotterdam", kind: "show" })).events).toHaveLength(seen.length);
    expect((await listEvents(run.services, { city: "Osaka" })).events).toEqual([]);
    expect((await listEvents(run.services, { kind: "transport" })).events).toEqual([]);
  });

  test("the start of a sale is a calendar entry in the reader's language; a draft's is nobody's", async () => {
    const { services } = run;
    const response = await saleCalendar(services, house.inEuro, "zh");
    const text = await response.text();
    expect(response.headers.get("content-type")).toContain("text/calendar");
    expect(text).toContain("SUMMARY:《夜航渡轮》开售");
    expect(text).toContain("TRIGGER:-PT10M");
    await expect(saleCalendar(services, "not-an-id", "en")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await services.db.performance.update({ where: { id: house.inYen }, data: { status: "draft" } });
    await expect(saleCalendar(services, house.inYen, "en")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await services.db.performance.update({ where: { id: house.inYen }, data: { status: "published" } });
  });

  test("figures count what is left, and the cheapest price is one that can still be had", async () => {
    const { first } = house.standing;
    const before = await liveFigures(run.services, [house.inYen]);
    expect(before).toEqual([
      {
        performanceId: house.inYen,
        total: 280,
        spans: [],
        tariffs: [],
        left: 280,
        stepFreeLeft: 1,
        held: 0,
        fromPriceMinor: 4_500,
        currency: "JPY",
        onSale: true,
      },
    ]);
    for (let taken = 0; taken < house.standing.count; taken += 5) {
      const lines = [{ run: first, count: 5 }];
      await placeHold(contextFor(run.services), { performanceId: house.inYen, requestId: newId(), lines });
    }
    await expect
      .poll(() => liveFigures(run.services, [house.inYen]), { timeout: 5_000 })
      .toMatchObject([{ left: 200, held: 80, fromPriceMinor: 5_500 }]);
    const [stock] = await stockOf(run.services, [house.inYen]);
    const gone = stock?.categories.filter(({ left }) => left === 0);
    expect(gone).toEqual([{ chartCategory: expect.any(Number), total: house.standing.count, left: 0 }]);
    const sum = (of: "total" | "left") => stock?.categories.reduce((all, one) => all + one[of], 0);
    expect([stock?.total, stock?.left]).toEqual([sum("total"), sum("left")]);
  });
});

test("the page of an event is told when a performance sells out and when places come back, once each", async () => {
  const told = async () => (await jobsOf("catalog.revalidate")).filter(({ slug }) => slug === house.slug).length;
  const forget = () => run.services.db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  const counted = async (left: number | null) => {
    await forget();
    await tellSoldOut(run.services, [{ id: house.inEuro, left }]);
    return told();
  };
  expect([await counted(12), await counted(0), await counted(0), await counted(null)]).toEqual([0, 1, 0, 0]);
  expect([await counted(3), await counted(2), await counted(0)]).toEqual([1, 0, 1]);
  await forget();
});

describe("what the office may do", () => {
  test("people of another house, of the gate, and nobody at all change nothing", async () => {
    const input = { organizerId: house.organizerId, title: "Not yours", ...texts };
    await expect(saveEvent(as(house.stranger), input)).rejects.toMatchObject({ code: "NOT_YOURS" });
    await expect(saveEvent(as(house.staff.boxOffice), input)).rejects.toMatchObject({ code: "NOT_YOURS" });
    await expect(saveEvent(contextFor(run.services), input)).rejects.toMatchObject({ code: "NOT_SIGNED_IN" });
    await expect(officeEvent(as(house.stranger), house.eventId)).rejects.toMatchObject({ code: "NOT_YOURS" });
    await expect(
      officeEvents(as(house.staff.gate), { organizerId: house.organizerId, limit: 5 }),
    ).rejects.toMatchObject({
      code: "NOT_YOURS",
    });
    const stolen = { organizerId: house.stranger.organizerId, eventId: house.eventId, title: "Moved", ...texts };
    await expect(saveEvent(as(house.staff.owner), stolen)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await officeEvent(as(house.staff.finance), house.eventId)).title).toBe("Night Ferry");
  });

  test("a performance cannot stand on another house's venue or chart", async () => {
    const theirs = await saveEvent(as(house.stranger), {
      organizerId: house.stranger.organizerId,
      title: "Theirs",
      ...texts,
    });
    await expect(savePerformance(as(house.stranger), performanceOf(theirs.id))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("a journey has its stops in both languages and its fares, begins at the first and ends at the last", async () => {
    const owner = as(house.staff.owner);
    const { id: eventId, slug } = await newEvent("By night");
    const saved = await savePerformance(owner, journeyOf(eventId));
    const [performance] = saved.performances;
    expect(performance?.cells).toMatchObject([
      { fromName: "Rotterdam", fromChinese: "鹿特丹", toName: "Cologne", toChinese: "" },
      { fromName: "Cologne", toName: "Vienna", toChinese: "维也纳" },
    ]);
    expect(performance?.endsAt).toBe(performance?.cells[1]?.endsAt);
    expect(performance?.categories[0]?.fares).toEqual([{ from: 0, to: 1, faceMinor: 1_200, priceMinor: 1_500 }]);
    await publishEvent(owner, { eventId, publish: true });
    const shown = await showEvent(run.services, { slug, locale: "zh" });
    expect(shown.performances[0]?.cells.map(({ fromName, toName }) => [fromName, toName])).toEqual([
      ["鹿特丹", "Cologne"],
      ["Cologne", "维也纳"],
    ]);
    const [figures] = await liveFigures(run.services, [performance?.id ?? ""]);
    expect(figures).toMatchObject({ left: 280, fromPriceMinor: 1_500, spans: [{ to: 1 }, { to: 2 }] });
  });

  test("on show a stop may get another name, and no train another time", async () => {
    const owner = as(house.staff.owner);
    const { id: eventId } = await newEvent("Named anew");
    const journey = journeyOf(eventId);
    const performanceId = (await savePerformance(owner, journey)).performances[0]?.id;
    await publishEvent(owner, { eventId, publish: true });
    const [first, second] = journey.cells as [(typeof journey.cells)[number], (typeof journey.cells)[number]];
    const renamed = [
      { ...first, toName: "Köln" },
      { ...second, fromName: "Köln" },
    ];
    const saved = await savePerformance(owner, { ...journey, performanceId, cells: renamed });
    expect(saved.performances[0]?.cells[0]?.toName).toBe("Köln");
    const later = new Date(Date.parse(first.endsAt) + 60_000).toISOString();
    for (const cells of [[{ ...first, endsAt: later }, second], [first], []]) {
      const categories = journey.categories.map((one) => ({ ...one, fares: cells.length === 2 ? one.fares : [] }));
      await expect(savePerformance(owner, { ...journey, performanceId, cells, categories })).rejects.toMatchObject({
        detail: { reason: expect.stringMatching(/cellsFixed|startFixed/) },
      });
    }
  });

  test.each([
    [
      "legs that overlap",
      "cellTimes",
      ({ cells: [one, two] }: Journey) => ({ cells: [one, { ...two, startsAt: one?.startsAt }] }),
    ],
    [
      "a leg that ends before it begins",
      "cellTimes",
      ({ cells: [one] }: Journey) => ({ cells: [{ ...one, endsAt: one?.startsAt }] }),
    ],
    [
      "a leg from another stop",
      "cellNames",
      ({ cells: [one, two] }: Journey) => ({ cells: [one, { ...two, fromName: "Bonn" }] }),
    ],
    [
      "stops and days in one",
      "cellNames",
      ({ cells: [one, two] }: Journey) => ({ cells: [one, { ...two, fromName: null, toName: null }] }),
    ],
    [
      "a fare beyond the last stop",
      "fareUnknown",
      (one: Journey) => faresOf(one, [{ from: 1, to: 3, faceMinor: 900 }]),
    ],
    ["a fare for the whole way", "fareUnknown", (one: Journey) => faresOf(one, [{ from: 0, to: 2, faceMinor: 900 }])],
    [
      "one way with two fares",
      "fareUnknown",
      (one: Journey) =>
        faresOf(one, [
          { from: 0, to: 1, faceMinor: 900 },
          { from: 0, to: 1, faceMinor: 800 },
        ]),
    ],
    [
      "a fare in one category alone",
      "fareIncomplete",
      ({ categories: [first, ...rest] }: Journey) => ({
        categories: [first, ...rest.map((one) => ({ ...one, fares: [] }))],
      }),
    ],
    [
      "a fare too small to charge",
      "priceTooSmall",
      ({ categories }: Journey) => ({
        categories: categories.map((one) => ({ ...one, feeMinor: 0, fares: [{ from: 0, to: 1, faceMinor: 1 }] })),
      }),
    ],
  ])("%s is not saved", async (_, reason, change) => {
    const { id: eventId } = await newEvent("Not to be sold");
    const journey = journeyOf(eventId);
    const input = { ...journey, ...change(journey) } as Journey;
    await expect(savePerformance(as(house.staff.owner), input)).rejects.toMatchObject({
      code: "PUBLISH_REFUSED",
      detail: { reason },
    });
  });

  test("titles become addresses of their own, Chinese ones too, and an address stands once people have it", async () => {
    const [one, two, chinese] = [
      await newEvent("Été à Malmö!"),
      await newEvent("Été à Malmö!"),
      await newEvent("星之庭园"),
    ];
    expect([one.slug, two.slug]).toEqual(["ete-a-malmo", "ete-a-malmo-2"]);
    expect(chinese.slug).toMatch(/^show-[0-9a-f]{8}$/);
    const rename = { organizerId: house.organizerId, eventId: one.id, ...texts };
    expect((await saveEvent(as(house.staff.owner), { ...rename, title: "Summer" })).slug).toBe("summer");
    await savePerformance(as(house.staff.owner), performanceOf(one.id));
    await publishEvent(as(house.staff.owner), { eventId: one.id, publish: true });
    expect((await saveEvent(as(house.staff.owner), { ...rename, title: "Winter" })).slug).toBe("summer");
    await publishEvent(as(house.staff.owner), { eventId: one.id, publish: false });
    expect((await saveEvent(as(house.staff.owner), { ...rename, title: "Autumn" })).slug).toBe("summer");
  });

  test("one that is taken back shows its map to nobody any more", async () => {
    const { id: eventId } = await newEvent("Taken back");
    const { performances } = await savePerformance(as(house.staff.owner), performanceOf(eventId));
    const performanceId = performances[0]?.id;
    const ask = (path: string, input: object) =>
      callByPath(contextFor(run.services), path, { performanceId, ...input });
    expect(await ask("availability.snapshot", {})).toMatchObject({ ok: false, code: "NOT_FOUND" });
    await publishEvent(as(house.staff.owner), { eventId, publish: true });
    const shown = await vi.waitUntil(async () => {
      const outcome = await ask("availability.snapshot", {});
      return outcome.ok && outcome;
    }, 5_000);
    const { version } = shown.answer as { version: string };
    expect(await ask("availability.since", { version })).toMatchObject({ ok: true });
    await publishEvent(as(house.staff.owner), { eventId, publish: false });
    for (const [path, input] of [
      ["availability.snapshot", {}],
      ["availability.since", { version }],
    ] as const) {
      await vi.waitFor(
        async () => expect(await ask(path, input)).toMatchObject({ ok: false, code: "NOT_FOUND" }),
        5_000,
      );
    }
  });

  test("a fixture is part of a competition in both languages, which an older page does not lose; other kinds are of none", async () => {
    const manager = as(house.staff.manager);
    const of = { organizerId: house.organizerId, title: "Harbour v Hill", ...texts, kind: "sport" as const };
    const chinese = { title: "港队对山队", subtitle: "", description: "" };
    const fixture = await saveEvent(manager, {
      ...of,
      competition: "Premier Division · Matchday 12",
      chinese: { ...chinese, competition: "超级组 · 第12轮" },
    });
    const shown = async (locale: "en" | "zh") => {
      await run.services.db.event.update({ where: { id: fixture.id }, data: { status: "published" } });
      return (await showEvent(run.services, { slug: fixture.slug, locale })).competition;
    };
    expect([await shown("en"), await shown("zh")]).toEqual(["Premier Division · Matchday 12", "超级组 · 第12轮"]);
    const later = await saveEvent(manager, { ...of, eventId: fixture.id, chinese });
    expect(later).toMatchObject({ competition: fixture.competition, chinese: { competition: "超级组 · 第12轮" } });
    await saveEvent(manager, { ...of, eventId: fixture.id, chinese: { ...chinese, competition: "" } });
    expect(await shown("zh")).toBe("Premier Division · Matchday 12");
    const show = await saveEvent(manager, {
      ...of,
      eventId: fixture.id,
      kind: "show",
      competition: "Premier Division",
    });
    expect(show.competition).toBe("");
    expect(await shown("en")).toBeNull();
  });

  test("an event without a performance ahead, or with a seat that has no price, is not published", async () => {
    const owner = as(house.staff.owner);
    const { id: eventId } = await newEvent("Not ready");
    const publish = () => publishEvent(owner, { eventId, publish: true });
    await expect(publish()).rejects.toMatchObject({
      code: "PUBLISH_REFUSED",
      detail: { reason: "noPerformanceAhead" },
    });
    const whole = performanceOf(eventId);
    const partly = { ...whole, categories: whole.categories.slice(0, 2) };
    const saved = await savePerformance(owner, partly);
    await expect(publish()).rejects.toMatchObject({
      detail: { reason: "categoryWithoutPrice", categories: ["Standing"] },
    });
    const { status } = await run.services.db.event.findUniqueOrThrow({ where: { id: eventId } });
    expect(status).toBe("draft");
    await savePerformance(owner, { ...whole, performanceId: saved.performances[0]?.id });
    expect(await publish()).toMatchObject({ status: "published", performances: [{ status: "published" }] });
    expect(await liveFigures(run.services, [saved.performances[0]?.id ?? ""])).toMatchObject([
      { left: 280, onSale: true },
    ]);
  });

  test.each([
    ["a sale that ends before it begins", { saleEndsAt: "2020-01-01T00:00:00Z" }, "saleWindow"],
    [
      "fils that no card can pay",
      {
        currency: "KWD",
        categories: [{ chartCategory: 0, name: "A", tier: 1, faceMinor: 1_005, feeMinor: 0, taxRateBasisPoints: 0 }],
      },
      "priceStep",
    ],
    [
      "a price that no card can pay alone",
      { categories: [{ chartCategory: 0, name: "A", tier: 1, faceMinor: 40, feeMinor: 9, taxRateBasisPoints: 0 }] },
      "priceTooSmall",
    ],
    [
      "a price that no card can pay for as many as one buyer may have",
      {
        ticketLimit: 10,
        categories: [
          { chartCategory: 0, name: "A", tier: 1, faceMinor: 9_999_999, feeMinor: 1, taxRateBasisPoints: 0 },
        ],
      },
      "priceTooLarge",
    ],
    [
      "a category that the chart does not have",
      { categories: [{ chartCategory: 9, name: "A", tier: 1, faceMinor: 1_000, feeMinor: 0, taxRateBasisPoints: 0 }] },
      "categoryUnknown",
    ],
    [
      "two reduced prices of one name",
      {
        tariffs: ["Child", "Child"].map((name) => ({
          name,
          prices: [{ chartCategory: 0, faceMinor: 900 }],
          ...ALWAYS,
        })),
      },
      "tariffTwice",
    ],
    [
      "a reduced price of a category that is not sold",
      { tariffs: [{ name: "Child", prices: [{ chartCategory: 9, faceMinor: 900 }], ...ALWAYS }] },
      "categoryUnknown",
    ],
    [
      "a reduced price that no card can pay alone",
      {
        categories: [{ chartCategory: 0, name: "A", tier: 1, faceMinor: 4_000, feeMinor: 0, taxRateBasisPoints: 0 }],
        tariffs: [{ name: "Child", prices: [{ chartCategory: 0, faceMinor: 1 }], ...ALWAYS }],
      },
      "priceTooSmall",
    ],
    [
      "a reduced price that is over before it begins",
      {
        tariffs: [
          {
            ...{ name: "Early", prices: [{ chartCategory: 0, faceMinor: 900 }], capacity: null },
            ...{ saleStartsAt: "2030-02-02T00:00:00.000Z", saleEndsAt: "2030-02-01T00:00:00.000Z" },
          },
        ],
      },
      "tariffWindow",
    ],
    [
      "two quotas of one name",
      { quotas: [10, 20].map((capacity) => ({ name: "Fire rule", capacity, chartCategories: [0] })) },
      "quotaTwice",
    ],
    [
      "a quota of a category that is not sold",
      { quotas: [{ name: "Fire rule", capacity: 10, chartCategories: [9] }] },
      "categoryUnknown",
    ],
  ])("%s is refused", async (_, more, reason) => {
    const { id } = await newEvent("Wrong in one thing");
    const saving = savePerformance(as(house.staff.owner), performanceOf(id, more));
    await expect(saving).rejects.toMatchObject({ code: "PUBLISH_REFUSED", detail: { reason } });
  });

  test("prices for some people are shown with the fee in, keep their id while they keep their name, and may be taken off", async () => {
    const owner = as(house.staff.owner);
    const { id } = await newEvent("For families");
    const priced = {
      chartCategory: 0,
      name: "A",
      tier: 1,
      faceMinor: 4_000,
      feeMinor: 400,
      fares: [],
      taxRateBasisPoints: 0,
    };
    const tariff = (name: string, faceMinor: number) => ({
      ...{ name, prices: [{ chartCategory: 0, faceMinor }] },
      ...ALWAYS,
    });
    const save = async (performanceId: string | undefined, tariffs: ReturnType<typeof tariff>[]) => {
      const input = { ...performanceOf(id, { categories: [priced], tariffs }), performanceId };
      const [performance] = (await savePerformance(owner, input)).performances;
      if (!performance) throw new Error("There is no performance.");
      return performance;
    };
    const first = await save(undefined, [tariff("Child", 2_000), tariff("Reduced", 3_000)]);
    expect(first.tariffs).toMatchObject([
      { name: "Child", prices: [{ chartCategory: 0, faceMinor: 2_000, priceMinor: 2_400 }] },
      { name: "Reduced", prices: [{ priceMinor: 3_400 }] },
    ]);
    const second = await save(first.id, [tariff("Reduced", 2_800)]);
    expect(second.tariffs).toMatchObject([
      { id: first.tariffs[1]?.id, name: "Reduced", prices: [{ priceMinor: 3_200 }] },
    ]);
  });

  test("once published, prices and limits may change; chart, venue, currency and start may not", async () => {
    const owner = as(house.staff.owner);
    const { id: eventId } = await newEvent("Already promised");
    const input = performanceOf(eventId);
    const performanceId = (await savePerformance(owner, input)).performances[0]?.id ?? "";
    await publishEvent(owner, { eventId, publish: true });
    const change = (more: object) => savePerformance(owner, { ...input, performanceId, ...more });
    const dearer = input.categories.map((one) => ({ ...one, faceMinor: 3_500 }));
    const before = await officeEvent(owner, eventId);
    const after = await change({ categories: dearer, ticketLimit: 2 });
    expect(after.performances[0]).toMatchObject({ ticketLimit: 2, categories: [{ priceMinor: 3_800 }, {}, {}] });
    expect(after.performances[0]?.categories.map(({ id }) => id)).toEqual(
      before.performances[0]?.categories.map(({ id }) => id),
    );
    await expect(change({ currency: "GBP" })).rejects.toMatchObject({ detail: { reason: "currencyFixed" } });
    await expect(change({ startsAt: inDays(41), saleEndsAt: inDays(40) })).rejects.toMatchObject({
      detail: { reason: "startFixed" },
    });
    await expect(change({ categories: dearer.slice(1) })).rejects.toMatchObject({
      detail: { reason: "categoryWithoutPrice" },
    });
  });

  test("an event of which somebody has a ticket cannot be taken back", async () => {
    const owner = as(house.staff.owner);
    const { id: eventId } = await newEvent("Sold already");
    const performanceId = (await savePerformance(owner, performanceOf(eventId))).performances[0]?.id ?? "";
    await publishEvent(owner, { eventId, publish: true });
    await buySeats(run.services, { organizerId: house.organizerId, performanceId }, { seats: [3] });
    const takingBack = publishEvent(owner, { eventId, publish: false });
    await expect(takingBack).rejects.toMatchObject({
      code: "PUBLISH_REFUSED",
      detail: { reason: "ticketsSold", tickets: 1 },
    });
    const { events } = await officeEvents(owner, { organizerId: house.organizerId, limit: 1 });
    expect(events[0]?.performances[0]).toMatchObject({ id: performanceId, soldCount: 1 });
  });

  test("every change is written down with who made it", async () => {
    const { id } = await newEvent("For the record");
    const entries = await run.services.db.auditEntry.findMany({ where: { objectId: id } });
    expect(entries).toMatchObject([{ action: "event.create", personId: house.staff.manager.personId }]);
  });

  test("venues come with the newest revision of each chart, and a name is used once", async () => {
    const owner = as(house.staff.owner);
    const { venues } = await officeVenues(owner, house.organizerId);
    expect(venues[0]?.charts).toMatchObject([{ id: house.chartId, revisionNumber: 1, seatCount: 280 }]);
    const input = {
      organizerId: house.organizerId,
      name: "Hal Zuid",
      city: "Breda",
      countryCode: "NL",
      timeZone: "Europe/Amsterdam",
      address: "",
    };
    await saveVenue(owner, input);
    await expect(saveVenue(owner, input)).rejects.toMatchObject({ code: "VENUE_NAME_TAKEN" });
  });

  test("a venue's words may change at any time, and its public pages with them; its zone only while nothing is set there", async () => {
    const owner = as(house.staff.owner);
    const words = { organizerId: house.organizerId, name: "Hal Noord", city: "Breda", countryCode: "NL", address: "" };
    const { id: venueId } = await saveVenue(owner, { ...words, timeZone: "Europe/Amsterdam" });
    const moved = await saveVenue(owner, { ...words, venueId, address: "Kade 3", timeZone: "Asia/Tokyo" });
    expect(moved).toMatchObject({ id: venueId, address: "Kade 3", timeZone: "Asia/Tokyo" });

    const { id: eventId, slug } = await newEvent("Set by its clock");
    await savePerformance(owner, performanceOf(eventId));
    const { venue } = await run.services.db.performance.findFirstOrThrow({
      where: { eventId },
      include: { venue: true },
    });
    const { name, city, countryCode, address, timeZone } = venue;
    const used = { organizerId: house.organizerId, venueId: venue.id, name, city, countryCode, address, timeZone };
    await expect(saveVenue(owner, { ...used, timeZone: "Asia/Tokyo" })).rejects.toMatchObject({
      code: "CHART_IN_USE",
      detail: { reason: "timeZoneFixed" },
    });
    await publishEvent(owner, { eventId, publish: true });
    const asked = async () => (await jobsOf("catalog.revalidate")).filter((job) => job.slug === slug).length;
    const before = await asked();
    expect(await saveVenue(owner, { ...used, address: "Kade 4" })).toMatchObject({ address: "Kade 4" });
    expect(await asked()).toBe(before + 1);
  });
});

describe("what caches keep", () => {
  test("a chart is served for ever under its hash, and nothing else is served as one", async () => {
    const { chartRevisionId, geometry } = house;
    const { geometryHash } = await run.services.db.chartRevision.findUniqueOrThrow({ where: { id: chartRevisionId } });
    const response = await chartResponse(run.services, geometryHash);
    expect(response.headers.get("cache-control")).toContain("immutable");
    expect(decodeChart(new Uint8Array(await response.arrayBuffer()))).toEqual(geometry);
    expect((await chartResponse(run.services, "poster:1045:360")).status).toBe(404);
  });

  test("a chart that an older installation stored as text is served as any other, and read", async () => {
    const geometry = smallHallGeometry();
    const bytes = Uint8Array.from(Buffer.from(JSON.stringify(geometry)));
    const hash = await saveAsset(run.services.db, "application/json", bytes);
    const response = await chartResponse(run.services, hash);
    expect(decodeChart(new Uint8Array(await response.arrayBuffer()))).toEqual(geometry);
    expect(await readGeometry(run.services, hash)).toEqual(geometry);
  });

  test("many who ask for a poster at once get one drawing, which is kept", async () => {
    const answers = await Promise.all([1, 2, 3].map(() => posterResponse(run.services, "1045", "360")));
    const bodies = await Promise.all(answers.map((answer) => answer.arrayBuffer()));
    expect(new Set(bodies.map((body) => Buffer.from(body).toString("base64"))).size).toBe(1);
    expect(answers[0]?.headers.get("content-type")).toBe("image/avif");
    expect(
      Buffer.from(bodies[0] ?? new ArrayBuffer(0))
        .subarray(4, 12)
        .toString(),
    ).toBe("ftypavif");
    const kept = await run.services.db.asset.count({ where: { hash: { startsWith: "poster:1045:" } } });
    expect(kept).toBe(1);
    expect((await posterResponse(run.services, "1045", "400")).status).toBe(400);
    expect((await posterResponse(run.services, "999999", "1280")).status).toBe(404);
  });

  test("a poster for a mail is a JPEG, which every mail program shows", async () => {
    const answer = await posterResponse(run.services, "1045", "780", "jpeg");
    expect(answer.headers.get("content-type")).toBe("image/jpeg");
    expect(Buffer.from(await answer.arrayBuffer()).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    expect((await posterResponse(run.services, "1045", "780", "webp")).status).toBe(400);
  });
});
