import { expect, test } from "vitest";
import { clockFigures, heldPhase } from "./held-time.ts";

test.each([
  [462, "7:42"],
  [60, "1:00"],
  [58.2, "0:59"],
  [0.2, "0:01"],
  [0, "0:00"],
  [-3, "0:00"],
  [601, "10:01"],
])("%d seconds read %s", (seconds, figures) => {
  expect(clockFigures(seconds)).toBe(figures);
});

test("the last minute begins at sixty seconds and ends at none", () => {
  expect([61, 60, 1, 0.4, 0, -1].map(heldPhase)).toEqual([
    "held",
    "lastMinute",
    "lastMinute",
    "lastMinute",
    "gone",
    "gone",
  ]);
});
