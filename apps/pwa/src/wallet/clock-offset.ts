/** Beyond this a phone's clock is said to be wrong; the gate allows 30 s either way. */
const TOLERATED_OFFSET_MS = 20_000;

export interface ServerReading {
  readonly serverTimeMs: number;
  /** This device's clock when it asked and when it heard the answer. */
  readonly askedAtMs: number;
  readonly heardAtMs: number;
}

/** What to add to this device's clock to have the server's, in ms. The answer is taken to be half of the way old. */
export function serverOffset({ serverTimeMs, askedAtMs, heardAtMs }: ServerReading): number {
  return Math.round(serverTimeMs - (askedAtMs + heardAtMs) / 2);
}

export function isClockWrong(serverOffsetMs: number): boolean {
  return Math.abs(serverOffsetMs) > TOLERATED_OFFSET_MS;
}
