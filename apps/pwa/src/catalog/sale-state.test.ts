import { expect, test } from "vitest";
import { saleState, takingPlace } from "./sale-state.ts";

const times = {
  status: "published",
  startsAt: "2026-11-14T19:00:00Z",
  endsAt: "2026-11-14T22:00:00Z",
  saleStartsAt: "2026-09-01T08:00:00Z",
  saleEndsAt: "2026-11-14T19:30:00Z",
} as const;

test.each([
  ["before the sale", times, 100, "2026-08-31T00:00:00Z", "notYet"],
  ["during the sale", times, 100, "2026-10-01T00:00:00Z", "onSale"],
  ["while nobody knows how many are left", times, null, "2026-10-01T00:00:00Z", "onSale"],
  ["when none is left", times, 0, "2026-10-01T00:00:00Z", "soldOut"],
  ["when the sale has ended but the show runs", times, 5, "2026-11-14T20:00:00Z", "saleOver"],
  ["when it is over", times, 5, "2026-11-14T22:00:00Z", "past"],
  [
    "when it is cancelled, whatever else",
    { ...times, status: "cancelled" as const },
    5,
    "2026-10-01T00:00:00Z",
    "cancelled",
  ],
] as const)("%s it reads %o", (_, given, left, now, state) => {
  expect(saleState(given, left, Date.parse(now))).toBe(state);
});

test("of several evenings those that are cancelled are passed by; where all are, all are shown", () => {
  const [off, on] = [{ status: "cancelled" }, { status: "published" }] as const;
  expect(takingPlace([off, on, off])).toEqual([on]);
  expect(takingPlace([off, off])).toEqual([off, off]);
  expect(takingPlace([])).toEqual([]);
});
