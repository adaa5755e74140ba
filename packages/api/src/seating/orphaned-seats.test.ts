import { describe, expect, test } from "vitest";
import { compileChart } from "./compile-chart.ts";
import { railwayCoach } from "./generators/railway-coach.ts";
import { theatre } from "./generators/theatre.ts";
import { orphanedSeats, seatsAtRisk, seatsOrphanedBy } from "./orphaned-seats.ts";
import { seatLines } from "./seat-lines.ts";

/** A row in letters: `.` free, `x` taken, `C` free and chosen. Answers the row with `!` where a seat would be stranded. */
function judge(row: string): string {
  const seats = [...row].map((letter, index) => ({ index, free: letter !== "x" }));
  const chosen = new Set([...row].flatMap((letter, index) => (letter === "C" ? [index] : [])));
  const stranded = new Set(orphanedSeats(seats, chosen));
  return [...row].map((letter, index) => (stranded.has(index) ? "!" : letter)).join("");
}

describe("a choice strands a single free seat", () => {
  test.each([
    ["..CC..", "..CC.."],
    [".CC...", "!CC..."],
    ["...CC.", "...CC!"],
    ["xCC.x.", "xCC!x."],
    [".x.CCx", ".x!CCx"],
    ["C.C..", "C!C.."],
    ["x.xCC", "x.xCC"],
    ["x.xCCx.x", "x.xCCx.x"],
    ["CCC", "CCC"],
    [".CCCC.", "!CCCC!"],
    ["C", "C"],
    ["", ""],
  ])("%s becomes %s", (row, judged) => expect(judge(row)).toBe(judged));
});

test("neighbours across an aisle are none, and a wheelchair place is never stranded", () => {
  const { plan, sidecar } = theatre();
  const { geometry } = compileChart(plan, sidecar);
  const everyFree = () => true;
  const row = geometry.sections[0]?.rows[0];
  if (!row) throw new Error("The stalls have no rows.");
  const last = row.first + row.count - 1;
  expect(seatsOrphanedBy(geometry, new Set([last]), everyFree)).toEqual([]);
  expect(seatsOrphanedBy(geometry, new Set([last - 1]), everyFree)).toEqual([last]);
  const [wheelchair] = geometry.marks.wheelchair as [number];
  const companion = geometry.marks.companion.find((index) => Math.abs(index - wheelchair) === 1) as number;
  expect(seatsOrphanedBy(geometry, new Set([companion]), everyFree)).toEqual([]);
});

test("of two seats side by side, as in a train, one may be taken by somebody who comes alone", () => {
  const { plan, sidecar } = railwayCoach();
  const { geometry } = compileChart(plan, sidecar);
  const pair = seatLines(geometry).find(({ indexes }) => indexes.length === 2)?.indexes;
  if (!pair) throw new Error("The coach has no pair of seats.");
  const first = new Set(pair.slice(0, 1));
  expect(seatsOrphanedBy(geometry, first, () => true)).toEqual([]);
  expect(seatsAtRisk(geometry, first)).toEqual([]);
});
