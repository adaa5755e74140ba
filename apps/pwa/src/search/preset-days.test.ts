import { daysLater } from "@usher/api/contract";
import { expect, test } from "vitest";
import { presetDays, presetOf } from "./preset-days.ts";

test("on each day of the week five stretches are offered, no two of the same days, each found again by its days", () => {
  for (let weekday = 0; weekday < 7; weekday++) {
    const today = daysLater("2026-11-16", weekday);
    const presets = presetDays(today);
    expect(presets).toHaveLength(5);
    expect(presets.map((days) => presetOf(days, today))).toEqual(presets.map(({ name }) => name));
    for (const { fromDay, untilDay } of presets) expect(fromDay >= today && untilDay >= fromDay).toBe(true);
  }
});

test("the weekend is Friday to Sunday, on a Saturday what is left of it, on a Sunday the next one", () => {
  const weekend = (today: string) => presetDays(today)[2];
  expect(weekend("2026-11-18")).toEqual({ name: "weekend", fromDay: "2026-11-20", untilDay: "2026-11-22" });
  expect(weekend("2026-11-21")).toEqual({ name: "weekend", fromDay: "2026-11-21", untilDay: "2026-11-22" });
  expect(weekend("2026-11-22")).toEqual({ name: "nextWeekend", fromDay: "2026-11-27", untilDay: "2026-11-29" });
});

test("days of no name have none", () => {
  expect(presetOf({ fromDay: null, untilDay: null }, "2026-11-22")).toBeNull();
  expect(presetOf({ fromDay: "2026-11-22", untilDay: null }, "2026-11-22")).toBeNull();
});
