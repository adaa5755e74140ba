import { expect, test } from "vitest";
import { joined, rangesOf } from "./pick-places.ts";

test("places become runs of those that follow each other, whatever order they were picked in", () => {
  expect(rangesOf([7, 3, 4, 9, 5, 8])).toEqual([
    { first: 3, count: 3 },
    { first: 7, count: 3 },
  ]);
  expect(rangesOf([])).toEqual([]);
});

test("a row that aisles cut into pieces is one row, and one of which nothing is free is none", () => {
  const pieces = [
    { name: "A", free: [0, 1] },
    { name: "B", free: [] },
    { name: "A", free: [6] },
  ];
  expect(joined(pieces)).toEqual([{ name: "A", free: [0, 1, 6] }]);
});
