import { expect, test } from "vitest";
import { csvAmount, csvLine } from "./csv.ts";

test("a cell with commas, quotes or lines is quoted, and a formula is text", () => {
  expect(csvLine(["Ana", 'say "hi", twice', "two\nlines", 7, null, ""])).toBe(
    'Ana,"say ""hi"", twice","two\nlines",7,,\r\n',
  );
  expect(csvLine(["=1+1", "+31 20", "@SUM(A1)", "-x", "a=b"])).toBe("'=1+1,'+31 20,'@SUM(A1),'-x,a=b\r\n");
});

test.each([
  [1205, 2, "12.05"],
  [-1205, 2, "-12.05"],
  [5, 2, "0.05"],
  [0, 2, "0.00"],
  [3800, 0, "3800"],
  [12_500, 3, "12.500"],
  [9_007_199_254_740_991, 2, "90071992547409.91"],
])("%i minor units of %i decimals are %s", (minor, exponent, text) => {
  expect(csvAmount(minor, exponent)).toBe(text);
});
