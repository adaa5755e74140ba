import type { WalletTicketView } from "@usher/api/contract";
import type { SeatPart } from "@usher/ui";

interface SeatLabels {
  readonly section: string;
  readonly row: string;
  readonly seat: string;
  readonly seats: string;
  readonly places: string;
}

/**
 * Where to sit, for the seat block. Seats of one row share it ("12, 13"); seats that lie apart are named one by one, and
 * standing places are counted.
 */
export function seatParts(
  tickets: readonly WalletTicketView[],
  labels: SeatLabels,
  nameOf: (ticket: WalletTicketView) => string,
): SeatPart[] {
  const [first] = tickets;
  if (!first) return [];
  const isOneRow = tickets.every(({ section, row }) => section === first.section && row === first.row);
  if (!isOneRow) return tickets.map((ticket) => ({ key: ticket.id, label: labels.seat, value: nameOf(ticket) }));
  const section = { key: "section", label: labels.section, value: first.section };
  if (first.row === null || first.seat === null) {
    const places = { key: "places", label: labels.places, value: String(tickets.length) };
    return tickets.length > 1 ? [section, places] : [section];
  }
  const row = { key: "row", label: labels.row, value: first.row };
  const seats = tickets.map(({ seat }) => seat).join(", ");
  return [section, row, { key: "seat", label: tickets.length > 1 ? labels.seats : labels.seat, value: seats }];
}
