/** The byte of a seat, as architecture has it: `0x40 | state | held << 3`, ASCII so that REST clients carry it whole. */
export const SEAT_FOR_SALE = 0;
export const SEAT_RESALE = 1;
export const SEAT_SOLD = 2;
export const SEAT_NOT_FOR_SALE = 3;

export type SeatStateCode = 0 | 1 | 2 | 3;

export const seatByte = (state: number, isHeld: boolean): number => 0x40 | state | (isHeld ? 8 : 0);
export const stateOfByte = (byte: number): SeatStateCode => (byte & 3) as SeatStateCode;
export const isHeldByte = (byte: number): boolean => (byte & 8) !== 0;

const REVISION_BASE = 64;
const REVISION_FIRST = 0x30; // "0", so that texts of equal length compare as their numbers do

/** A revision as the four characters that stand in the parallel string. Throws above 16,777,215. */
export function encodeRevision(revision: number): string {
  if (revision < 0 || revision >= REVISION_BASE ** 4) throw new Error(`Revision ${revision} does not fit`);
  let text = "";
  for (let rest = revision, digit = 0; digit < 4; digit++, rest = Math.floor(rest / REVISION_BASE)) {
    text = String.fromCharCode(REVISION_FIRST + (rest % REVISION_BASE)) + text;
  }
  return text;
}

export type SeatChange = readonly [index: number, byte: number];

/** Packs changes, sorted by index: the gap to the previous index in base 36, then the byte's character. */
export function packChanges(changes: readonly SeatChange[]): string {
  let previous = 0;
  return [...changes]
    .sort(([a], [b]) => a - b)
    .map(([index, byte]) => {
      const packed = (index - previous).toString(36) + String.fromCharCode(byte);
      previous = index;
      return packed;
    })
    .join("");
}

/** The reverse of `packChanges`. Throws on anything else, since a wrong guess would show a wrong map. */
export function decodeChanges(packed: string): SeatChange[] {
  const changes: SeatChange[] = [];
  let index = 0;
  let read = 0;
  for (const match of packed.matchAll(/([0-9a-z]{1,5})([@A-O])/g)) {
    if (match.index !== read) break;
    read += match[0].length;
    index += Number.parseInt(match[1] as string, 36);
    changes.push([index, (match[2] as string).charCodeAt(0)]);
  }
  if (read !== packed.length) throw new Error("Not a list of packed seat changes");
  return changes;
}

/** Later changes of a seat replace earlier ones. */
export function mergeChanges(batches: readonly (readonly SeatChange[])[]): SeatChange[] {
  const newest = new Map<number, number>();
  for (const batch of batches) for (const [index, byte] of batch) newest.set(index, byte);
  return [...newest].sort(([a], [b]) => a - b);
}
