import { expect, test } from "vitest";
import { createStatementNames } from "./statement-names.ts";

test("the same statement has the same name, another one another, and a new list of names begins anew", () => {
  const name = createStatementNames();
  const first = name({ sql: "SELECT 1" });
  expect(first).toMatch(/^\w+$/);
  expect(name({ sql: "SELECT 2" })).not.toBe(first);
  expect(name({ sql: "SELECT 1" })).toBe(first);
});

test("names run out, so that statements made up as they go do not fill the server's memory", () => {
  const name = createStatementNames(2);
  const kept = [name({ sql: "a" }), name({ sql: "b" })];
  expect(name({ sql: "c" })).toBe("");
  expect([name({ sql: "a" }), name({ sql: "b" })]).toEqual(kept);
  expect(createStatementNames()({ sql: "x".repeat(100_000) })).toBe("");
});
