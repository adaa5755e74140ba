import type { OrderView } from "@usher/api/contract";
import { expect, test } from "vitest";
import { awaitsMoney, isCalledOff } from "./called-off.ts";

/** As much of an order as the questions read: performances by name, off or on, and a ticket for each that is named. */
const order = (
  status: OrderView["status"],
  off: Record<string, boolean>,
  tickets: Record<string, "valid" | "refunded">,
) =>
  ({
    status,
    performances: Object.entries(off).map(([performanceId, isCancelled]) => ({ performanceId, isCancelled })),
    tickets: Object.entries(tickets).map(([performanceId, ticket]) => ({ performanceId, status: ticket })),
  }) as OrderView;

test("an order is called off when nothing of it takes place, until its money has gone back", () => {
  expect(isCalledOff(order("paid", { a: true }, { a: "valid" }))).toBe(true);
  expect(isCalledOff(order("paid", { a: true, b: false }, { a: "valid", b: "valid" }))).toBe(false);
  expect(isCalledOff(order("refunded", { a: true }, { a: "refunded" }))).toBe(false);
  expect(isCalledOff(order("paid", { a: false }, { a: "valid" }))).toBe(false);
});

test("money is waited for while a ticket of what is cancelled has not been given back", () => {
  expect(awaitsMoney(order("paid", { a: true, b: false }, { a: "valid", b: "valid" }))).toBe(true);
  expect(awaitsMoney(order("paid", { a: true, b: false }, { a: "refunded", b: "valid" }))).toBe(false);
  expect(awaitsMoney(order("paid", { a: false }, { a: "valid" }))).toBe(false);
});
