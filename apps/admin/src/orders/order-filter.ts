import { type OrderStatus, STATUSES } from "./order-statuses.ts";

/** What is looked for. It stands in the address, so that a search can be kept and passed on. */
export interface OrderFilter {
  readonly text: string;
  readonly status: OrderStatus | undefined;
  readonly performanceId: string | undefined;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads an address; what it says wrongly counts as not said. */
export function readFilter(query: URLSearchParams): OrderFilter {
  const performance = query.get("performance") ?? "";
  return {
    text: (query.get("text") ?? "").trim().slice(0, 254),
    status: STATUSES.find((status) => status === query.get("status")),
    performanceId: UUID.test(performance) ? performance : undefined,
  };
}

/** `?text=…&status=…&performance=…` with what is set, or nothing. */
export function writeFilter({ text, status, performanceId }: OrderFilter): string {
  const query = new URLSearchParams();
  if (text) query.set("text", text);
  if (status) query.set("status", status);
  if (performanceId) query.set("performance", performanceId);
  return query.size > 0 ? `?${query}` : "";
}
