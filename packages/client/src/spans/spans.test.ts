import { expect, test } from "vitest";
import { cellCountOf, isJourney, pricedFor, spanFrom, spanName, spansOf, spanTimes, wholeOf } from "./spans.ts";

const leg = (fromName: string, toName: string, from: string, to: string) => ({
  fromName,
  toName,
  startsAt: `2026-11-14T${from}:00Z`,
  endsAt: `2026-11-14T${to}:00Z`,
});
const category = {
  ...{ id: "c", chartCategory: 0, name: "First", tier: 1, faceMinor: 6_000, feeMinor: 400, priceMinor: 6_400 },
  fares: [{ from: 0, to: 1, faceMinor: 2_000, priceMinor: 2_400 }],
};
const train = {
  startsAt: "2026-11-14T18:00:00Z",
  endsAt: "2026-11-14T22:00:00Z",
  timeZone: "Europe/Amsterdam",
  currency: "EUR",
  cells: [leg("Rotterdam", "Utrecht", "18:00", "18:40"), leg("Utrecht", "Cologne", "18:45", "22:00")],
  categories: [category],
  tariffs: [
    {
      ...{ id: "t", name: "Child", saleStartsAt: null, saleEndsAt: null, capacity: null },
      prices: [{ chartCategory: 0, faceMinor: 3_000, priceMinor: 3_400 }],
    },
  ],
};
const day = (date: string) => ({
  fromName: null,
  toName: null,
  startsAt: `${date}T09:00:00Z`,
  endsAt: `${date}T17:00:00Z`,
});
const fair = { timeZone: "Europe/Zurich", cells: [day("2026-11-14"), day("2026-11-15")] };

test("a way is named by its stops, a day by its date, several by the first and the last", () => {
  expect(spanName(train, { from: 0, to: 1 }, "en")).toBe("Rotterdam to Utrecht");
  expect(spanName(train, wholeOf(train), "zh")).toBe("Rotterdam至Cologne");
  expect(spanName(fair, { from: 1, to: 2 }, "en")).toBe("Sun 15 Nov");
  expect(spanName(fair, wholeOf(fair), "en")).toBe("Sat 14 Nov – Sun 15 Nov");
  expect(spanName({ cells: [], timeZone: "UTC" }, { from: 0, to: 1 }, "en")).toBeNull();
  expect([isJourney(train), isJourney(fair), isJourney({ cells: [] })]).toEqual([true, false, false]);
});

test("a way leaves at its own stop and arrives at its own", () => {
  expect(spanTimes(train, { from: 1, to: 2 })).toEqual({
    startsAt: "2026-11-14T18:45:00Z",
    endsAt: "2026-11-14T22:00:00Z",
  });
  const whole = { startsAt: "2026-11-14T19:00:00Z", endsAt: null, cells: [] };
  expect(spanTimes(whole, wholeOf(whole))).toEqual({ startsAt: "2026-11-14T19:00:00Z", endsAt: null });
});

test("another beginning keeps the end where that is sold, else goes as far as it can", () => {
  const spans = [
    { from: 0, to: 2 },
    { from: 0, to: 3 },
    { from: 1, to: 2 },
  ];
  expect(spanFrom(spans, 0, 2)).toEqual({ from: 0, to: 2 });
  expect(spanFrom(spans, 1, 3)).toEqual({ from: 1, to: 2 });
  expect(spanFrom(spans, 2, 3)).toBeUndefined();
});

test("what is sold of it, and for how much, a child's share of it too", () => {
  expect(spansOf(train)).toEqual([
    { from: 0, to: 1 },
    { from: 0, to: 2 },
  ]);
  const part = pricedFor(train, { from: 0, to: 1 });
  expect(part.categories).toMatchObject([{ faceMinor: 2_000, priceMinor: 2_400 }]);
  expect(part.tariffs).toMatchObject([{ prices: [{ faceMinor: 1_000, priceMinor: 1_400 }] }]);
  expect(pricedFor(train, wholeOf(train))).toBe(train);
  expect(cellCountOf({ cells: [] })).toBe(1);
});
