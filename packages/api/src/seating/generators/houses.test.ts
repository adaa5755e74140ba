import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileChart } from "../compile-chart.ts";
import { type ChartGeometry, seatAt } from "../geometry.ts";
import { pretixPlan } from "../pretix-plan.schema.ts";
import { readPretixPlan } from "../pretix-plan.ts";
import { sidecarFile } from "../sidecar.ts";
import { arena } from "./arena.ts";
import { club } from "./club.ts";
import { theatre } from "./theatre.ts";

const HOUSES = [
  { name: "arena", generate: arena, least: 14_500, most: 15_500, sections: 45, standing: 1_000 },
  { name: "theatre", generate: theatre, least: 1_050, most: 1_150, sections: 5, standing: 0 },
  { name: "club", generate: club, least: 655, most: 670, sections: 5, standing: 600 },
];

function seatsOf({ sections }: ChartGeometry) {
  return sections.flatMap((section) =>
    section.rows.flatMap((row) =>
      row.x.map((x, i) => ({ x, y: row.y[i] ?? 0, section, index: row.first + i, category: row.category })),
    ),
  );
}

/** The least distance between any two seats, centimetres, found in cells of a metre. */
function leastDistance(seats: readonly { x: number; y: number }[]): number {
  const cells = new Map<string, { x: number; y: number }[]>();
  let least = Infinity;
  for (const seat of seats) {
    const [column, line] = [Math.floor(seat.x / 100), Math.floor(seat.y / 100)];
    for (let cell = 0; cell < 9; cell++) {
      for (const other of cells.get(`${column + (cell % 3) - 1} ${line + Math.floor(cell / 3) - 1}`) ?? []) {
        least = Math.min(least, Math.hypot(other.x - seat.x, other.y - seat.y));
      }
    }
    const key = `${column} ${line}`;
    cells.set(key, [...(cells.get(key) ?? []), seat]);
  }
  return least;
}

function isInside(outline: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let inside = false;
  for (const [i, [ax, ay]] of outline.entries()) {
    const [bx, by] = outline[(i + 1) % outline.length] ?? [ax, ay];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

describe.each(HOUSES)("the $name", ({ generate, least, most, sections, standing }) => {
  const house = generate();
  const { geometry, seatKeys, defects } = compileChart(house.plan, house.sidecar);
  const seats = seatsOf(geometry);

  test("is a plan that pretix reads and that has nothing to mend", () => {
    expect(pretixPlan.parse(house.plan)).toEqual(house.plan);
    expect(sidecarFile.parse(house.sidecar)).toEqual(house.sidecar);
    const read = readPretixPlan(JSON.stringify(house.plan));
    expect(read.defects).toEqual([]);
    expect(read.plan).toEqual(house.plan);
    expect(defects).toEqual([]);
  });

  test("has the places, sections and standing room it is known for", () => {
    expect(geometry.seatCount).toBeGreaterThanOrEqual(least);
    expect(geometry.seatCount).toBeLessThanOrEqual(most);
    expect(geometry.sections).toHaveLength(sections);
    expect(geometry.seatCount - seats.length).toBe(standing);
  });

  test("seats nobody on another's lap, and everybody inside the section", () => {
    expect(leastDistance(seats)).toBeGreaterThanOrEqual(48);
    const outside = seats.filter(({ section, x, y }) => !isInside(section.outline, x, y));
    expect(outside).toEqual([]);
  });

  test("uses every price category, and puts a companion beside every wheelchair", () => {
    const used = new Set(seats.flatMap(({ category }) => category));
    for (const { standing: run } of geometry.sections) if (run) used.add(run.category);
    expect(used.size).toBe(geometry.categories.length);
    const { wheelchair, companion } = geometry.marks;
    expect(wheelchair.length).toBeGreaterThan(0);
    for (const index of wheelchair) expect(companion.some((beside) => Math.abs(beside - index) === 1)).toBe(true);
  });

  test("is drawn the same each time, with a key of its own for each place", () => {
    expect(generate()).toEqual(house);
    expect(new Set(seatKeys).size).toBe(geometry.seatCount);
    for (const index of [0, geometry.seatCount - 1]) expect(seatAt(geometry, index)).toBeDefined();
  });
});

test("an arena compiles in less than half a second", () => {
  const { plan, sidecar } = arena();
  const times = Array.from({ length: 5 }, () => {
    const started = performance.now();
    compileChart(plan, sidecar);
    return performance.now() - started;
  });
  // The best of five: the others may have waited for a machine that had other things to do.
  expect(Math.min(...times)).toBeLessThan(500);
});

describe("reading a plan that somebody broke", () => {
  const text = JSON.stringify(club().plan);
  const place = fc.array(fc.nat(40), { minLength: 1, maxLength: 8 });
  const broken = fc.array(fc.tuple(place, fc.oneof(fc.jsonValue(), fc.constant(undefined))), {
    minLength: 1,
    maxLength: 6,
  });

  test("answers with a plan or with what is wrong, and never throws", () => {
    fc.assert(
      fc.property(broken, (changes) => {
        const json: unknown = JSON.parse(text);
        for (const [steps, value] of changes) change(json, steps, value);
        const read = readPretixPlan(JSON.stringify(json) ?? "");
        if (!read.plan) {
          expect(read.defects.at(-1)?.mended).toBe(false);
          return;
        }
        pretixPlan.parse(read.plan);
        const chart = compileChart(read.plan);
        expect(new Set(chart.seatKeys).size).toBe(chart.geometry.seatCount);
      }),
      { numRuns: 150, seed: 20_261_114 },
    );
  });
});

/** Goes down a JSON tree by the given steps, each counted round its children, and puts `value` where they end. */
function change(json: unknown, steps: readonly number[], value: unknown): void {
  let at = json;
  for (const [i, step] of steps.entries()) {
    if (typeof at !== "object" || at === null) return;
    const keys = Object.keys(at);
    const key = keys[step % (keys.length || 1)];
    if (key === undefined) return;
    const next: unknown = Reflect.get(at, key);
    const isEnd = i === steps.length - 1 || typeof next !== "object" || next === null;
    if (isEnd) {
      if (value === undefined) Reflect.deleteProperty(at, key);
      else Reflect.set(at, key, value);
      return;
    }
    at = next;
  }
}
