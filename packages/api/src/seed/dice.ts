/** Chance that falls the same way each time: what is drawn depends on the seed and the order of asking alone. */
export interface Dice {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  of<T>(list: readonly T[]): T;
  /** A UUID of version 7 at a moment in ms. */
  uuid(atMs: number): string;
}

/** mulberry32, from a 32-bit seed. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  let drawn = 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const hex = (digits: number) =>
    Math.floor(next() * 16 ** digits)
      .toString(16)
      .padStart(digits, "0");
  return {
    next,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    of: <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T,
    uuid(atMs) {
      const time = Math.floor(atMs).toString(16).padStart(12, "0");
      const order = (drawn++ % 4_096).toString(16).padStart(3, "0");
      return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-${"89ab"[Math.floor(next() * 4)]}${hex(3)}-${hex(6)}${hex(6)}`;
    },
  };
}
