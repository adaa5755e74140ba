import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileChart } from "../compile-chart.ts";
import { arena } from "../generators/arena.ts";
import { club } from "../generators/club.ts";
import { theatre } from "../generators/theatre.ts";
import { readPretixPlan } from "../pretix-plan.ts";
import { pretixPlan } from "../pretix-plan.schema.ts";
import { readSidecar, sidecarFile } from "../sidecar.ts";
import { blankDrawing, type Drawing, extentOf, seatsOf, spotOf } from "./drawing.ts";
import { findingsOf, lostSeats } from "./findings.ts";
import { did, historyOf, redone, undone } from "./history.ts";
import { type RowLayout, readLayout } from "./lay-rows.ts";
import { ROW_SCHEMES, rowName, rowSchemeOf, SEAT_SCHEMES, seatNumber, seatSchemeOf } from "./row-names.ts";
import {
  addSection,
  categorizeZone,
  changeRows,
  copyZone,
  moveZone,
  type RowChange,
  removeSeats,
  removeZone,
  renameZone,
  turnZone,
} from "./sections.ts";
import { snapLinesOf, snapped } from "./snapping.ts";
import {
  addStanding,
  boxCorners,
  changeStanding,
  intoFrame,
  markSeats,
  renameCategory,
  setFocalPoint,
  setStage,
} from "./things.ts";

/** Keys that count up, so that a test reads the same each time. */
function keys(): () => string {
  let last = 0;
  return () => `key-${++last}`;
}

const STRAIGHT: RowLayout = { at: [500, 300], turn: 0, seatPitch: 27.5, rowPitch: 45, radius: 0 };

function little(newKey = keys(), layout = STRAIGHT): Drawing {
  const wanted = { name: "Stalls", category: "Standard", layout, rows: 4, seats: 6 };
  return addSection(blankDrawing("Little house", "Standard"), wanted, newKey);
}

const keysOf = ({ plan }: Drawing) => plan.zones.flatMap((zone) => seatsOf(zone).map(({ seat_guid }) => seat_guid));

type Operation = (drawing: Drawing, newKey: () => string) => Drawing;

const rowChange: fc.Arbitrary<RowChange> = fc.record(
  {
    rows: fc.integer({ min: 1, max: 8 }),
    seats: fc.integer({ min: 1, max: 9 }),
    seatPitch: fc.integer({ min: 20, max: 40 }),
    rowPitch: fc.integer({ min: 30, max: 60 }),
    radius: fc.constantFrom(0, 300, 800),
    rowScheme: fc.constantFrom(...ROW_SCHEMES),
    seatScheme: fc.constantFrom(...SEAT_SCHEMES),
  },
  { requiredKeys: [] },
);

const zoneAt = fc.nat({ max: 3 });
const length = fc.integer({ min: -400, max: 400 });
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.constant<Operation>((drawing, newKey) => {
    const layout = { ...STRAIGHT, at: [900, 300] as const };
    return addSection(drawing, { name: "Side", category: "Standard", layout, rows: 2, seats: 3 }, newKey);
  }),
  fc.tuple(zoneAt, rowChange).map(
    ([at, change]): Operation =>
      (drawing, newKey) =>
        changeRows(drawing, at, change, newKey),
  ),
  fc.tuple(zoneAt, length, length).map(
    ([at, x, y]): Operation =>
      (drawing) =>
        moveZone(drawing, at, [x, y]),
  ),
  fc.tuple(zoneAt, fc.double({ min: -3, max: 3, noNaN: true })).map(
    ([at, angle]): Operation =>
      (drawing) =>
        turnZone(drawing, at, angle, [0, 0]),
  ),
  zoneAt.map(
    (at): Operation =>
      (drawing, newKey) =>
        copyZone(drawing, at, [20, 20], newKey),
  ),
  fc.tuple(zoneAt, fc.string({ minLength: 1, maxLength: 8 })).map(
    ([at, name]): Operation =>
      (drawing) =>
        renameZone(drawing, at, name),
  ),
  zoneAt.map(
    (at): Operation =>
      (drawing) =>
        categorizeZone(drawing, at, "Standard"),
  ),
  fc.constant<Operation>((drawing) => markSeats(drawing, "wheelchair", keysOf(drawing).slice(0, 2), true)),
  fc.constant<Operation>((drawing) => setStage(drawing, { label: "Stage", outline: boxCorners([0, 0], [200, 60]) })),
  fc.constant<Operation>((drawing) => setFocalPoint(drawing, [100, 30])),
  fc.constant<Operation>((drawing) => renameCategory(drawing, "Standard", "Best")),
  fc.constant<Operation>((drawing) =>
    addStanding(drawing, { name: "Pit", capacity: 40, category: "Standard", outline: boxCorners([0, 80], [300, 200]) }),
  ),
);
const shrinking: fc.Arbitrary<Operation> = fc.oneof(
  zoneAt.map(
    (at): Operation =>
      (drawing) =>
        removeZone(drawing, at),
  ),
  fc.array(fc.nat({ max: 40 })).map(
    (chosen): Operation =>
      (drawing) =>
        removeSeats(drawing, new Set(chosen.map((at) => keysOf(drawing)[at] ?? ""))),
  ),
);

describe("any operations, one after another", () => {
  test("undone in turn give the very drawing they began with, and done again the last", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(operation, shrinking), { maxLength: 12 }), (operations) => {
        const newKey = keys();
        const first = little(newKey);
        let history = historyOf(first);
        for (const one of operations) history = did(history, one(history.present, newKey));
        const last = history.present;
        const steps = history.past.length;
        for (let step = 0; step < steps; step++) history = undone(history);
        expect(history.present).toBe(first);
        for (let step = 0; step < steps; step++) history = redone(history);
        expect(history.present).toBe(last);
      }),
    );
  });

  test("never give one key to two seats, and leave what both formats read as written", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(operation, shrinking), { maxLength: 12 }), (operations) => {
        const newKey = keys();
        let drawing = little(newKey);
        for (const one of operations) drawing = one(drawing, newKey);
        expect(new Set(keysOf(drawing)).size).toBe(keysOf(drawing).length);
        expect(pretixPlan.safeParse(drawing.plan).error).toBeUndefined();
        expect(sidecarFile.safeParse(drawing.sidecar).error).toBeUndefined();
      }),
    );
  });

  test("leave other zones the very same, and their own seats with their keys", () => {
    fc.assert(
      fc.property(rowChange, (change) => {
        const newKey = keys();
        const before = copyZone(little(newKey), 0, [400, 0], newKey);
        const after = changeRows(before, 1, change, newKey);
        expect(after.plan.zones[0]).toBe(before.plan.zones[0]);
        const [was, is] = [before.plan.zones[1], after.plan.zones[1]];
        for (const [row, { seats }] of (was?.rows ?? []).entries()) {
          const kept = is?.rows[row]?.seats ?? [];
          const expected = seats.slice(0, kept.length).map(({ seat_guid }) => seat_guid);
          expect(kept.slice(0, seats.length).map(({ seat_guid }) => seat_guid)).toEqual(expected);
        }
      }),
    );
  });
});

describe.each([
  { name: "arena", generate: arena },
  { name: "theatre", generate: theatre },
  { name: "club", generate: club },
])("the $name", ({ generate }) => {
  test("exported and imported again is the same drawing, to the letter, and the same chart", () => {
    const drawing = generate();
    const plan = JSON.stringify(drawing.plan);
    const sidecar = JSON.stringify(drawing.sidecar);
    const [read, beside] = [readPretixPlan(plan), readSidecar(sidecar)];
    expect([...read.defects, ...beside.defects]).toEqual([]);
    if (!read.plan || !beside.sidecar) throw new Error("What was written cannot be read.");
    expect(read.plan).toEqual(drawing.plan);
    expect(beside.sidecar).toEqual(JSON.parse(sidecar));
    expect(compileChart(read.plan, beside.sidecar)).toEqual(compileChart(drawing.plan, drawing.sidecar));
  });
});

describe("rows", () => {
  test.each([
    ["straight", STRAIGHT],
    ["turned", { ...STRAIGHT, turn: 0.7 }],
    ["curved", { ...STRAIGHT, radius: 400 }],
    ["curved and turned", { ...STRAIGHT, radius: 900, turn: -2.2 }],
  ])("that are %s are read as they were laid", (_, layout) => {
    const [zone] = little(keys(), layout).plan.zones;
    if (!zone) throw new Error("no section");
    const read = readLayout(zone);
    expect(read.seatPitch).toBeCloseTo(layout.seatPitch, 0);
    expect(read.rowPitch).toBeCloseTo(layout.rowPitch, 0);
    expect(Math.abs(read.radius - layout.radius)).toBeLessThan(layout.radius * 0.05 + 1);
    expect(Math.cos(read.turn - layout.turn)).toBeCloseTo(1, 2);
  });

  test("more rows stand behind those that are there, which do not move", () => {
    const newKey = keys();
    const before = little(newKey);
    const after = changeRows(before, 0, { rows: 6 }, newKey);
    const rows = after.plan.zones[0]?.rows ?? [];
    expect(rows.map(({ row_number }) => row_number)).toEqual(["A", "B", "C", "D", "E", "F"]);
    expect(rows.slice(0, 4)).toEqual(before.plan.zones[0]?.rows);
    expect(findingsOf(after)).toEqual([]);
  });

  test("a wider row gets its new seats at the right, with numbers that go on", () => {
    const newKey = keys();
    const [zone] = changeRows(little(newKey), 0, { seats: 8 }, newKey).plan.zones;
    expect(zone?.rows[0]?.seats.map(({ seat_number }) => seat_number)).toEqual([
      "1",
      "2",
      "3",
      "4",
      "5",
      "6",
      "7",
      "8",
    ]);
  });

  test.each(ROW_SCHEMES)("named by %s are known by it again", (scheme) => {
    const names = Array.from({ length: 30 }, (_, row) => rowName(scheme, row, 2));
    expect(rowSchemeOf(names)).toEqual({ scheme, start: 2 });
  });

  test.each(SEAT_SCHEMES)("numbered %s are known by it again", (scheme) => {
    const rows = [5, 7].map((count) => Array.from({ length: count }, (_, seat) => seatNumber(scheme, seat, count)));
    expect(seatSchemeOf(rows)?.scheme).toBe(scheme);
  });

  test("moving a section leaves its rows the very same", () => {
    const before = little();
    const after = moveZone(before, 0, [10, 5]);
    expect(after.plan.zones[0]?.rows).toBe(before.plan.zones[0]?.rows);
    const [zone] = after.plan.zones;
    const row = zone?.rows[0];
    const seat = row?.seats[0];
    if (!zone || !row || !seat) throw new Error("no seat");
    expect(spotOf(zone, row, seat)).toEqual([441.25, 305]);
  });
});

describe("what wants mending", () => {
  test("nothing in a section as it is laid", () => expect(findingsOf(little())).toEqual([]));

  test("a drawing without seats", () => {
    expect(findingsOf(blankDrawing("Empty", "Standard"))).toMatchObject([{ code: "noSeats" }]);
  });

  test("a wheelchair place without a companion seat in its section, until it has one", () => {
    const marked = markSeats(little(), "wheelchair", ["key-1"], true);
    expect(findingsOf(marked)).toMatchObject([{ code: "noCompanion", row: "A", seat: "1", count: 1, keys: ["key-1"] }]);
    expect(findingsOf(markSeats(marked, "companion", ["key-2"], true))).toEqual([]);
  });

  test("two seats of one name", () => {
    const named = changeRows(little(), 0, { rowScheme: "letters" }, keys());
    const [zone] = named.plan.zones;
    const rows = zone?.rows.map((row) => ({ ...row, row_number: "A" })) ?? [];
    const twice = { ...named, plan: { ...named.plan, zones: zone ? [{ ...zone, rows }] : [] } };
    expect(findingsOf(twice)).toHaveLength(6);
    expect(findingsOf(twice)[0]).toMatchObject({ code: "sameName", row: "A", seat: "1", count: 4 });
  });

  test("seats that stand in each other", () => {
    const crowded = changeRows(little(), 0, { rowPitch: 5 }, keys());
    expect(findingsOf(crowded).some(({ code }) => code === "seatsTouch")).toBe(true);
  });

  test("a seat that others left alone", () => {
    const alone = removeSeats(little(), new Set(["key-3", "key-4", "key-5"]));
    const wide = removeSeats(alone, new Set(["key-2"]));
    expect(findingsOf(wide)).toMatchObject([
      { code: "seatAlone", row: "A", seat: "1" },
      { code: "seatAlone", row: "A", seat: "6" },
    ]);
  });
});

test("a wheelchair place that becomes a companion seat is no wheelchair place any more", () => {
  const marked = markSeats(markSeats(little(), "wheelchair", ["key-1"], true), "companion", ["key-1"], true);
  expect(marked.sidecar.marks).toEqual({ wheelchair: [], companion: ["key-1"], restrictedView: [] });
});

test("marks go with the seats they stand on", () => {
  const marked = markSeats(little(), "wheelchair", ["key-1", "key-9"], true);
  expect(removeSeats(marked, new Set(["key-1"])).sidecar.marks?.wheelchair).toEqual(["key-9"]);
  expect(removeZone(marked, 0).sidecar.marks?.wheelchair).toEqual([]);
});

test("a box that is moved near another's edge comes to lie on it", () => {
  const lines = snapLinesOf([{ from: [100, 100], to: [200, 200] }]);
  const box = { from: [0, 0], to: [50, 50] } as const;
  expect(snapped(box, [98, 30], lines, 5)).toEqual({ by: [100, 30], x: 100, y: null });
  expect(snapped(box, [60, 60], lines, 5).by).toEqual([60, 60]);
});

test("a seat that somebody has is missed as soon as it is gone, a standing place when fewer may stand", () => {
  const area = { name: "Pit", capacity: 3, category: "Standard", outline: boxCorners([0, 80], [300, 200]) };
  const drawing = addStanding(little(), area);
  const owned = new Set(["key-1", "key-2", "Pit:3"]);
  expect(lostSeats(drawing, owned)).toEqual([]);
  expect(lostSeats(removeSeats(drawing, new Set(["key-2"])), owned)).toEqual(["key-2"]);
  expect(lostSeats(changeStanding(drawing, 0, { capacity: 2 }), owned)).toEqual(["Pit:3"]);
});

test("what lies outside the frame that other tools show is exported inside it, as the same chart", () => {
  const away = setStage(moveZone(little(), 0, [-900, -700]), {
    label: "Stage",
    outline: boxCorners([-500, -600], [0, -550]),
  });
  const framed = intoFrame(away);
  expect(extentOf(framed)?.from).toEqual([50, 50]);
  const names = (drawing: Drawing) => compileChart(drawing.plan, drawing.sidecar).seatKeys;
  expect(names(framed)).toEqual(names(away));
  expect(intoFrame(framed)).toBe(framed);
});
