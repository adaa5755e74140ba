import type { PerformancePageView } from "@usher/api/contract";
import { expect, test } from "vitest";
import { basketsOf, checkoutPath } from "./baskets.ts";

function item(holdId: string, organizer: string, currency: string) {
  const page = { event: { organizer: { name: organizer } }, performance: { currency } } as PerformancePageView;
  return { holdId, page };
}

test("holds of one organizer in one currency are paid together, others one after the other", () => {
  const baskets = basketsOf([
    item("a", "Maas", "EUR"),
    item("b", "Kade", "EUR"),
    item("c", "Maas", "EUR"),
    item("d", "Maas", "GBP"),
  ]);
  expect(baskets.map((basket) => basket.map((one) => one.holdId))).toEqual([["a", "c"], ["b"], ["d"]]);
});

test("the address names every hold with its performance", () => {
  const path = checkoutPath([
    { holdId: "h1", performanceId: "p1" },
    { holdId: "h2", performanceId: "p2" },
  ]);
  expect(path).toBe("/checkout/h1?performance=p1&performance=p2&hold=h2");
});
