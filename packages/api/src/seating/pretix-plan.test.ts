import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PretixPlan, pretixPlan } from "./pretix-plan.schema.ts";
import { readPretixPlan } from "./pretix-plan.ts";

/** As strict as what is written for pretix. */
const written = (plan: PretixPlan) => JSON.stringify(pretixPlan.parse(plan));
const seat = (rest: object = {}) => ({
  seat_guid: "a",
  seat_number: "1",
  category: "Front",
  position: { x: 0, y: 0 },
  ...rest,
});
const planOf = (seats: unknown[], rest: object = {}) => ({
  name: "House",
  categories: [{ name: "Front", color: "#112233" }],
  zones: [
    {
      name: "Stalls",
      position: { x: 0, y: 0 },
      rows: [{ position: { x: 0, y: 0 }, row_number: "A", seats }],
      areas: [],
    },
  ],
  size: { width: 100, height: 100 },
  ...rest,
});
const read = (plan: unknown) => readPretixPlan(JSON.stringify(plan));
const seatsOf = (plan: unknown) =>
  read(plan).plan?.zones.flatMap(({ rows }) => rows.flatMap(({ seats }) => seats)) ?? [];

describe("reading a plan", () => {
  test("a sound plan is read as it is, and written again it is read the same", () => {
    const { plan, defects } = read(planOf([seat()]));
    expect(defects).toEqual([]);
    expect(plan).toEqual(planOf([seat()]));
    expect(plan && readPretixPlan(written(plan)).plan).toEqual(plan);
  });

  test("the first of several seats with one key keeps it; a mended key never takes another seat's", () => {
    const plan = planOf([seat(), seat(), seat({ seat_guid: "a~2" }), seat({ seat_guid: undefined })]);
    const keys = seatsOf(plan).map(({ seat_guid }) => seat_guid);
    expect(keys).toEqual(["a", "a~3", "a~2", "Stalls-A-1"]);
    const { defects } = read(plan);
    expect(defects.map(({ code, path, mended }) => [code, path, mended])).toEqual([
      ["GUID_REPEATED", "/zones/0/rows/0/seats/1/seat_guid", true],
      ["GUID_MISSING", "/zones/0/rows/0/seats/3/seat_guid", true],
    ]);
    expect(seatsOf(plan).map(({ seat_guid }) => seat_guid)).toEqual(keys);
  });

  test("numbers for names, missing names, fractional sizes and unknown categories are mended and told", () => {
    const plan = planOf(
      [seat({ seat_number: 7, category: "Loge" }), seat({ seat_guid: "b", seat_number: undefined })],
      {
        name: undefined,
        size: { width: 99.6, height: 100 },
      },
    );
    const reading = read(plan);
    expect(reading.plan).toMatchObject({ name: "Plan", size: { width: 100, height: 100 } });
    expect(reading.plan?.categories.map(({ name }) => name)).toEqual(["Front", "Loge"]);
    expect(seatsOf(plan).map(({ seat_number }) => seat_number)).toEqual(["7", "2"]);
    expect(reading.defects.every(({ mended }) => mended)).toBe(true);
    expect(reading.defects.map(({ path }) => path).sort()).toEqual([
      "/name",
      "/size/width",
      "/zones/0/rows/0/seats/0/category",
      "/zones/0/rows/0/seats/0/seat_number",
      "/zones/0/rows/0/seats/1/seat_number",
    ]);
  });

  test.each([
    ["text that is no JSON", "{", "NOT_JSON"],
    ["a list", "[]", "NOT_A_PLAN"],
    ["no seats", JSON.stringify(planOf([])), "NO_SEATS"],
    ["a seat without a place", JSON.stringify(planOf([seat({ position: undefined })])), "COORDINATE"],
    ["an endless coordinate", JSON.stringify(planOf([seat()])).replace(`"x":0`, `"x":1e999`), "COORDINATE"],
    [
      "too many seats",
      JSON.stringify(planOf(Array.from({ length: 200_001 }, () => ({ position: { x: 0, y: 0 } })))),
      "TOO_MANY_SEATS",
    ],
  ])("%s gives no plan, and says why last", (_, text, code) => {
    const { plan, defects } = readPretixPlan(text);
    expect(plan).toBeNull();
    expect(defects.at(-1)).toMatchObject({ code, mended: false });
  });

  test("never throws, and what it mends can be written and gives the same plan again", () => {
    const loose = fc.oneof(fc.jsonValue(), fc.constantFrom("a", "Front", 3, null, undefined));
    const place = fc.oneof(
      { weight: 9, arbitrary: fc.record({ x: fc.integer(), y: fc.double() }) },
      { weight: 1, arbitrary: loose },
    );
    const some = (of: fc.Arbitrary<unknown>) =>
      fc.oneof({ weight: 6, arbitrary: fc.array(of, { maxLength: 4 }) }, { weight: 1, arbitrary: loose });
    const seats = some(
      fc.record({ seat_guid: loose, seat_number: loose, category: loose, position: place, radius: loose }),
    );
    const rows = some(fc.record({ row_number: loose, position: place, seats }));
    const areas = some(
      fc.record({
        shape: fc.constantFrom("circle", "text", "polygon", "x"),
        position: place,
        text: loose,
        circle: loose,
      }),
    );
    const plans = fc.record({
      name: loose,
      categories: some(loose),
      zones: some(fc.record({ name: loose, position: place, rows, areas })),
      size: loose,
    });
    fc.assert(
      fc.property(
        fc.oneof(
          plans.map((plan) => JSON.stringify(plan)),
          fc.json(),
          fc.string(),
        ),
        (text) => {
          const { plan, defects } = readPretixPlan(text);
          if (plan === null) return defects.at(-1)?.mended === false;
          const keys = plan.zones.flatMap((zone) => zone.rows.flatMap((row) => row.seats.map((one) => one.seat_guid)));
          expect(new Set(keys).size).toBe(keys.length);
          expect(readPretixPlan(written(plan)).plan).toEqual(JSON.parse(JSON.stringify(plan)));
          return true;
        },
      ),
      { numRuns: 400 },
    );
  });
});
