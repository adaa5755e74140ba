import type { PerformancePageView } from "@usher/api/contract";

export interface BasketItem {
  readonly holdId: string;
  readonly page: PerformancePageView;
}

/** Holds that are paid together: one order has one organizer and one currency. What differs is paid one after the other. */
export function basketsOf(items: readonly BasketItem[]): BasketItem[][] {
  const baskets = new Map<string, BasketItem[]>();
  for (const item of items) {
    const key = `${item.page.performance.currency} ${item.page.event.organizer.name}`;
    baskets.set(key, [...(baskets.get(key) ?? []), item]);
  }
  return [...baskets.values()];
}

/** The address of the order page for these holds. */
export function checkoutPath(items: readonly { readonly holdId: string; readonly performanceId: string }[]): string {
  const [first, ...rest] = items;
  if (!first) throw new Error("An order page needs a hold");
  const query = new URLSearchParams();
  for (const item of items) query.append("performance", item.performanceId);
  for (const item of rest) query.append("hold", item.holdId);
  return `/checkout/${first.holdId}?${query}`;
}
