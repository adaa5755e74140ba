import type { OrderView } from "@usher/api/contract";

type OrderLine = OrderView["lines"][number];

/** Names a seat of an order: one order may hold several performances, and a seat of a train for several ways. */
export function seatKey({
  performanceId,
  seatIndex,
  fromCell,
}: Pick<OrderLine, "performanceId" | "seatIndex" | "fromCell">): string {
  return `${performanceId} ${seatIndex} ${fromCell}`;
}

/** Seats whose money has not been given back. */
export function refundableSeats(order: OrderView): OrderLine[] {
  return order.lines.filter((line) => line.kind === "seat" && line.refundedMinor === 0);
}

/**
 * What giving back these seats comes to, in minor units: each with its fee. All that can be given back takes along what
 * belongs to no single seat, too.
 */
export function refundAmount(order: OrderView, chosen: ReadonlySet<string>): number {
  const isAll = refundableSeats(order).every((line) => chosen.has(seatKey(line)));
  return order.lines
    .filter((line) => line.refundedMinor === 0 && (isAll || chosen.has(seatKey(line))))
    .reduce((sum, line) => sum + line.grossMinor, 0);
}
