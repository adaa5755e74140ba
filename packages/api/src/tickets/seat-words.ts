/** A seat's name taken apart for the seat block. `row` and `seat` are null for a standing place. */
export interface SeatWords {
  readonly section: string;
  readonly row: string | null;
  readonly seat: string | null;
}

const NUMBERED = /^(.+), row (.+), seat (.+)$/;

/**
 * Takes apart what seating wrote on the day of sale ("109, row G, seat 12"). The ticket keeps those words even if the
 * chart is drawn anew, and reading them spares the wallet a chart of 100,000 seats.
 */
export function seatWords(seatName: string): SeatWords {
  const [, section, row, seat] = NUMBERED.exec(seatName) ?? [];
  return section && row && seat ? { section, row, seat } : { section: seatName, row: null, seat: null };
}
