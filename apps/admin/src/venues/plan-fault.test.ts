import { expect, test } from "vitest";
import { planFault, sidecarFault } from "./plan-fault.ts";

const file = (name: string, size: number, type = "") => ({ name, size, type });

test.each([
  [file("arena.json", 19_000_000), null],
  [file("ARENA.JSON", 10), null],
  [file("arena", 10, "application/json"), null],
  [file("arena.pdf", 10, "application/pdf"), "wrongType"],
  [file("arena.json", 0), "empty"],
  [file("arena.json", 20_000_001), "tooLarge"],
])("of %o as a plan, %s is said", (chosen, kind) => {
  expect(planFault(chosen)?.kind ?? null).toBe(kind);
});

test("the file beside a plan may be smaller only", () => {
  expect(sidecarFault(file("marks.json", 5_000_001))).toMatchObject({ kind: "tooLarge", megabytes: 5 });
});
