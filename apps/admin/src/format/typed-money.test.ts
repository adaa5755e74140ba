import { expect, test } from "vitest";
import { readMoney, typedMoney } from "./typed-money.ts";

test.each([
  ["48.50", "EUR", 4850],
  ["0.29", "EUR", 29],
  ["3800", "JPY", 3800],
  ["12.500", "KWD", 12_500],
  ["0.05", "USD", 5],
])("%s %s is %i minor units, and is written so again", (text, currency, minor) => {
  expect(readMoney(text, currency)).toBe(minor);
  expect(typedMoney(minor, currency)).toBe(text);
});

test("a comma parts decimals too, and decimals may be left out", () => {
  expect(readMoney("48,5", "EUR")).toBe(4850);
  expect(readMoney(" 48 ", "EUR")).toBe(4800);
});

test.each([
  ["38.5", "JPY"],
  ["1.234", "EUR"],
  ["-3", "EUR"],
  ["1,000.00", "EUR"],
  ["", "EUR"],
])("%s is no amount of %s", (text, currency) => {
  expect(readMoney(text, currency)).toBeNull();
});
