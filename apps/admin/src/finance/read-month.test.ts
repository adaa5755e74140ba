import { expect, test } from "vitest";
import { readMonth } from "./read-month.ts";

test("an address that asks for no month is asked about now", () => {
  const asked = (month: string) => readMonth(new URLSearchParams({ month }));
  expect(["2026-11", "2026-13", "26-1", "", "2026-1"].map(asked)).toEqual(["2026-11", ...Array(4).fill(undefined)]);
  expect(readMonth(new URLSearchParams())).toBeUndefined();
});
