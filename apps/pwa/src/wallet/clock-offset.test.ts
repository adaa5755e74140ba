import { expect, test } from "vitest";
import { isClockWrong, serverOffset } from "./clock-offset.ts";

test("a phone that is right has no offset, however slow the network", () => {
  expect(serverOffset({ askedAtMs: 1_000, serverTimeMs: 3_000, heardAtMs: 5_000 })).toBe(0);
});

test("half of the round trip is taken off", () => {
  expect(serverOffset({ askedAtMs: 1_000, serverTimeMs: 61_200, heardAtMs: 1_400 })).toBe(60_000);
  expect(serverOffset({ askedAtMs: 101_000, serverTimeMs: 1_200, heardAtMs: 101_400 })).toBe(-100_000);
});

test.each([
  [20_000, false],
  [20_001, true],
  [-20_001, true],
])("an offset of %s ms is said to be wrong: %s", (offset, isWrong) => {
  expect(isClockWrong(offset)).toBe(isWrong);
});
