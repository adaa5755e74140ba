import { describe, expect, test } from "vitest";
import { fixtureChart } from "./chart.fixture.ts";
import { chosenGroups, groupSeatNumbers } from "./chosen-groups.ts";
import { seatBeside, sectionBeside } from "./grid-steps.ts";
import { describeSeat } from "./labels.ts";
import { stateCodeOf, stateCodesOf } from "./seat-byte.ts";
import { leftInFilter, listedRows, listedSections, wrapped } from "./seat-runs.ts";
import { createSeatMapStore, type SeatMapEvent } from "./store.ts";

const geometry = fixtureChart({ sections: 2, rows: 3, seats: 10 }, 20);
const FREE = 0x40;
const SOLD = 0x42;
const HELD = 0x48;

function open(changes: Record<number, string> = {}, limit = 4) {
  const bytes = Array.from({ length: geometry.seatCount }, (_, index) => changes[index] ?? "@").join("");
  let time = 1000;
  const store = createSeatMapStore({
    geometry,
    bytes,
    tierOfCategory: [1, 3],
    priceOfCategory: ["€80.00", "€50.00"],
    limit,
    now: () => time,
  });
  const events: SeatMapEvent[] = [];
  store.onEvent((event) => events.push(event));
  const wait = (milliseconds: number) => {
    time += milliseconds;
  };
  return { store, events, wait };
}

describe("categories of which no more are sold", () => {
  test("show their free seats as not for sale, and let go what was chosen of them", () => {
    const { store, events } = open({ 1: "B" });
    store.choose(0);
    store.choose(30);
    store.closeCategories(new Set([0]));
    expect([0, 1, 30].map((index) => store.stateOf(index))).toEqual(["closed", "sold", "free"]);
    expect(store.getSnapshot().chosen).toEqual([30]);
    expect(events).toContainEqual({
      type: "seatTaken",
      index: 0,
      next: expect.toSatisfy((next) => next === null || next >= 30),
    });
    expect(store.leftInCategory[0]).toBe(0);
    expect(store.choose(2)).toBe("notForSale");
  });

  test("hear what happens to them meanwhile, and come back as they are by then", () => {
    const { store } = open();
    store.closeCategories(new Set([0]));
    store.applyChanges([
      [2, SOLD],
      [3, HELD],
    ]);
    store.applyChanges([[3, FREE]]);
    expect([2, 3].map((index) => store.stateOf(index))).toEqual(["sold", "closed"]);
    store.replace(`${"@".repeat(5)}B${"@".repeat(geometry.seatCount - 6)}`);
    expect([2, 5].map((index) => store.stateOf(index))).toEqual(["closed", "sold"]);
    const { version } = store.getSnapshot();
    store.closeCategories(new Set([0]));
    expect(store.getSnapshot().version).toBe(version);
    store.closeCategories(new Set());
    expect([2, 5].map((index) => store.stateOf(index))).toEqual(["free", "sold"]);
    expect(store.leftInCategory[0]).toBeGreaterThan(0);
  });
});

describe("availability bytes", () => {
  test.each([
    ["@", 0],
    ["A", 1],
    ["B", 2],
    ["C", 3],
    ["H", 4],
    ["I", 4],
    ["J", 2],
    ["K", 3],
  ])("%s reads as state %i", (byte, code) => expect(stateCodeOf(byte.charCodeAt(0))).toBe(code));

  test("a byte or a length that cannot be is refused", () => {
    expect(() => stateCodeOf(0x30)).toThrow();
    expect(() => stateCodeOf(0x44)).toThrow();
    expect(() => stateCodesOf("@@", 3)).toThrow();
  });
});

describe("choosing", () => {
  test("a free and a resale seat can be chosen, a sold or held one cannot", () => {
    const { store } = open({ 1: "A", 2: "B", 3: "H", 4: "C" });
    expect([0, 1, 2, 3, 4].map((index) => store.choose(index))).toEqual([
      "chosen",
      "chosen",
      "notForSale",
      "notForSale",
      "notForSale",
    ]);
    expect(store.getSnapshot().chosen).toEqual([0, 1]);
  });

  test("no more places than the limit, standing places counted", () => {
    const { store, events } = open({}, 3);
    store.choose(0);
    expect(store.setStanding(2, 5)).toBe(2);
    expect(store.choose(1)).toBe("limitReached");
    expect(events.at(-1)).toEqual({ type: "limitReached", limit: 3 });
    expect(store.toggle(0)).toBe("letGo");
    expect(store.placesChosen()).toBe(2);
  });

  test("the snapshot is a new object after a change and the same one otherwise", () => {
    const { store } = open();
    const before = store.getSnapshot();
    store.applyChanges([[5, FREE]]);
    expect(store.getSnapshot()).toBe(before);
    store.applyChanges([[5, SOLD]]);
    expect(store.getSnapshot()).not.toBe(before);
  });
});

describe("a seat that goes", () => {
  test("leaves the choice and is told with the free seat beside it", () => {
    const { store, events } = open({ 4: "B" });
    store.choose(3);
    store.applyChanges([[3, HELD]]);
    expect(store.getSnapshot().chosen).toEqual([]);
    expect(events.at(-1)).toEqual({ type: "seatTaken", index: 3, next: 2 });
  });

  test("is told with the nearest like it, where its own row has none", () => {
    const { store, events } = open({ 8: "B" });
    store.choose(9);
    store.applyChanges([[9, SOLD]]);
    expect(events.at(-1)).toEqual({ type: "seatTaken", index: 9, next: 7 });
  });

  test("is no loss when it is our own hold that overtakes its answer", () => {
    const { store, events } = open();
    store.choose(3);
    store.expectHold([3]);
    store.applyChanges([[3, HELD]]);
    store.setHeld([3]);
    expect(events.some((event) => event.type === "seatTaken")).toBe(false);
    expect(store.getSnapshot()).toMatchObject({ held: [3], chosen: [] });
    expect(store.isMine(3)).toBe(true);
  });

  test("is told when the hold was refused because of it", () => {
    const { store, events } = open();
    store.choose(3);
    store.expectHold([3]);
    store.applyChanges([[3, HELD]]);
    store.setHeld([]);
    expect(events.at(-1)).toMatchObject({ type: "seatTaken", index: 3 });
  });

  test("is told after a whole new picture too", () => {
    const { store, events } = open();
    store.choose(3);
    store.replace("B".repeat(geometry.seatCount));
    expect(events.at(-1)).toEqual({ type: "seatTaken", index: 3, next: null });
    expect([...store.leftInSection]).toEqual([0, 0, 0]);
  });
});

test("what is left follows every change, by section and by category", () => {
  const { store } = open({ 0: "C" });
  expect([...store.leftInSection]).toEqual([29, 30, 20]);
  store.applyChanges([
    [1, SOLD],
    [30, HELD],
    [30, FREE],
  ]);
  expect([...store.leftInSection]).toEqual([28, 30, 20]);
  expect([...store.leftInCategory]).toEqual([48, 30]);
  expect([...store.offeredInSection]).toEqual([29, 30, 20]);
});

test("the last minute's sales are remembered for a minute", () => {
  const { store, wait } = open();
  store.applyChanges([[7, SOLD]]);
  wait(59_000);
  expect(store.soldWithin(60_000)).toEqual([7]);
  wait(2000);
  expect(store.soldWithin(60_000)).toEqual([]);
});

test("neighbours make one group; a gap or another row makes another", () => {
  const { store } = open();
  const groups = chosenGroups(store.chart, [9, 2, 3, 10, 5]);
  expect(groups.map((group) => group.indexes)).toEqual([[2, 3], [5], [9], [10]]);
  expect(groupSeatNumbers(store.chart, groups[0] as (typeof groups)[0])).toEqual(["3", "4"]);
});

describe("the list", () => {
  test("leaves sold seats out, keeps chosen ones, and joins neighbours", () => {
    const { store } = open({ 0: "B", 1: "B", 2: "B", 5: "B", 8: "A" });
    store.choose(4);
    const row = listedRows(store, 0)[0];
    expect(row?.runs).toEqual([
      { indexes: [3, 4], kind: "seat", joined: true },
      { indexes: [6, 7], kind: "seat", joined: true },
      { indexes: [8], kind: "resale", joined: false },
      { indexes: [9], kind: "seat", joined: true },
    ]);
  });

  test("shows only the filter's sections, the nearest to the stage first", () => {
    const { store } = open();
    expect(listedSections(store)).toContain(2);
    store.setFilter(1);
    expect(listedSections(store)).toEqual([1]);
    expect(leftInFilter(store, 0)).toBe(0);
  });

  test("a long run wraps without losing a seat", () => {
    const pieces = wrapped({ indexes: [1, 2, 3, 4, 5], joined: true }, 2);
    expect(pieces.map((piece) => piece.indexes)).toEqual([[1, 2], [3, 4], [5]]);
  });
});

describe("the keyboard", () => {
  const { store } = open();

  test("moves along the row and stops at its end", () => {
    expect(seatBeside(store.chart, 4, "right")).toBe(5);
    expect(seatBeside(store.chart, 9, "right")).toBe(9);
    expect(seatBeside(store.chart, 4, "rowStart")).toBe(0);
  });

  test("moves to the seat behind and in front, and stays in the section", () => {
    expect(seatBeside(store.chart, 4, "down")).toBe(14);
    expect(seatBeside(store.chart, 14, "up")).toBe(4);
    expect(seatBeside(store.chart, 4, "up")).toBe(4);
    expect(seatBeside(store.chart, 24, "down")).toBe(24);
  });

  test("goes to the next open section with seats and wraps round", () => {
    expect(sectionBeside(store.chart, 1, 1, () => true)).toBe(0);
    expect(sectionBeside(store.chart, 0, 1, (section) => section !== 1)).toBe(0);
  });
});

test("a seat is described with its place, price, state and marks", () => {
  const { store } = open();
  store.choose(0);
  expect(describeSeat(store, 0)).toEqual({
    section: "101",
    row: "A",
    seat: "1",
    price: "€80.00",
    state: "chosen",
    marks: ["wheelchair", "aisle"],
  });
  expect(describeSeat(store, 60)).toMatchObject({ section: "Floor", row: null, seat: null, state: "free", marks: [] });
});
