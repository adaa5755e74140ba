import type { LiveFiguresView, PerformanceView } from "@usher/api/contract";
import { expect, test } from "vitest";
import { bestOf, daysBetween, departuresOf } from "./timetable.tsx";

const NOW = Date.parse("2026-11-01T12:00:00Z");
const HOUR = 3_600_000;

/** Two legs that take some hours each, beginning some days from now. */
function train(id: string, day: number, hours: number): PerformanceView {
  const begins = NOW + day * 24 * HOUR;
  const iso = (after: number) => new Date(begins + after * HOUR).toISOString();
  return {
    ...{ id, startsAt: iso(0), doorsAt: null, endsAt: iso(2 * hours), status: "published", currency: "EUR" },
    ...{ saleStartsAt: new Date(NOW - HOUR).toISOString(), saleEndsAt: iso(2 * hours) },
    ...{ seatCount: 100, ticketLimit: 6, allowsSingles: true, refundUntil: null, refundFeeMinor: 0, geometryHash: "" },
    cells: [
      { startsAt: iso(0), endsAt: iso(hours), fromName: "Rotterdam", toName: "Cologne" },
      { startsAt: iso(hours + 1), endsAt: iso(2 * hours), fromName: "Cologne", toName: "Vienna" },
    ],
    venue: { id: "v", name: "", city: "", countryCode: "NL", timeZone: "Europe/Amsterdam", address: "" },
    categories: [
      {
        ...{ id: "c", chartCategory: 0, name: "Seat", tier: 1, faceMinor: 9_000, feeMinor: 500, priceMinor: 9_500 },
        fares: [{ from: 1, to: 2, faceMinor: 4_000, priceMinor: 4_500 }],
      },
    ],
    tariffs: [],
    quotas: [],
    moreFrom: null,
  };
}
const figures = (performanceId: string, left: number, fromPriceMinor: number | null): [string, LiveFiguresView] => [
  performanceId,
  {
    ...{ performanceId, total: 100, left, stepFreeLeft: 0, held: 0, fromPriceMinor, currency: "EUR", onSale: true },
    spans: [{ from: 1, to: 2, left, fromPriceMinor }],
    tariffs: [],
  },
];
const LATER = { from: 1, to: 2 };

test("a departure is told by its way: leaving there, arriving there, at that fare", () => {
  const [one] = departuresOf([train("a", 1, 4)], LATER, null, NOW);
  expect(one).toMatchObject({ minutes: 180, state: "onSale", left: null, priceMinor: 4_500 });
  expect(one?.startsAt).toBe(new Date(NOW + 29 * HOUR).toISOString());
});

test("what is left and what it costs come from the live figures of that very way", () => {
  const known = new Map([figures("a", 0, null)]);
  expect(departuresOf([train("a", 1, 4)], LATER, known, NOW)).toMatchObject([{ state: "soldOut", left: 0 }]);
});

test("a line of two stops that is sold out says so, though it is sold whole", () => {
  const line = train("a", 1, 4);
  const direct = {
    ...line,
    cells: line.cells.slice(0, 1),
    categories: line.categories.map((one) => ({ ...one, fares: [] })),
  };
  const [id, gone] = figures("a", 0, null);
  const known = new Map([[id, { ...gone, spans: [] }]]);
  expect(departuresOf([direct], { from: 0, to: 1 }, known, NOW)).toMatchObject([{ state: "soldOut", left: 0 }]);
});

test("a way is on sale until the train leaves its first stop, not until it leaves the line's", () => {
  const underway = NOW + 24 * HOUR + HOUR;
  expect(departuresOf([train("a", 1, 4)], LATER, null, underway)).toMatchObject([{ state: "onSale" }]);
  expect(departuresOf([train("a", 1, 4)], { from: 0, to: 2 }, null, underway)).toMatchObject([{ state: "past" }]);
});

test("the cheapest and the fastest are marked where they differ from others that can be had", () => {
  const trains = [train("slow", 1, 5), train("fast", 2, 4), train("gone", 3, 3)];
  const known = new Map([figures("slow", 9, 4_500), figures("fast", 9, 6_000), figures("gone", 0, null)]);
  const rows = departuresOf(trains, LATER, known, NOW);
  const ids = (set: ReadonlySet<(typeof rows)[number]>) => [...set].map(({ performance }) => performance.id);
  expect(ids(bestOf(rows, ({ priceMinor }) => priceMinor))).toEqual(["slow"]);
  expect(ids(bestOf(rows, ({ minutes }) => minutes))).toEqual(["fast"]);
  expect(ids(bestOf(rows.slice(0, 1), ({ minutes }) => minutes))).toEqual([]);
});

test("departures that do not sell a way are not among its departures", () => {
  expect(departuresOf([train("a", 1, 4)], { from: 0, to: 1 }, null, NOW)).toEqual([]);
});

test("a night train arrives a day later by the wall of the place, whatever the hours", () => {
  const zone = "Europe/Amsterdam";
  expect(daysBetween("2026-11-14T18:00:00Z", "2026-11-14T22:30:00Z", zone)).toBe(0);
  expect(daysBetween("2026-11-14T18:00:00Z", "2026-11-14T23:30:00Z", zone)).toBe(1);
  expect(daysBetween("2026-11-14T18:00:00Z", "2026-11-16T10:00:00Z", zone)).toBe(2);
});
