import { expect, test } from "vitest";
import { fullCategories, quotaLeft, runsOfQuota } from "./quotas.ts";

const bytes = (text: string) => Buffer.from(text, "latin1");
const WHOLE = { from: 0, to: 1 };

test("what is sold, held or for sale by somebody takes of a quota; what is free or nobody's does not", () => {
  const runs = [{ first: 0, count: 8 }];
  // free, a seller's, sold, not for sale, then the same in somebody's basket
  expect(quotaLeft(10, runs, bytes("@ABCHIJK"), 1, WHOLE)).toBe(5);
  expect(quotaLeft(3, runs, bytes("@ABCHIJK"), 1, WHOLE)).toBe(0);
  expect(quotaLeft(10, [{ first: 1, count: 2 }], bytes("@ABCHIJK"), 1, WHOLE)).toBe(8);
});

test("of places that are sold in parts each part counts by itself, and the fullest of the wanted ones decides", () => {
  const runs = [{ first: 0, count: 3 }];
  const legs = bytes("BB@" + "@B@" + "@@B");
  const left = (from: number, to: number) => quotaLeft(2, runs, legs, 3, { from, to });
  expect([left(0, 1), left(1, 2), left(2, 3), left(0, 3)]).toEqual([1, 0, 1, 0]);
});

test("a category is full when any quota it is in is, and one that is in none never is", () => {
  const runs = [
    { first: 0, count: 2, category: 0 },
    { first: 2, count: 2, category: 1 },
    { first: 4, count: 2, category: 2 },
    { first: 6, count: 2, category: 0 },
  ];
  const shared = { capacity: 3, chartCategories: [0, 1] };
  expect(runsOfQuota(shared, runs).map(({ first }) => first)).toEqual([0, 2, 6]);
  const full = (text: string) => [...fullCategories([shared], runs, bytes(text), 1, WHOLE)].sort();
  expect(full("B@H@@@@@")).toEqual([]);
  expect(full("B@H@@@B@")).toEqual([0, 1]);
  expect(full("@@@@BB@@")).toEqual([]);
});
