import type { ChartGeometry } from "@usher/api/geometry";
import { createSeatMapStore } from "@usher/ui/seat-map";
import { expect, test } from "vitest";
import { bestTogether } from "./best-together.ts";

const SEATS = 8;

/** Two rows of eight, A nearer the stage; seats 0–7 and 8–15. `x` marks what is sold. */
function house(rows: readonly [string, string], marks: Partial<ChartGeometry["marks"]> = {}) {
  const row = (name: string, first: number, y: number) => ({
    name,
    first,
    count: SEATS,
    x: Array.from({ length: SEATS }, (_, i) => i * 50 - 175),
    y: Array.from({ length: SEATS }, () => y),
    labels: Array.from({ length: SEATS }, (_, i) => String(i + 1)),
    category: 0,
  });
  const geometry: ChartGeometry = {
    format: 1,
    name: "Small house",
    seatCount: 2 * SEATS,
    bounds: { x: -300, y: 0, width: 600, height: 400 },
    focalPoint: [0, 0],
    stage: null,
    categories: ["Stalls"],
    sections: [
      {
        name: "Stalls",
        outline: [
          [-300, 50],
          [300, 50],
          [300, 350],
          [-300, 350],
        ],
        labelAt: [0, 200],
        first: 0,
        count: 2 * SEATS,
        rows: [row("A", 0, 100), row("B", SEATS, 200)],
        standing: null,
      },
    ],
    marks: { wheelchair: [], companion: [], restrictedView: [], ...marks },
  };
  const bytes = rows.join("").replaceAll("x", "B").replaceAll(".", "@");
  return createSeatMapStore({ geometry, bytes, tierOfCategory: [1], priceOfCategory: ["€10.00"] });
}

const best = (store: ReturnType<typeof house>, quantity: number) =>
  bestTogether(store, quantity, 3).map((offer) => offer.indexes);

test("the middle of the nearest row comes first, one offer a row", () => {
  expect(best(house(["........", "........"]), 2)).toEqual([
    [3, 4],
    [11, 12],
  ]);
});

test("nobody is left sitting alone while there is another way", () => {
  expect(best(house(["xx...xxx", "xxxxxxxx"]), 2)).toEqual([[3, 4]]);
  expect(best(house(["xx...xxx", "xx..xxxx"]), 2)[0]).toEqual([10, 11]);
});

test("sold seats part neighbours", () => {
  expect(best(house([".x.x.x.x", "xxxxx..."]), 3)).toEqual([[13, 14, 15]]);
  expect(best(house([".x.x.x.x", "x.x.x.x."]), 2)).toEqual([]);
});

test("places for wheelchairs and companions are left to those who need them", () => {
  expect(best(house(["........", "xxxxxxxx"], { wheelchair: [3], companion: [4] }), 2)[0]).toEqual([0, 1]);
});
