/** A row of numbers that a seed decides, the same on every machine and for ever. */
export interface Chance {
  /** From `low` up to, not including, `high`. */
  between(low: number, high: number): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  /** One of a list that is not empty. */
  pick<T>(list: readonly [T, ...T[]]): T;
  /** True with this likelihood, 0 to 1. */
  luck(likelihood: number): boolean;
}

/** A 32-bit number for a text or number: FNV-1a with a last stir, so that neighbours fall far apart. */
export function fingerprint(seed: string | number): number {
  let mixed = 0x811c9dc5;
  for (const letter of String(seed)) mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Chance from a seed, by Mulberry32: small, quick, and without the platform's own random numbers. */
export function chanceFrom(seed: string | number): Chance {
  let state = fingerprint(seed);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    between: (low, high) => low + (high - low) * next(),
    whole: (low, high) => Math.floor(low + (high - low + 1) * next()),
    pick: (list) => list[Math.floor(next() * list.length)] ?? list[0],
    luck: (likelihood) => next() < likelihood,
  };
}
