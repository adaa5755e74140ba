import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileChart } from "./compile-chart.ts";
import { type ChartGeometry, seatAt } from "./geometry.ts";
import { isInside } from "./outlines.ts";
import type { PretixArea, PretixPlan, PretixRow } from "./pretix-plan.schema.ts";
import { reviseChart } from "./revise-chart.ts";
import { readSidecar, sidecarFile } from "./sidecar.ts";

interface RowOf {
  readonly name: string;
  readonly y: number;
  readonly xs: readonly number[];
}

const STAGE: PretixArea = {
  shape: "rectangle",
  color: "#000000",
  border_color: "#000000",
  rotation: 0,
  position: { x: 0, y: -100 },
  rectangle: { width: 100, height: 40 },
  text: { position: { x: 0, y: 0 }, color: "#000000", text: "Hauptbühne" },
};

/** Seats are 20 units apart; their keys tell zone, row and place. */
function planOf(zones: Record<string, readonly RowOf[]>, areas: PretixArea[] = [STAGE]): PretixPlan {
  return {
    name: "House",
    categories: [{ name: "Front", color: "#112233" }],
    zones: Object.entries(zones).map(([name, rows], at) => ({
      name,
      position: { x: 0, y: 0 },
      areas: at === 0 ? areas : [],
      rows: rows.map((row) => ({
        position: { x: 0, y: row.y },
        row_number: row.name,
        seats: row.xs.map((x) => ({
          seat_guid: `${name}-${row.name}-${x}`,
          seat_number: String(x / 20),
          position: { x, y: 0 },
          category: "Front",
        })),
      })),
    })),
    size: { width: 100, height: 100 },
  };
}

const SIX = [0, 20, 40, 60, 80, 100];
const HOUSE = planOf({
  Stalls: [
    { name: "B", y: 40, xs: [...SIX].reverse() },
    { name: "A", y: 0, xs: [0, 40, 80, 20, 60, 100] },
  ],
  Circle: [{ name: "A", y: 200, xs: SIX }],
});

/** Every index is in at most one place, and sections and rows are sorted runs. */
function placesOf(geometry: ChartGeometry): Map<number, string> {
  const places = new Map<number, string>();
  let end = 0;
  for (const section of geometry.sections) {
    expect(section.first).toBeGreaterThanOrEqual(end);
    end = section.first;
    for (const row of section.rows) {
      expect(row.first).toBeGreaterThanOrEqual(end);
      end = row.first + row.count;
      for (const [at, x] of row.x.entries()) places.set(row.first + at, `${x} ${row.y[at]} ${row.labels[at]}`);
    }
    end = section.first + section.count;
  }
  expect(end).toBeLessThanOrEqual(geometry.seatCount);
  return places;
}

/** The same numbers in every row, with keys of their own. */
const renumber = (row: PretixRow): PretixRow => ({
  ...row,
  seats: row.seats.map((seat, at) => ({
    ...seat,
    seat_number: String(at + 1),
    seat_guid: `${seat.seat_guid}@${row.position.y}`,
  })),
});

describe("compiling a chart", () => {
  test("rows go back from the stage, seats go along the row, and neighbours are 55 cm apart", () => {
    const { geometry, seatKeys, defects } = compileChart(HOUSE);
    expect(defects).toEqual([]);
    expect(geometry.stage?.label).toBe("Hauptbühne");
    expect(geometry.sections.map(({ name, first, count }) => [name, first, count])).toEqual([
      ["Stalls", 0, 12],
      ["Circle", 12, 6],
    ]);
    expect(geometry.sections[0]?.rows.map(({ name }) => name)).toEqual(["A", "B"]);
    expect(geometry.sections[0]?.rows[0]?.x).toEqual([0, 55, 110, 165, 220, 275]);
    expect(seatKeys.slice(0, 7)).toEqual([...SIX.map((x) => `Stalls-A-${x}`), "Stalls-B-0"]);
    expect(seatAt(geometry, 6)).toMatchObject({
      section: { name: "Stalls" },
      row: { name: "B" },
      label: "0",
      category: 0,
    });
    for (const { rows, outline } of geometry.sections) {
      for (const { x, y } of rows)
        for (const [at, one] of x.entries()) expect(isInside(outline, [one, y[at] ?? 0])).toBe(true);
    }
  });

  test("people on both sides of an aisle are no neighbours", () => {
    const { geometry } = compileChart(planOf({ Stalls: [{ name: "A", y: 0, xs: [0, 20, 40, 100, 120, 140] }] }));
    expect(geometry.sections[0]?.rows.map(({ name, first, count }) => [name, first, count])).toEqual([
      ["A", 0, 3],
      ["A", 3, 3],
    ]);
  });

  test("places to stand come last, with their category; marks are found by key and a wrong one is told", () => {
    const sidecar = sidecarFile.parse({
      marks: { wheelchair: ["Stalls-B-0"], companion: ["Stalls-B-20"], restrictedView: ["nobody"] },
      standing: [
        {
          name: "Floor",
          capacity: 40,
          category: "Standing",
          outline: [
            [0, 300],
            [100, 300],
            [100, 400],
          ],
        },
      ],
    });
    const { geometry, seatKeys, defects } = compileChart(HOUSE, sidecar);
    expect(geometry.seatCount).toBe(58);
    expect(new Set(seatKeys).size).toBe(58);
    expect(seatAt(geometry, 57)).toMatchObject({ section: { name: "Floor" }, row: null, category: 1 });
    expect(geometry.categories).toEqual(["Front", "Standing"]);
    expect(geometry.marks).toEqual({ wheelchair: [6], companion: [7], restrictedView: [] });
    expect(defects).toMatchObject([{ code: "MARK_UNKNOWN", path: "/marks/restrictedView/0", mended: false }]);
  });

  test("blocks of a zone whose seats share names become sections, clockwise, so that no two tickets read alike", () => {
    const row = (y: number, left: number) => ({ name: "A", y, xs: [0, 20, 40].map((x) => x + left) });
    const plan = planOf({ Ring: [row(200, 0), row(-300, 0)] });
    const numbered = { ...plan, zones: plan.zones.map((zone) => ({ ...zone, rows: zone.rows.map(renumber) })) };
    const { geometry, defects } = compileChart(numbered);
    expect(geometry.sections.map(({ name, count, labelAt }) => [name, count, labelAt[1]])).toEqual([
      ["Ring 1", 3, -825],
      ["Ring 2", 3, 550],
    ]);
    expect(defects).toMatchObject([{ code: "ZONE_SPLIT", mended: true, values: { zone: "Ring", blocks: 2 } }]);
  });

  test("two seats that would get the same ticket, or the same chair, are told", () => {
    const row = { name: "A", y: 0, xs: [0, 20] };
    const plan = planOf({ Stalls: [row, row] });
    expect(compileChart(plan).defects.map(({ code }) => code)).toEqual(["SEATS_ON_ONE_SPOT", "SEAT_NAMES_REPEATED"]);
  });

  test("a sidecar with a word it does not know is refused with its place", () => {
    expect(readSidecar("{").defects).toMatchObject([{ code: "SIDECAR_NOT_JSON" }]);
    expect(readSidecar(`{"standing":[{"name":""}]}`).defects.map(({ path }) => path)).toContain("/standing/0/name");
    expect(readSidecar(`{"stages":1}`).sidecar).toBeNull();
  });
});

describe("revising a chart", () => {
  test("the same plan gives the same chart again", () => {
    const compiled = compileChart(HOUSE);
    expect(reviseChart(compiled, compiled)).toEqual({ revision: compiled, removed: [] });
  });

  test("a seat that went leaves its index empty, and takes it again when it comes back", () => {
    const before = compileChart(HOUSE);
    const without = planOf({ Stalls: [{ name: "A", y: 0, xs: [0, 20, 60, 80, 100] }] });
    const { revision, removed } = reviseChart(before, compileChart(without));
    expect(removed).toEqual([2, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]);
    expect(revision.geometry.seatCount).toBe(18);
    expect(seatAt(revision.geometry, 2)).toBeUndefined();
    expect(seatAt(revision.geometry, 3)?.label).toBe("3");
    expect(reviseChart(revision, before).revision.geometry).toEqual(before.geometry);
  });

  test("a price stays with its category when a new plan lists the categories in another order", () => {
    const row = (category: string, name: string, y: number) => ({
      position: { x: 0, y },
      row_number: name,
      seats: SIX.map((x) => ({
        seat_guid: `${name}-${x}`,
        seat_number: String(x / 20),
        position: { x, y: 0 },
        category,
      })),
    });
    const colored = (...names: string[]) => names.map((name) => ({ name, color: "#112233" }));
    const zone = { name: "Stalls", position: { x: 0, y: 0 }, areas: [STAGE] };
    const before = compileChart({
      ...HOUSE,
      categories: colored("Front", "Back"),
      zones: [{ ...zone, rows: [row("Front", "A", 0), row("Back", "B", 40)] }],
    });
    const { revision } = reviseChart(
      before,
      compileChart({
        ...HOUSE,
        categories: colored("Loge", "Back", "Front"),
        zones: [{ ...zone, rows: [row("Front", "A", 0), row("Back", "B", 40), row("Loge", "C", 80)] }],
      }),
    );
    expect(revision.geometry.categories).toEqual(["Front", "Back", "Loge"]);
    const categoryOf = (index: number) => seatAt(revision.geometry, index)?.category;
    expect([0, 6, 12].map(categoryOf)).toEqual([0, 1, 2]);
    const withoutBack = { ...HOUSE, categories: colored("Loge"), zones: [{ ...zone, rows: [row("Loge", "C", 80)] }] };
    const last = reviseChart(revision, compileChart(withoutBack)).revision;
    expect(last.geometry.categories).toEqual(["Front", "Back", "Loge"]);
    expect(seatAt(last.geometry, 12)?.category).toBe(2);
  });

  test("whatever is removed and added: an index never means another seat, and places follow the newest plan", () => {
    const some = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 10 });
    const house = fc
      .record({ Stalls: fc.tuple(some, some), Circle: fc.tuple(some) })
      .map((zones) =>
        planOf(
          Object.fromEntries(
            Object.entries(zones).map(([name, rows], zone) => [
              name,
              rows.map((xs, row) => ({ name: "AB"[row] ?? "", y: zone * 300 + row * 40, xs: xs.map((x) => x * 20) })),
            ]),
          ),
        ),
      );
    fc.assert(
      fc.property(house, house, house, (one, two, three) => {
        let current = compileChart(one);
        for (const plan of [two, three]) {
          const next = compileChart(plan);
          const { revision, removed } = reviseChart(current, next);
          expect(revision.seatKeys.slice(0, current.seatKeys.length)).toEqual(current.seatKeys);
          const places = placesOf(revision.geometry);
          const wanted = placesOf(next.geometry);
          expect(places.size).toBe(wanted.size);
          for (const [index, place] of wanted) {
            const key = next.seatKeys[index] as string;
            expect(places.get(revision.seatKeys.indexOf(key))).toBe(place);
          }
          for (const index of removed) expect(seatAt(revision.geometry, index)).toBeUndefined();
          current = revision;
        }
      }),
      { numRuns: 60 },
    );
  });
});
