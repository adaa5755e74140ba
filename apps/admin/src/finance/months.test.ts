import { expect, test } from "vitest";
import { monthName, monthsLater, readMonth } from "./months.ts";

test("months are counted forward and back over the turn of a year", () => {
  expect([-11, -1, 0, 1, 2].map((count) => monthsLater("2026-11", count))).toEqual([
    "2025-12",
    "2026-10",
    "2026-11",
    "2026-12",
    "2027-01",
  ]);
});

test("an address that asks for no month is asked about now", () => {
  const asked = (month: string) => readMonth(new URLSearchParams({ month }));
  expect(["2026-11", "2026-13", "26-1", "", "2026-1"].map(asked)).toEqual(["2026-11", ...Array(4).fill(undefined)]);
  expect(readMonth(new URLSearchParams())).toBeUndefined();
});

test("a month is called by its name in each language, wherever the desk stands", () => {
  expect([monthName("2026-11", "en"), monthName("2026-01", "zh")]).toEqual(["November 2026", "2026年1月"]);
});
