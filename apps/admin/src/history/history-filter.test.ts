import { expect, test } from "vitest";
import { momentsOf, readFilter, writeFilter } from "./history-filter.ts";

test("a view of history survives being passed on as an address", () => {
  const by = "0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000";
  const filter = { by, object: "order", from: "2026-03-01", to: "2026-03-02" } as const;
  expect(readFilter(new URLSearchParams(writeFilter(filter)))).toEqual(filter);
});

test("an address that says nonsense shows everything", () => {
  const filter = readFilter(new URLSearchParams("by=me&object=moon&from=2026-99-99&to=yesterday"));
  expect(writeFilter(filter)).toBe("");
  expect(momentsOf(filter)).toEqual({});
});

test("days are whole: from the first's midnight to the midnight after the last", () => {
  const { from, until } = momentsOf(readFilter(new URLSearchParams("from=2026-03-01&to=2026-03-01")));
  expect(from).toBe(new Date(2026, 2, 1).toISOString());
  expect(until).toBe(new Date(2026, 2, 2).toISOString());
});
