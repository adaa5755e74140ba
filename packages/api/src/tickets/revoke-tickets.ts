import type { Tx } from "@usher/db";
import { returnSoldSeats } from "../availability/index.ts";
import { Refusal } from "../errors.ts";

interface LockedTicket {
  readonly id: string;
  readonly performance_id: string;
  readonly status: "valid" | "refunded";
  readonly serial: number;
  readonly starts_at: Date;
  readonly scanned: boolean;
}

/**
 * Takes tickets back in the transaction of their refund: dead at commit, and at gates as soon as they hear. Their seats go
 * on sale again as `resell` says; left out, a seat does when its ticket was not scanned and what it is for has not
 * started. Lines without a ticket (fees) are passed over. Refuses ALREADY_REFUNDED, naming the lines.
 */
export async function revokeTickets(
  tx: Tx,
  orderLineIds: readonly string[],
  resell: boolean | undefined,
  now: Date,
): Promise<void> {
  const tickets = await lockTickets(tx, orderLineIds);
  const gone = tickets.filter((ticket) => ticket.status === "refunded");
  if (gone.length > 0) throw new Refusal("ALREADY_REFUNDED", { ticketIds: gone.map((ticket) => ticket.id) });
  if (tickets.length === 0) return;
  await tx.ticket.updateMany({
    where: { id: { in: tickets.map((ticket) => ticket.id) } },
    data: { status: "refunded", serial: { increment: 1 } },
  });
  await tx.revocation.createMany({
    data: tickets.map((ticket) => ({
      performanceId: ticket.performance_id,
      ticketId: ticket.id,
      minimumSerial: ticket.serial + 1,
      isFinal: true,
    })),
  });
  const goesOnSale = (ticket: LockedTicket) => resell ?? (!ticket.scanned && ticket.starts_at > now);
  for (const performanceId of [...new Set(tickets.map((ticket) => ticket.performance_id))].sort()) {
    for (const onSale of [true, false]) {
      const ids = tickets
        .filter((ticket) => ticket.performance_id === performanceId && goesOnSale(ticket) === onSale)
        .map((ticket) => ticket.id);
      if (ids.length > 0) await returnSoldSeats(tx, performanceId, ids, onSale);
    }
  }
}

/** In the order of their ids, so that two refunds never wait for each other in a ring. */
function lockTickets(tx: Tx, orderLineIds: readonly string[]): Promise<LockedTicket[]> {
  return tx.$queryRaw<LockedTicket[]>`
    SELECT t.id, t.performance_id, t.status::text AS status, t.serial, coalesce(c.starts_at, p.starts_at) AS starts_at,
      EXISTS (SELECT 1 FROM scan s WHERE s.ticket_id = t.id AND s.performance_id = t.performance_id
        AND s.verdict LIKE 'in/%') AS scanned
    FROM ticket t JOIN performance p ON p.id = t.performance_id
    LEFT JOIN performance_cell c ON c.performance_id = t.performance_id AND c.position = t.from_cell
    WHERE t.order_line_id = ANY(${[...orderLineIds]}::uuid[]) ORDER BY t.id FOR UPDATE OF t`;
}
