import { expect, test } from "vitest";
import {
  draftOf,
  newDraft,
  newTariff,
  type OfficePerformance,
  type PerformanceDraft,
  pricesFor,
  readDraft,
  taxOf,
} from "./performance-draft.ts";

const typed: PerformanceDraft = {
  ...newDraft,
  startsAt: "2026-11-14T20:00",
  saleStartsAt: "2026-09-01T10:00",
  saleEndsAt: "2026-11-14T20:00",
  prices: pricesFor(["Floor", "Balcony"], []).map((price) =>
    price.chartCategory === 0 ? { ...price, face: "85.50", fee: "2,50", tax: "9" } : price,
  ),
};

test("what is typed by the venue's clock and in its money is sent in instants and minor units", () => {
  const { input } = readDraft(typed, "Europe/Amsterdam");
  expect(input).toMatchObject({ startsAt: "2026-11-14T19:00:00.000Z", doorsAt: null, refundFeeMinor: 0 });
  expect(input?.categories).toEqual([
    { chartCategory: 0, name: "Floor", tier: 1, faceMinor: 8550, feeMinor: 250, taxRateBasisPoints: 900, fares: [] },
  ]);
});

test("every field that cannot be read is named", () => {
  const wrong = { ...typed, startsAt: "", refundFee: "x", ticketLimit: "0", currency: "JPY" };
  expect(readDraft(wrong, "UTC").problems).toEqual(["startsAt", "refundFee", "ticketLimit", "price 0"]);
});

test("one category may go without a price, all of them may not", () => {
  expect(readDraft(typed, "UTC").problems).toBeUndefined();
  const prices = typed.prices.map((price) => ({ ...price, face: "" }));
  expect(readDraft({ ...typed, prices }, "UTC").problems).toEqual(["price 0"]);
});

test("another chart keeps the prices of categories it also has", () => {
  const prices = pricesFor(["Floor", "Balcony", "Box"], typed.prices);
  expect(prices.map(({ face }) => face)).toEqual(["85.50", "", ""]);
});

test("a time that was not touched keeps its instant, also in the hour that the clocks repeat", () => {
  const timeZone = "Europe/Amsterdam";
  const second = "2026-10-25T01:30:00.000Z";
  const before = {
    startsAt: second,
    saleStartsAt: "2026-09-01T08:00:00.000Z",
    saleEndsAt: second,
    doorsAt: null,
    endsAt: null,
    refundUntil: null,
    venue: { timeZone },
    currency: "EUR",
    ticketLimit: 8,
    refundFeeMinor: 0,
    cells: [],
    categories: [],
    tariffs: [],
    quotas: [],
  } as unknown as OfficePerformance;
  const opened = draftOf(before);
  expect(opened.startsAt).toBe("2026-10-25T02:30");
  expect(readDraft(opened, timeZone, before).input?.startsAt).toBe(second);
  const moved = { ...opened, startsAt: "2026-10-25T04:00" };
  expect(readDraft(moved, timeZone, before).input?.startsAt).toBe("2026-10-25T03:00:00.000Z");
});

test.each([
  ["9", 900],
  ["5,5", 550],
  ["0", 0],
  ["100", 10_000],
  ["100.01", null],
  ["x", null],
])("a rate of %s %% is read as %s", (percent, basisPoints) => {
  expect(taxOf(percent)).toBe(basisPoints);
});

test("a reduced price is read with its categories, and one without a name or a readable price is not", () => {
  const tariff = { ...newTariff(), key: "child", name: " Child ", faces: { 0: "40.00", 1: "", 7: "3.00" } };
  const always = { saleStartsAt: null, saleEndsAt: null, capacity: null };
  expect(readDraft({ ...typed, tariffs: [tariff] }, "UTC").input?.tariffs).toEqual([
    { name: "Child", prices: [{ chartCategory: 0, faceMinor: 4_000 }], ...always },
  ]);
  const early = { ...tariff, saleEndsAt: "2026-12-01T18:00", capacity: "200" };
  expect(readDraft({ ...typed, tariffs: [early] }, "Europe/Amsterdam").input?.tariffs).toMatchObject([
    { saleStartsAt: null, saleEndsAt: "2026-12-01T17:00:00.000Z", capacity: 200 },
  ]);
  const wrongs: Partial<typeof tariff>[] = [
    { name: " " },
    { faces: { 0: "", 1: "", 7: "" } },
    { saleStartsAt: "soon" },
    { capacity: "0" },
    { capacity: "many" },
  ];
  for (const wrong of [...wrongs, { faces: { ...tariff.faces, 0: "forty" } }]) {
    expect(readDraft({ ...typed, tariffs: [{ ...tariff, ...wrong }] }, "UTC").problems).toEqual(["tariff child"]);
  }
});

test("a quota is read with its categories that are sold, and one that bounds nothing is not", () => {
  const quota = { key: "fire", name: " Fire rule ", capacity: "1200", chartCategories: [0, 7] };
  expect(readDraft({ ...typed, quotas: [quota] }, "UTC").input?.quotas).toEqual([
    { name: "Fire rule", capacity: 1_200, chartCategories: [0] },
  ]);
  for (const wrong of [{ name: "" }, { capacity: "" }, { capacity: "1.5" }, { chartCategories: [7] }]) {
    expect(readDraft({ ...typed, quotas: [{ ...quota, ...wrong }] }, "UTC").problems).toEqual(["quota fire"]);
  }
});
