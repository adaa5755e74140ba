import type { Tx } from "@usher/db";
import { type Span, sellClaimedSeats } from "../availability/index.ts";
import { newId } from "../kernel/ids.ts";
import type { SeatName } from "../seating/index.ts";
import { currentSecretVersion } from "./gate-secrets.ts";

/** A paid order, as checkout hands it over. */
export interface PaidSeats {
  readonly id: string;
  readonly organizerId: string;
  readonly personId: string | null;
  readonly email: string;
  readonly seats: readonly (SeatName & {
    readonly orderLineId: string;
    readonly performanceId: string;
    readonly seatIndex: number;
    readonly span: Span;
    readonly categoryName: string;
  })[];
}

/**
 * One ticket for each seat an order paid for, and the seats become sold, in the transaction of the payment. Throws when a
 * seat is not claimed by the order; a line has one ticket for ever, by its key.
 */
export async function issueTickets(tx: Tx, order: PaidSeats): Promise<void> {
  const versions = new Map<string, number>();
  for (const { performanceId } of order.seats) {
    if (!versions.has(performanceId)) versions.set(performanceId, await currentSecretVersion(tx, performanceId));
  }
  const tickets = order.seats.map(
    ({ orderLineId, performanceId, seatIndex, span, section, row, seat, categoryName }) => ({
      id: newId(),
      orderLineId,
      performanceId,
      seatIndex,
      fromCell: span.from,
      toCell: span.to,
      section,
      row,
      seat,
      categoryName,
      organizerId: order.organizerId,
      orderId: order.id,
      personId: order.personId,
      ownerEmail: order.email,
      serial: 1,
      secretVersion: versions.get(performanceId) ?? 1,
    }),
  );
  await tx.ticket.createMany({ data: tickets });
  const sold = tickets.map(({ id, performanceId, seatIndex, fromCell, toCell }) => {
    return { performanceId, seatIndex, span: { from: fromCell, to: toCell }, ticketId: id };
  });
  await sellClaimedSeats(tx, order.id, sold);
}
