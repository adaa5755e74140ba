import { expect, test } from "vitest";
import { rangesOf } from "./pick-places.ts";

test("places become runs of those that follow each other, whatever order they were picked in", () => {
  expect(rangesOf([7, 3, 4, 9, 5, 8])).toEqual([
    { first: 3, count: 3 },
    { first: 7, count: 3 },
  ]);
  expect(rangesOf([])).toEqual([]);
});
