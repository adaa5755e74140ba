import { expect, test } from "vitest";
import { readFilter, writeFilter } from "./order-filter.ts";

test("a search survives being passed on as an address", () => {
  const filter = {
    text: "ana+7@example.com",
    status: "paid",
    performanceId: "0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000",
  } as const;
  expect(readFilter(new URLSearchParams(writeFilter(filter)))).toEqual(filter);
});

test("an address that says nonsense searches for everything", () => {
  const filter = readFilter(new URLSearchParams("status=stolen&performance=1"));
  expect(filter).toEqual({ text: "", status: undefined, performanceId: undefined });
  expect(writeFilter(filter)).toBe("");
});
