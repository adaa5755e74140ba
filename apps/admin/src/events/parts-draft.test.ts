import { expect, test } from "vitest";
import { cellCountOf, noParts, type PartsDraft, partsOfCells, proposeFares, readParts } from "./parts-draft.ts";

const stop = (key: string, name: string, arrives: string, leaves: string) => ({
  key,
  name,
  chinese: "",
  arrives,
  leaves,
});
const journey: PartsDraft = {
  ...noParts,
  kind: "stops",
  stops: [
    stop("a", "Rotterdam", "", "2026-11-14T19:12"),
    stop("b", "Cologne", "2026-11-14T22:37", "2026-11-14T22:50"),
    stop("c", "Vienna", "2026-11-15T09:12", ""),
  ],
};
const setting = { timeZone: "Europe/Amsterdam", currency: "EUR", sold: [0, 1], before: null };

test("stops become legs from one to the next, by the venue's clock", () => {
  const { cells, problems } = readParts(journey, setting);
  expect(problems).toEqual([]);
  expect(cells).toMatchObject([
    {
      fromName: "Rotterdam",
      toName: "Cologne",
      startsAt: "2026-11-14T18:12:00.000Z",
      endsAt: "2026-11-14T21:37:00.000Z",
    },
    { fromName: "Cologne", toName: "Vienna", startsAt: "2026-11-14T21:50:00.000Z", endsAt: "2026-11-15T08:12:00.000Z" },
  ]);
});

test("days become cells without stops", () => {
  const days = [{ key: "1", opens: "2026-11-14T10:00", closes: "2026-11-14T18:00" }];
  const { cells } = readParts({ ...noParts, kind: "days", days }, setting);
  expect(cells).toMatchObject([{ fromName: null, toName: null, startsAt: "2026-11-14T09:00:00.000Z" }]);
  expect(cellCountOf({ ...noParts, kind: "days", days })).toBe(1);
  expect(readParts(noParts, setting)).toMatchObject({ cells: [], problems: [] });
});

test("each row that cannot be read is named once", () => {
  const stops = journey.stops.map((one) => (one.key === "b" ? { ...one, name: " ", arrives: "", leaves: "" } : one));
  expect(readParts({ ...journey, stops }, setting).problems).toEqual(["stop b"]);
  expect(readParts({ ...noParts, kind: "days" }, setting).problems).toEqual(["parts"]);
});

test("a part has a price in every category or in none", () => {
  const whole = readParts({ ...journey, fares: { "0 1": { 0: "25", 1: "30,50" } } }, setting);
  expect([whole.faresOf(0), whole.faresOf(1)]).toEqual([
    [{ from: 0, to: 1, faceMinor: 2_500 }],
    [{ from: 0, to: 1, faceMinor: 3_050 }],
  ]);
  expect(readParts({ ...journey, fares: { "1 2": { 0: "25" } } }, setting).problems).toEqual(["fare 1 2"]);
  expect(readParts({ ...journey, fares: { "1 2": { 0: "25", 1: "x" } } }, setting).problems).toEqual(["fare 1 2"]);
});

test("of three legs there are five parts besides the whole", () => {
  expect(partsOfCells(3).map(({ key }) => key)).toEqual(["0 1", "1 2", "2 3", "0 2", "1 3"]);
  expect(partsOfCells(1)).toEqual([]);
});

test("proposed fares grow with the way, stay below the whole, and leave what was typed", () => {
  const { cells } = readParts(journey, setting);
  const faces = [{ chartCategory: 0, faceMinor: 10_000 }];
  const fares = proposeFares({ ...journey, fares: { "0 1": { 0: "19" } } }, cells, faces, "EUR");
  expect(fares["0 1"]?.[0]).toBe("19");
  const long = Number(fares["1 2"]?.[0]);
  expect(long).toBeGreaterThan(75);
  expect(long).toBeLessThan(100);
});
