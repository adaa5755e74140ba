import type { AgendaItemView } from "@usher/api/contract";
import { expect, test } from "vitest";
import { agendaDays, dayToShow } from "./agenda-days.ts";

const item = (startsAt: string): AgendaItemView => ({
  ...{ id: startsAt, startsAt, endsAt: null, title: startsAt, place: "", speaker: "" },
});
const items = ["2026-11-13T23:30:00Z", "2026-11-14T09:00:00Z", "2026-11-15T22:59:00Z", "2026-11-15T23:00:00Z"].map(
  item,
);

test("a day is the one on the venue's wall, not the reader's nor the server's", () => {
  const of = (zone: string) => agendaDays(items, zone).map(({ day, items: on }) => `${day} ${on.length}`);
  expect(of("Europe/Amsterdam")).toEqual(["2026-11-14 2", "2026-11-15 1", "2026-11-16 1"]);
  expect(of("UTC")).toEqual(["2026-11-13 1", "2026-11-14 1", "2026-11-15 2"]);
});

test("no agenda has no days", () => {
  expect(agendaDays([], "UTC")).toEqual([]);
  expect(dayToShow([], Date.parse("2026-11-14T12:00:00Z"), "UTC")).toBe("");
});

test.each([
  ["weeks before, the first day", "2026-10-01T12:00:00Z", "2026-11-14"],
  ["on a day of it, that day, by the venue's clock", "2026-11-14T23:30:00Z", "2026-11-15"],
  ["when all is over, the last day", "2026-12-01T12:00:00Z", "2026-11-16"],
])("%s is shown", (_, now, day) => {
  const zone = "Europe/Amsterdam";
  expect(dayToShow(agendaDays(items, zone), Date.parse(now), zone)).toBe(day);
});
