import { expect, test } from "vitest";
import { seatNameIn, writtenSeat } from "./seat-name.ts";

test.each([
  [{ section: "109", row: "G", seat: "12" }, "109, row G, seat 12", "109 区 G 排 12 座"],
  [{ section: "Stalls, left", row: "AA", seat: "3b" }, "Stalls, left, row AA, seat 3b", "Stalls, left 区 AA 排 3b 座"],
])("a numbered seat is kept in one way and read in two: %j", (seat, english, chinese) => {
  const written = writtenSeat(seat);
  expect([written, seatNameIn(written, "en"), seatNameIn(written, "zh")]).toEqual([english, english, chinese]);
});

test("a standing place has the name of its section", () => {
  expect([seatNameIn("Floor", "en"), seatNameIn("Floor", "zh")]).toEqual(["Floor", "Floor"]);
});
