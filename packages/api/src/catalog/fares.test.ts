import { expect, test } from "vitest";
import { faceOfSpan, spansSold, tariffFaceOfSpan } from "./fares.ts";

const category = {
  faceMinor: 6_000,
  feeMinor: 100,
  fares: [
    { from: 0, to: 1, faceMinor: 2_500 },
    { from: 1, to: 3, faceMinor: 4_000 },
  ],
};

test("all cells cost what the category does, some what their fare says, others are not sold", () => {
  expect(faceOfSpan(category, { from: 0, to: 3 }, 3)).toBe(6_000);
  expect(faceOfSpan(category, { from: 1, to: 3 }, 3)).toBe(4_000);
  expect(faceOfSpan(category, { from: 1, to: 2 }, 3)).toBeNull();
});

test("a child pays the same share of every fare", () => {
  expect(tariffFaceOfSpan(3_000, category, 6_000, "EUR")).toBe(3_000);
  expect(tariffFaceOfSpan(3_000, category, 2_500, "EUR")).toBe(1_250);
});

test("a share is rounded to what can be charged, and stays between the least charge and the fare", () => {
  expect(tariffFaceOfSpan(2_000, category, 2_500, "EUR")).toBe(833);
  expect(tariffFaceOfSpan(2_000, category, 2_500, "KWD")).toBe(830);
  const cheap = { faceMinor: 600, feeMinor: 0, fares: [] };
  expect(tariffFaceOfSpan(300, cheap, 60, "EUR")).toBe(50);
  expect(tariffFaceOfSpan(300, cheap, 40, "EUR")).toBe(40);
});

test("spans that are sold come in order, each once, the whole among them", () => {
  expect(spansSold([category, { fares: [{ from: 0, to: 1, faceMinor: 1 }] }], 3)).toEqual([
    { from: 0, to: 1 },
    { from: 0, to: 3 },
    { from: 1, to: 3 },
  ]);
});
