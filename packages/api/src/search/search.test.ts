import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "../kernel/ids.ts";
import { appRouter } from "../root.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import { createCallerFactory } from "../trpc.ts";
import { type FindableHouse, writeFindable } from "./findable.fixture.ts";
import { reindex } from "./index.ts";
import type { SearchView } from "./search.schema.ts";

// A Wednesday, noon in Amsterdam.
const NOON = Date.parse("2031-03-12T11:00:00Z");
const EVENING = 8 / 24;

let house: TestServices;
let written: FindableHouse;
type Question = Parameters<Awaited<ReturnType<typeof openCaller>>["search"]["events"]>[0];

async function openCaller() {
  return createCallerFactory(appRouter)(contextFor(house.services));
}
const search = async (question: Question): Promise<SearchView> => (await openCaller()).search.events(question);
const titles = (view: SearchView) => view.hits.map(({ title }) => title);

beforeAll(async () => {
  house = await createTestServices();
  house.clock.advance(NOON - house.clock.nowMs());
  written = await writeFindable(house.services, [
    {
      title: "Night Ferry",
      titleZh: "夜航渡轮",
      genre: "rock",
      performers: ["Harbour Lights"],
      evenings: [
        { city: "rotterdam", inDays: 10, priceMinor: 4_850 },
        { city: "amsterdam", inDays: 12, priceMinor: 5_850 },
      ],
    },
    { title: "Night Ferns", genre: "folk", evenings: [{ city: "amsterdam", inDays: 3, priceMinor: 2_200 }] },
    { title: "Fjällvinter", genre: "classical", evenings: [{ city: "paris", inDays: 40, saleInDays: 5 }] },
    {
      title: "Low Tide Sessions",
      genre: "jazz",
      performers: ["Quartet for Four Lamps"],
      evenings: [{ city: "rotterdam", inDays: EVENING, priceMinor: 1_450 }],
    },
    {
      title: "Falcons v Osaka Tide",
      titleZh: "猎鹰对大阪潮汐",
      kind: "sport",
      genre: "basketball",
      competition: "Island League · Round 4",
      evenings: [{ city: "tokyo", inDays: 20, priceMinor: 4_800, currency: "JPY" }],
    },
    {
      title: "The Secret Rehearsal",
      status: "draft",
      evenings: [{ city: "rotterdam", inDays: 5 }],
    },
    { title: "The Cancelled Gala", status: "cancelled", evenings: [{ city: "rotterdam", inDays: 5 }] },
    { title: "Yesterday's Party", evenings: [{ city: "rotterdam", inDays: -1 }] },
    {
      title: "Half Announced",
      exhibitors: [{ name: "Brindle & Vane", chinese: "布林德尔与风标" }],
      evenings: [
        { city: "paris", inDays: 30 },
        { city: "tokyo", inDays: 31, status: "draft" },
      ],
    },
  ]);
  await reindex(house.services);
}, 120_000);
afterAll(() => house?.close());
beforeEach(() => house.search.control.behave());

describe("people find", () => {
  test.each([
    ["by title", "night ferry", "Night Ferry"],
    ["misspelt", "nihgt ferrry", "Night Ferry"],
    ["half typed", "low ti", "Low Tide Sessions"],
    ["without accents", "fjallvinter", "Fjällvinter"],
    ["by who plays", "harbour lights", "Night Ferry"],
    ["by who plays, misspelt", "harbor lights", "Night Ferry"],
    ["by genre", "jazz", "Low Tide Sessions"],
    ["by genre and city", "jazz in rotterdam", "Low Tide Sessions"],
    ["by sport", "basketball tide", "Falcons v Osaka Tide"],
    ["by city, misspelt", "roterdam rock", "Night Ferry"],
    ["in Chinese", "夜航", "Night Ferry"],
    ["by city in Chinese", "东京", "Falcons v Osaka Tide"],
    ["by genre in Chinese", "爵士", "Low Tide Sessions"],
    ["by country", "france classical", "Fjällvinter"],
    ["by when", "jazz tonight", "Low Tide Sessions"],
    ["by when in Chinese", "今晚 爵士", "Low Tide Sessions"],
    ["by date", "22 march rock", "Night Ferry"],
  ])("%s: %s", async (_, words, first) => {
    const view = await search({ words, today: "2031-03-12" });
    expect(titles(view)[0]).toBe(first);
    expect(view.from).toBe("engine");
  });

  test("what was meant, and are told how it was read", async () => {
    const view = await search({ words: "night ferri" });
    expect(view.understood).toBe("night ferry");
    expect((await search({ words: "night ferr" })).understood).toBeNull();
    expect((await search({ words: "爵士乐" })).understood).toBeNull();
    expect(view.hits[0]?.titleMarks).toEqual([
      [0, 5],
      [6, 5],
    ]);
  });

  test("artists and venues beside the events", async () => {
    expect((await search({ words: "harbour" })).performers).toMatchObject([{ name: "Harbour Lights", eventCount: 1 }]);
    const { venues } = await search({ words: "東京", locale: "zh" }).then(() =>
      search({ words: "tokyo", locale: "zh" }),
    );
    expect(venues).toMatchObject([{ name: "东京厅", city: "东京", eventCount: 1 }]);
  });

  test("an event once, by the evening that fits", async () => {
    const all = await search({ words: "night ferry" });
    expect(all.hits[0]?.next).toMatchObject({ city: "Rotterdam", fromPriceMinor: 4_850, currency: "EUR" });
    expect(titles(all).filter((title) => title === "Night Ferry")).toHaveLength(1);
    const inAmsterdam = await search({ words: "night ferry", cities: ["Amsterdam"] });
    expect(inAmsterdam.hits[0]?.next).toMatchObject({ city: "Amsterdam", fromPriceMinor: 5_850 });
  });

  test("only what is on show and ahead", async () => {
    for (const words of ["secret rehearsal", "cancelled gala", "yesterday's party"]) {
      const view = await search({ words });
      expect(view.total, words).toBe(0);
    }
    const half = await search({ words: "half announced" });
    expect(half.hits[0]).toMatchObject({ performanceCount: 1, next: { city: "Paris" } });
    expect((await search({ words: "half announced", cities: ["Tokyo"] })).total).toBe(0);
  });
});

const CONDITIONS: [string, Question, string[]][] = [
  ["kind", { kinds: ["sport"] }, ["Falcons v Osaka Tide"]],
  ["genres", { genres: ["jazz", "rock"], sort: "date" }, ["Low Tide Sessions", "Night Ferry"]],
  ["city", { cities: ["Paris"], sort: "date" }, ["Half Announced", "Fjällvinter"]],
  ["day on the venue's wall", { fromDay: "2031-03-24", untilDay: "2031-03-24" }, ["Night Ferry"]],
  [
    "price in another currency",
    { mostPerTicketMinor: 3_100, currency: "EUR", kinds: ["sport"] },
    ["Falcons v Osaka Tide"],
  ],
  ["price", { mostPerTicketMinor: 2_300, currency: "EUR", sort: "price" }, ["Low Tide Sessions", "Night Ferns"]],
  [
    "distance, nearest first",
    { near: { latitude: 51.92, longitude: 4.48 }, withinKm: 80, sort: "distance", kinds: ["show"] },
    ["Low Tide Sessions", "Night Ferry", "Night Ferns"],
  ],
  ["what can be bought now", { onlyAvailable: true, cities: ["Paris"] }, ["Half Announced"]],
  [
    "places for wheelchairs",
    { onlyStepFree: true, cities: ["Rotterdam"], sort: "date" },
    ["Low Tide Sessions", "Night Ferry"],
  ],
];

describe.each(["engine", "database"] as const)("asked of the %s", (from) => {
  beforeEach(async () => {
    house.search.control.down = from === "database";
    await expect.poll(async () => (await search({})).from).toBe(from);
  });

  test.each(CONDITIONS)("a search can be narrowed by %s", async (_, question, expected) => {
    const view = await search(question);
    expect(view.from).toBe(from);
    // Two evenings in one city can come in either order where nothing but the distance is asked.
    const found = titles(view);
    expect("near" in (question ?? {}) ? found.toSorted() : found).toEqual(
      "near" in (question ?? {}) ? expected.toSorted() : expected,
    );
    expect(view.total).toBe(expected.length);
  });

  test("each filter says how many it would leave, its own value aside", async () => {
    const view = await search({ kinds: ["sport"] });
    expect(view.kinds).toEqual(
      expect.arrayContaining([
        { value: "show", count: 5 },
        { value: "sport", count: 1 },
      ]),
    );
    expect(view.cities).toEqual([{ value: "Tokyo", name: "Tokyo", count: 1 }]);
    expect((await search({ kinds: ["sport"], locale: "zh" })).cities).toMatchObject([{ value: "Tokyo", name: "东京" }]);
    expect((await search({})).genres).toContainEqual({ value: "jazz", count: 1 });
  });

  test.each(["night ferry tickets", "the night ferry in rotterdam", "what's on: night ferry"])(
    "words that say nothing are not looked for: %s",
    async (words) => {
      expect(titles(await search({ words }))[0]).toBe("Night Ferry");
    },
  );

  test("a genre is a word, and quotes are not", async () => {
    expect(titles(await search({ words: "jazz rotterdam" }))).toEqual(["Low Tide Sessions"]);
    expect(titles(await search({ words: '"night ferry"' }))).toEqual(["Night Ferry"]);
  });

  test("a match is found by the competition it is part of", async () => {
    expect(titles(await search({ words: "island league" }))).toEqual(["Falcons v Osaka Tide"]);
  });

  test.each(["brindle", "风标"])("an event is found by who shows something there: %s", async (words) => {
    expect(titles(await search({ words }))).toEqual(["Half Announced"]);
  });

  test("titles are marked and words read in both languages", async () => {
    const view = await search({ words: "夜航", locale: "zh" });
    expect(view.hits[0]).toMatchObject({ title: "夜航渡轮", next: { city: "鹿特丹" } });
    expect(view.hits[0]?.titleMarks[0]?.[0]).toBe(0);
  });
});

describe.each(["engine", "database"] as const)("when nothing fits, asked of the %s", (from) => {
  beforeEach(async () => {
    house.search.control.down = from === "database";
    await expect.poll(async () => (await search({})).from).toBe(from);
  });

  test.each([
    ["dates", { words: "night ferry", fromDay: "2031-06-01" }, "Night Ferry"],
    ["price", { words: "night ferry", mostPerTicketMinor: 100 }, "Night Ferry"],
    ["city", { words: "night ferry", cities: ["Tokyo"] }, "Night Ferry"],
    ["words", { words: "night xylophone", cities: ["Amsterdam"] }, "Night Ferns"],
    ["words", { words: "qqqqqqq", kinds: ["sport"] }, "Falcons v Osaka Tide"],
  ] satisfies [string, Question, string][])(
    "the nearest is shown without the %s",
    async (givenUp, question, nearest) => {
      const view = await search(question);
      expect(view.total).toBe(0);
      expect(view.givenUp).toBe(givenUp);
      expect(titles(view)).toContain(nearest);
    },
  );
});

test.each([
  ["a filter that would break out of its quotes", { cities: ['x" OR city = "Tokyo'] }],
  ["a backslash", { cities: ["x\\"], performer: '"' }],
  ["signs that say something to an engine", { words: '"night -ferry AND (OR' }],
])("%s is only text", async (_, question) => {
  expect((await search(question)).total).toBeLessThan(2);
});

test.each([
  [{ kinds: ["opera"] }],
  [{ mostPerTicketMinor: -1 }],
  [{ fromDay: "2031-02-30" }],
  [{ fromDay: "0002-11-14" }],
  [{ near: { latitude: 91, longitude: 0 } }],
  [{ page: 0 }],
  [{ words: "x".repeat(121) }],
])("%j is refused", async (question) => {
  await expect(search(question as Question)).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("one question that the engine does not understand does not turn it off for others, and names nobody unannounced", async () => {
  const { db } = house.services;
  const known = {
    id: newId(),
    organizerId: written.organizerId,
    slug: "not-yet",
    kind: "artist" as const,
    name: "Not Yet",
  };
  await db.performer.create({ data: known });
  await expect.poll(async () => (await search({})).from).toBe("engine");
  expect((await search({ performer: "not-yet" })).performer).toBeNull();
  expect((await search({ performer: "\\" })).total).toBe(0);
  expect((await search({ words: "jazz" })).from).toBe("engine");
});

test("documents hold what everybody may see, and nothing else", async () => {
  const [found] = await house.services.search.ask([
    { indexUid: `${house.services.env.MEILISEARCH_PREFIX}performances`, q: "", limit: 100 },
  ]);
  const text = JSON.stringify(found?.hits);
  expect(text).not.toMatch(/secret|cancelled gala|draft|What nobody searches for/i);
  expect(text).not.toContain(written.organizerId);
});

describe.each(["engine", "database"] as const)("home, asked of the %s,", (from) => {
  beforeEach(async () => {
    house.search.control.down = from === "database";
    await expect.poll(async () => (await search({})).from).toBe(from);
  });
  const home = async (question: { city?: string; locale?: "en" | "zh" }) => (await openCaller()).search.home(question);
  const named = (hits: { title: string }[]) => hits.map(({ title }) => title);

  test("shows a city what is on there tonight, this weekend, and what goes on sale", async () => {
    const rotterdam = await home({ city: "rotterdam" });
    expect(rotterdam.city).toMatchObject({ name: "Rotterdam", eventCount: 2 });
    expect(rotterdam.today).toBe("2031-03-12");
    expect(named(rotterdam.sections.tonight.hits)).toEqual(["Low Tide Sessions"]);
    expect(rotterdam.hero).not.toBeNull();
    expect(named(rotterdam.elsewhere)).toContain("Night Ferns");
    expect(named(rotterdam.sections.next.hits)).toEqual(["Low Tide Sessions", "Night Ferry"]);
    const amsterdam = await home({ city: "amsterdam", locale: "zh" });
    expect(amsterdam.city?.name).toBe("阿姆斯特丹");
    expect(named(amsterdam.sections.weekend.hits)).toEqual(["Night Ferns"]);
    expect(named((await home({ city: "paris" })).sections.soon.hits)).toEqual(["Fjällvinter"]);
  });

  test("shows a stranger what is on everywhere, and the cities", async () => {
    const everywhere = await home({});
    expect(everywhere.city).toBeNull();
    expect(everywhere.cities.map(({ slug }) => slug).sort()).toEqual(["amsterdam", "paris", "rotterdam", "tokyo"]);
    expect(named(everywhere.sections.sport.hits)).toEqual(["Falcons v Osaka Tide"]);
    expect(everywhere.sections.next).toMatchObject({ total: 6 });
  });

  test("knows no city in which nothing is on", async () => {
    await expect(home({ city: "atlantis" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
