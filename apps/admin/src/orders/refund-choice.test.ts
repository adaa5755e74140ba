import type { OrderView } from "@usher/api/contract";
import { expect, test } from "vitest";
import { refundAmount, refundableSeats, seatKey } from "./refund-choice.ts";

type Line = OrderView["lines"][number];

function line(kind: Line["kind"], seatIndex: number, grossMinor: number, refundedMinor = 0): Line {
  return {
    id: `${kind}${seatIndex}`,
    kind,
    performanceId: "p",
    seatIndex,
    fromCell: 0,
    toCell: 1,
    section: "Stalls",
    row: "A",
    seat: String(seatIndex),
    categoryName: "Floor",
    grossMinor,
    netMinor: grossMinor,
    taxMinor: 0,
    taxRateBasisPoints: 0,
    refundedMinor,
  };
}

const order = {
  lines: [
    line("seat", 1, 8000),
    line("fee", 1, 550),
    line("seat", 2, 6000),
    line("fee", 2, 450),
    line("postage", -1, 300),
  ],
} as unknown as OrderView;
const chosen = (...indexes: number[]) =>
  new Set(indexes.map((seatIndex) => seatKey({ performanceId: "p", fromCell: 0, seatIndex })));

test("a seat is given back with its fee", () => {
  expect(refundAmount(order, chosen(2))).toBe(6450);
});

test("all seats take along what belongs to none of them", () => {
  expect(refundAmount(order, chosen(1, 2))).toBe(15_300);
});

test("what was given back is not given again", () => {
  const after = {
    lines: [...order.lines.slice(2), line("seat", 1, 8000, 8000), line("fee", 1, 550, 550)],
  } as OrderView;
  expect(refundableSeats(after).map(({ seatIndex }) => seatIndex)).toEqual([2]);
  expect(refundAmount(after, chosen(1, 2))).toBe(6750);
});
