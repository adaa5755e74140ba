/**
 * How one availability byte reads: `0x40 | state | held << 3`, where state is 0 for sale by the organizer, 1 for sale by
 * a seller, 2 sold, 3 not for sale. The 0x40 keeps every byte printable ASCII, so a whole house travels as a string.
 */

/** What a seat is to somebody who wants to sit on it. A held seat is in another person's basket. */
export type SeatState = "free" | "resale" | "sold" | "closed" | "held";

/** Seat states by their code, the number kept in typed arrays. */
export const SEAT_STATES = ["free", "resale", "sold", "closed", "held"] as const satisfies readonly SeatState[];

export const FREE = 0;
export const RESALE = 1;
export const SOLD = 2;
export const CLOSED = 3;
export const HELD = 4;

const BASE = 0x40;
const STATE_BITS = 0b011;
const HELD_BIT = 0b1000;

/** The state code of one byte. Sold and not for sale outlive a hold on the same seat. Throws on a byte that is not a seat's. */
export function stateCodeOf(byte: number): number {
  if ((byte & ~(STATE_BITS | HELD_BIT)) !== BASE) throw new Error(`Not an availability byte: ${byte}`);
  const state = byte & STATE_BITS;
  return state >= SOLD || (byte & HELD_BIT) === 0 ? state : HELD;
}

/** Reads a whole house, one code per seat, into a new array. Throws when the string is not as long as the house. */
export function stateCodesOf(bytes: string, seatCount: number): Uint8Array {
  if (bytes.length !== seatCount) throw new Error(`Availability of ${bytes.length} seats for a house of ${seatCount}`);
  const codes = new Uint8Array(seatCount);
  for (let index = 0; index < seatCount; index++) codes[index] = stateCodeOf(bytes.charCodeAt(index));
  return codes;
}
