import { describe, expect, test } from "vitest";
import { fixtureChart } from "./chart.fixture.ts";
import { indexChart, sectionAt } from "./chart-index.ts";
import { createHitTest } from "./hit-test.ts";
import { detailOf } from "./level-of-detail.ts";
import { placeRowNames } from "./row-names.ts";
import { between, confined, fitted, NO_INSETS, toChart, toScreen, type Viewport, zoomedAt } from "./viewport.ts";

const view: Viewport = { x: 300, y: -40, scale: 0.4, turn: 0.7, width: 390, height: 844 };

describe("the view", () => {
  test("a chart point goes to the screen and back", () => {
    const [x, y] = toChart(view, ...toScreen(view, 123, 456));
    expect(x).toBeCloseTo(123);
    expect(y).toBeCloseTo(456);
  });

  test("zooming keeps the point under the finger", () => {
    const before = toChart(view, 50, 700);
    const after = toChart(zoomedAt(view, 2, 50, 700), 50, 700);
    expect(after[0]).toBeCloseTo(before[0]);
    expect(after[1]).toBeCloseTo(before[1]);
  });

  test("fitted points lie inside what the insets leave free, at any turn", () => {
    const insets = { top: 60, right: 10, bottom: 300, left: 28 };
    const points = [
      [-500, -100],
      [2000, -100],
      [2000, 900],
    ] as const;
    for (const turn of [0, 0.6, -2, Math.PI]) {
      const fit = fitted({ width: 390, height: 844 }, { points, turn, insets, padding: 8 });
      for (const [x, y] of points.map(([px, py]) => toScreen(fit, px, py))) {
        expect(x).toBeGreaterThanOrEqual(28 + 8 - 0.01);
        expect(x).toBeLessThanOrEqual(390 - 10 - 8 + 0.01);
        expect(y).toBeGreaterThanOrEqual(60 + 8 - 0.01);
        expect(y).toBeLessThanOrEqual(844 - 300 - 8 + 0.01);
      }
    }
  });

  test("a move begins where it was and ends where it should, by the shorter turn", () => {
    const to = { ...view, x: 900, scale: 3, turn: view.turn + 1.9 * Math.PI };
    expect(between(view, to, 0)).toMatchObject({ x: 300, scale: 0.4 });
    expect(between(view, to, 1).x).toBeCloseTo(900);
    expect(between(view, to, 1).turn).toBeCloseTo(view.turn - 0.1 * Math.PI);
  });

  test("nobody can leave the chart or its scales", () => {
    const bounds = { x: 0, y: 0, width: 100, height: 100 };
    const held = confined({ ...view, x: 900, y: -900, scale: 99 }, bounds, { minScale: 0.1, maxScale: 2 });
    expect(held).toMatchObject({ x: 100, y: 0, scale: 2 });
  });
});

describe("detail", () => {
  test.each([
    [0.9, "tints"],
    [5.9, "tints"],
    [6, "shapes"],
    [12, "rows"],
    [23.9, "rows"],
    [24, "numbers"],
  ])("a pitch of %f px draws %s", (pitch, detail) => expect(detailOf(pitch)).toBe(detail));
});

describe("pointing at a seat", () => {
  const chart = indexChart(fixtureChart({ sections: 3, rows: 10, seats: 20 }, 50));
  const hits = createHitTest(chart);

  test("the nearest seat is the one that measuring every seat finds", () => {
    for (let i = 0; i < 300; i++) {
      const [x, y] = [((i * 97) % 4200) - 200, ((i * 53) % 1400) - 300];
      const reach = 60 + (i % 5) * 90;
      let [best, far] = [null as number | null, reach];
      for (let seat = 0; seat < chart.seatCount; seat++) {
        const distance = Math.hypot((chart.x[seat] as number) - x, (chart.y[seat] as number) - y);
        if (distance <= far) [best, far] = [seat, distance];
      }
      const found = hits.nearest(x, y, reach);
      if (best === null || found === null) expect(found).toBe(best);
      else expect(Math.hypot((chart.x[found] as number) - x, (chart.y[found] as number) - y)).toBeCloseTo(far);
    }
  });

  test("a seat that is not accepted gives way to its neighbour", () => {
    expect(hits.nearest(0, 0, 100)).toBe(0);
    expect(hits.nearest(0, 0, 100, (index) => index !== 0)).toBe(1);
    expect(hits.nearest(0, 0, 40, (index) => index !== 0)).toBeNull();
  });

  test("in a house of 100,000 a seat is found in well under a millisecond", () => {
    const big = indexChart(fixtureChart({ sections: 50, rows: 40, seats: 50 }));
    const bigHits = createHitTest(big);
    const rounds = 20_000;
    const start = performance.now();
    for (let i = 0; i < rounds; i++) bigHits.nearest((i * 7919) % 130_000, (i * 31) % 3600, 55);
    // The promise is 50 µs; a busy machine is given some room.
    expect(((performance.now() - start) * 1000) / rounds).toBeLessThan(200);
  });

  test("a section is found by its outline, and between sections there is none", () => {
    expect(sectionAt(chart, 100, 100)).toBe(0);
    expect(sectionAt(chart, 1300, 100)).toBe(1);
    expect(sectionAt(chart, 1100, 100)).toBeNull();
  });
});

describe("row names", () => {
  const chart = indexChart(fixtureChart({ sections: 1, rows: 5, seats: 30 }));
  const all = () => true;

  test("stand at both ends of a row that is in sight", () => {
    const points = chart.sections[0]?.section.outline ?? [];
    const whole = fitted({ width: 1600, height: 800 }, { points, turn: 0, insets: NO_INSETS, padding: 60 });
    const { ends, strip } = placeRowNames(chart, whole, all);
    expect(ends.map((name) => name.text).sort()).toEqual(["A", "A", "B", "B", "C", "C", "D", "D", "E", "E"]);
    expect(strip).toEqual([]);
  });

  test("move to the strip, in order, when the left ends are out of sight", () => {
    const { strip } = placeRowNames(chart, { x: 700, y: 180, scale: 0.5, turn: 0, width: 390, height: 400 }, all);
    expect(strip.map((name) => name.text)).toEqual(["A", "B", "C", "D", "E"]);
  });

  test("are not drawn over each other", () => {
    const { strip } = placeRowNames(chart, { x: 700, y: 180, scale: 0.1, turn: 0, width: 60, height: 400 }, all);
    for (const [i, name] of strip.slice(1).entries()) expect(name.y - (strip[i]?.y ?? 0)).toBeGreaterThanOrEqual(14);
  });

  test("a section stands upright when its front row is at the top", () => {
    expect(chart.sections[0]?.uprightTurn).toBeCloseTo(0);
  });

  test("a section whose front rows are cut off on one side stands as straight as its whole rows", () => {
    const house = fixtureChart({ sections: 1, rows: 5, seats: 30 });
    const cut = house.sections.map((section) => ({
      ...section,
      rows: section.rows.map((row, at) => {
        const count = 10 + at * 5;
        return { ...row, count, x: row.x.slice(0, count), y: row.y.slice(0, count) };
      }),
    }));
    expect(indexChart({ ...house, sections: cut }).sections[0]?.uprightTurn).toBeCloseTo(0);
  });

  test("where rows run towards the stage, the front row is up", () => {
    const house = fixtureChart({ sections: 1, rows: 5, seats: 30 });
    expect(indexChart({ ...house, focalPoint: [-9_000, 300] }).sections[0]?.uprightTurn).toBeCloseTo(0);
  });
});
