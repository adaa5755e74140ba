import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { smallHallGeometry } from "../testing/small-hall.ts";
import { companionsAlone } from "./best-seats.ts";
import { compileChart } from "./compile-chart.ts";
import { theatre } from "./generators/theatre.ts";
import { mendChoice, nearestEqual } from "./nearest-seats.ts";
import { seatsAtRisk, seatsOrphanedBy } from "./orphaned-seats.ts";

/** Row A is 0–19, B 20–39 and so on; A to E are one category, F to J another. */
const hall = smallHallGeometry();
const freeBut =
  (...taken: number[]) =>
  (index: number) =>
    !taken.includes(index);

describe("the nearest equal", () => {
  test("of a lost seat is its neighbour, in its own row before any other", () => {
    expect(nearestEqual(hall, [10], freeBut(10))).toEqual([9]);
    expect(nearestEqual(hall, [10], freeBut(10, 11, 12, 9, 8))).toEqual([7]);
  });

  test("of a party is as many side by side, at the same price", () => {
    const rowE = Array.from({ length: 20 }, (_, i) => 80 + i);
    const found = nearestEqual(hall, [85, 86], freeBut(...rowE)) ?? [];
    expect(found).toHaveLength(2);
    // Row F is nearer to E than nothing, but costs less: D it is.
    expect(found.every((index) => index >= 60 && index < 80)).toBe(true);
  });

  test("is nothing when nothing is left, and for standing places, which are all alike", () => {
    expect(nearestEqual(hall, [10], () => false)).toBeNull();
    expect(nearestEqual(hall, [210], () => true)).toBeNull();
    expect(nearestEqual(hall, [], () => true)).toBeNull();
  });
});

describe("a choice that strands a seat", () => {
  test("is mended by the smallest step aside", () => {
    expect(mendChoice(hall, [12, 13], freeBut(10, 15, 16))).toEqual({
      stranded: [11, 14],
      instead: [11, 12],
      replaced: [12, 13],
    });
  });

  test("of two parties is mended for both at once", () => {
    const mend = mendChoice(hall, [1, 2, 21, 22], () => true);
    expect(mend).toEqual({ stranded: [0, 20], instead: [0, 1, 20, 21], replaced: [1, 2, 21, 22] });
  });

  test("may stand when it strands nobody, or when nobody could do better at that price", () => {
    expect(mendChoice(hall, [0, 1], () => true)).toBeNull();
    const onlyThree = (index: number) => [12, 13, 14].includes(index);
    expect(mendChoice(hall, [12, 13], onlyThree)).toBeNull();
  });

  test("is never mended by another that strands, whatever is sold", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 195 }), fc.integer({ min: 1, max: 4 }), fc.nat(), (from, size, seed) => {
        const isFree = (index: number) => ((index * 7_919 + seed * 104_729) >>> 3) % 10 < 7;
        const party = Array.from({ length: size }, (_, i) => from + i).filter(
          (index) => index < 200 && Math.floor(index / 20) === Math.floor(from / 20) && isFree(index),
        );
        const mend = mendChoice(hall, party, isFree);
        if (!mend) return;
        expect(mend.instead).toHaveLength(mend.replaced.length);
        const rest = party.filter((index) => !mend.replaced.includes(index));
        const freeOfRest = (index: number) => isFree(index) && !rest.includes(index);
        expect(seatsOrphanedBy(hall, new Set(mend.instead), freeOfRest)).toEqual([]);
        expect(mend.instead.every((index) => isFree(index) && !rest.includes(index))).toBe(true);
      }),
      { numRuns: 300, seed: 20_261_122 },
    );
  });

  test("is found by looking at the seats beside it alone, as the server does", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 199 }), { maxLength: 6 }), fc.nat(), (seats, seed) => {
        const isFree = (index: number) => seats.includes(index) || ((index * 7_919 + seed * 104_729) >>> 3) % 10 < 6;
        const chosen = new Set(seats);
        const isLeft = (index: number) => index >= 0 && isFree(index) && !chosen.has(index);
        const alone = seatsAtRisk(hall, chosen)
          .filter(([seat, beyond]) => isLeft(seat) && !isLeft(beyond))
          .map(([seat]) => seat);
        expect(alone.sort((one, other) => one - other)).toEqual(seatsOrphanedBy(hall, chosen, isFree));
      }),
      { numRuns: 500, seed: 20_261_122 },
    );
  });
});

test("a companion seat goes with a wheelchair place, and a wheelchair place goes alone", () => {
  const { plan, sidecar } = theatre();
  const { geometry } = compileChart(plan, sidecar);
  const [wheelchair] = geometry.marks.wheelchair as [number];
  const companion = geometry.marks.companion.find((index) => Math.abs(index - wheelchair) === 1) as number;
  expect(companionsAlone(geometry, [companion])).toEqual([companion]);
  expect(companionsAlone(geometry, [companion, wheelchair])).toEqual([]);
  expect(companionsAlone(geometry, [wheelchair])).toEqual([]);
});
