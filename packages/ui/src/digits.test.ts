import { expect, test } from "vitest";
import { digitsOf } from "./digits.ts";

test.each([
  ["482 913", "482913"],
  ["Your code is 482-913.", "482913"],
  ["４８２９１３", "482913"],
  ["48291377", "482913"],
  ["no code", ""],
])("%s holds the digits %s", (text, digits) => {
  expect(digitsOf(text, 6)).toBe(digits);
});
