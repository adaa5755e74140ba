import { expect, test } from "vitest";
import { countdown, dayAndTime, dayOf, fullInstant, longDate, shortDate, timeOfDay } from "./instants.ts";

const evening = "2026-11-14T19:00:00Z";

test.each([
  [timeOfDay(evening, "Europe/Amsterdam", "en"), "20:00"],
  [dayOf(evening, "Europe/Amsterdam", "en"), "Sat 14 Nov"],
  [dayOf(evening, "Europe/Amsterdam", "zh"), "11月14日 周六"],
  [shortDate(evening, "Europe/Amsterdam", "en"), "14 Nov"],
  [longDate(evening, "Europe/Amsterdam", "en"), "14 November"],
  [longDate(evening, "Europe/Amsterdam", "zh"), "11月14日"],
  [dayAndTime(evening, "Europe/Amsterdam", "en"), "Sat 14 Nov, 20:00"],
  [fullInstant(evening, "Europe/Amsterdam", "en"), "Sat 14 Nov 2026, 20:00"],
  [fullInstant(evening, "Europe/Amsterdam", "zh"), "2026年11月14日 周六 20:00"],
  [dayAndTime(evening, "Asia/Tokyo", "en"), "Sun 15 Nov, 04:00"],
  [timeOfDay("2026-03-01T00:05:00Z", "UTC", "en"), "00:05"],
])("times are the venue's and read alike everywhere: %s", (shown, meant) => {
  expect(shown).toBe(meant);
});

test.each([
  [462, "7:42"],
  [59.2, "1:00"],
  [5, "0:05"],
  [-3, "0:00"],
])("%s seconds read %s", (seconds, read) => {
  expect(countdown(seconds)).toBe(read);
});
