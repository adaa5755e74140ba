import type { OrderView } from "@usher/api/contract";

export type TicketOfOrder = OrderView["tickets"][number];

/** Whether what a ticket of an order is for was cancelled. */
export function isOff({ performances }: OrderView, { performanceId }: TicketOfOrder): boolean {
  return performances.some((performance) => performance.performanceId === performanceId && performance.isCancelled);
}

/** Whether money for something cancelled is still on its way: nothing the buyer does brings it. */
export function awaitsMoney(order: OrderView): boolean {
  return order.tickets.some((ticket) => ticket.status === "valid" && isOff(order, ticket));
}

/** Whether nothing that the order is for takes place, and its money has not gone back yet. */
export function isCalledOff({ status, performances }: OrderView): boolean {
  return status === "paid" && performances.every(({ isCancelled }) => isCancelled);
}
