/** The time as the house sees it. Tests hand in a clock of their own and move it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  nowMs(): number;
  now(): Date;
}

export const systemClock: Clock = { nowMs: () => Date.now(), now: () => new Date() };

/** A clock that stands where it is put. */
export function movableClock(startMs: number): Clock & { advance(milliseconds: number): void } {
  let nowMs = startMs;
  return {
    nowMs: () => nowMs,
    now: () => new Date(nowMs),
    advance(milliseconds) {
      nowMs += milliseconds;
    },
  };
}
