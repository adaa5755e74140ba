import { expect, test } from "vitest";
import { instantAt, venueTime } from "./venue-time.ts";

test.each([
  ["2026-11-14T20:00", "Europe/Amsterdam", "2026-11-14T19:00:00.000Z"],
  ["2026-07-14T20:00", "Europe/Amsterdam", "2026-07-14T18:00:00.000Z"],
  ["2026-07-14T00:30", "Asia/Tokyo", "2026-07-13T15:30:00.000Z"],
  ["2026-07-14T20:00", "America/New_York", "2026-07-15T00:00:00.000Z"],
])("%s in %s is one instant, and reads the same again", (text, zone, iso) => {
  expect(instantAt(text, zone)).toBe(iso);
  expect(venueTime(iso, zone)).toBe(text);
});

test("the hour that clocks skip and the hour they repeat have an instant", () => {
  expect(instantAt("2026-03-29T02:30", "Europe/Amsterdam")).toBe("2026-03-29T01:30:00.000Z");
  expect(instantAt("2026-10-25T02:30", "Europe/Amsterdam")).toBe("2026-10-25T00:30:00.000Z");
});

test("what is no time is none", () => {
  expect(instantAt("", "UTC")).toBeNull();
  expect(instantAt("2026-13-40T99:00", "UTC")).toBeNull();
});
