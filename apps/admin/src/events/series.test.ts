import { expect, test } from "vitest";
import { type SeriesDraft, seriesOf, weeksAfter } from "./series.ts";

const AMSTERDAM = "Europe/Amsterdam";
const draft: SeriesDraft = { weekdays: [6], from: "2026-10-17", until: "2026-10-31", times: ["20:00"] };

test("a weekly evening stays at its hour when the clocks go back", () => {
  expect(seriesOf(draft, AMSTERDAM).startsAt).toEqual([
    "2026-10-17T18:00:00.000Z",
    "2026-10-24T18:00:00.000Z",
    "2026-10-31T19:00:00.000Z",
  ]);
});

test("several times of several weekdays come in order, each once", () => {
  const wanted = { ...draft, weekdays: [7, 6], until: "2026-10-18", times: ["20:00", "15:00", "20:00"] };
  expect(seriesOf(wanted, "Asia/Tokyo").startsAt).toEqual([
    "2026-10-17T06:00:00.000Z",
    "2026-10-17T11:00:00.000Z",
    "2026-10-18T06:00:00.000Z",
    "2026-10-18T11:00:00.000Z",
  ]);
});

test.each([
  ["days", { from: "2026-11-01" }],
  ["days", { until: "" }],
  ["times", { times: [] }],
  ["times", { times: ["20:00", ""] }],
  ["weekdays", { weekdays: [] }],
  ["none", { until: "2026-10-17", weekdays: [1] }],
  ["many", { weekdays: [1, 2, 3, 4, 5, 6, 7], until: "2027-10-17" }],
  ["many", { weekdays: [1, 2, 3, 4, 5, 6, 7], until: "9999-10-17" }],
] as const)("says %s when that is what stands in the way", (problem, part) => {
  expect(seriesOf({ ...draft, ...part }, AMSTERDAM)).toEqual({ startsAt: [], problem });
});

test("begins with the same evening of the next four weeks", () => {
  expect(weeksAfter("2026-12-27T19:30")).toEqual({
    ...{ weekdays: [7], from: "2026-12-28", until: "2027-01-24", times: ["19:30"] },
  });
});
