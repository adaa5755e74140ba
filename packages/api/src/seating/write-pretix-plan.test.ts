import { describe, expect, test } from "vitest";
import { compileChart } from "./compile-chart.ts";
import { arena } from "./generators/arena.ts";
import { club } from "./generators/club.ts";
import { theatre } from "./generators/theatre.ts";
import type { ChartGeometry } from "./geometry.ts";
import { readPretixPlan } from "./pretix-plan.ts";
import { reviseChart } from "./revise-chart.ts";
import { readSidecar } from "./sidecar.ts";
import { writePretixPlan } from "./write-pretix-plan.ts";

const namesOf = ({ sections }: ChartGeometry) =>
  sections.map(({ name, rows, standing }) => ({ name, standing, rows: rows.map((row) => [row.name, row.labels]) }));

const spotsOf = ({ sections }: ChartGeometry) =>
  sections.flatMap((section) => section.rows.flatMap((row) => [...row.x, ...row.y]));

function compileTexts(plan: string, sidecar: string) {
  const read = readPretixPlan(plan);
  const beside = readSidecar(sidecar);
  expect([...read.defects, ...beside.defects]).toEqual([]);
  if (!read.plan || !beside.sidecar) throw new Error("What was written cannot be read.");
  return compileChart(read.plan, beside.sidecar);
}

describe.each([
  { name: "arena", generate: arena },
  { name: "theatre", generate: theatre },
  { name: "club", generate: club },
])("the $name", ({ generate }) => {
  const house = generate();
  const chart = compileChart(house.plan, house.sidecar);

  test("written as a plan and read again is the same chart", () => {
    const { plan, sidecar } = writePretixPlan(chart);
    const again = compileTexts(JSON.stringify(plan), JSON.stringify(sidecar));
    expect(again.seatKeys).toEqual(chart.seatKeys);
    expect(namesOf(again.geometry)).toEqual(namesOf(chart.geometry));
    expect(again.geometry.marks).toEqual(chart.geometry.marks);
    expect(again.geometry.categories).toEqual(chart.geometry.categories);
    // A plan has no scale of its own: it is measured by the seats' rounded distances, a thousandth more or less.
    const [before, after] = [spotsOf(chart.geometry), spotsOf(again.geometry)];
    const farthest = before.reduce((most, spot, i) => Math.max(most, Math.abs(spot - (after[i] ?? Infinity))), 0);
    expect(farthest).toBeLessThanOrEqual(20);
  });

  test("revised by its own plan is itself", () => {
    const { plan, sidecar } = writePretixPlan(chart);
    const { revision, removed } = reviseChart(chart, compileChart(plan, sidecar));
    expect(removed).toEqual([]);
    expect(revision.seatKeys).toEqual(chart.seatKeys);
    expect(namesOf(revision.geometry)).toEqual(namesOf(chart.geometry));
  });
});

test("a chart without a key for each seat is a mistake of ours", () => {
  const { plan, sidecar } = club();
  const { geometry } = compileChart(plan, sidecar);
  expect(() => writePretixPlan({ geometry, seatKeys: [] })).toThrow("has no key");
});
