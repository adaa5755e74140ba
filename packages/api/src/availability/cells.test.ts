import { expect, test } from "vitest";
import { byteOfLine, bytesOfSpan, cellsOf, placesOfCells, WHOLE_PLACE } from "./cells.ts";

const [FREE, SELLER, SOLD, CLOSED, HELD] = ["@", "A", "B", "C", "H"];

test("a line is free only if all its cells are", () => {
  // Two places of three cells each.
  const bytes = [FREE, HELD, FREE, FREE, FREE, SOLD].join("");
  expect(bytesOfSpan(bytes, 3, { from: 0, to: 1 })).toBe(FREE + FREE);
  expect(bytesOfSpan(bytes, 3, { from: 0, to: 2 })).toBe(HELD + FREE);
  expect(bytesOfSpan(bytes, 3, { from: 1, to: 3 })).toBe(HELD + SOLD);
  expect(bytesOfSpan(bytes, 3, { from: 0, to: 3 })).toBe(HELD + SOLD);
});

test("what is not for sale outweighs what is sold, and a seller's cell makes a seller's line", () => {
  const line = (cells: string) => String.fromCharCode(byteOfLine(Buffer.from(cells), 0, cells.length));
  expect(line(`${SOLD}${CLOSED}`)).toBe(CLOSED);
  expect(line(`${FREE}${SELLER}`)).toBe(SELLER);
  expect(line(`${SOLD}${HELD}`)).toBe("J");
});

test("a place that is sold whole has its byte for itself", () => {
  expect(bytesOfSpan("@HBC", 1, WHOLE_PLACE)).toBe("@HBC");
});

test("cells of places, and places of cells", () => {
  expect(cellsOf([4, 2], 3, { from: 1, to: 3 })).toEqual([13, 14, 7, 8]);
  expect(placesOfCells([13, 14, 7, 8], 3)).toEqual([4, 2]);
  expect(cellsOf([4, 2], 1, WHOLE_PLACE)).toEqual([4, 2]);
});
