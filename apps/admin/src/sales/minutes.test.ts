import { expect, test } from "vitest";
import { axisEnd, wholeMinutes } from "./minutes.ts";

const at = (minute: number, tickets: number) => ({
  minute: new Date(Date.UTC(2026, 10, 14, 10, minute)).toISOString(),
  tickets,
});

test("minutes without a sale stand in the row as nothing sold", () => {
  const now = Date.UTC(2026, 10, 14, 10, 4, 30);
  expect(wholeMinutes([at(1, 7), at(3, 2)], now, 4)).toEqual([at(1, 7), at(2, 0), at(3, 2), at(4, 0)]);
});

test("a desk whose clock is behind still shows the newest sale", () => {
  const now = Date.UTC(2026, 10, 14, 9, 0);
  expect(wholeMinutes([at(3, 2)], now, 2)).toEqual([at(2, 0), at(3, 2)]);
});

test.each([
  [0, 5],
  [6, 10],
  [11, 20],
  [21, 50],
  [118, 200],
  [201, 500],
])("the axis for %i ends at %i", (most, end) => {
  expect(axisEnd(most)).toBe(end);
});
