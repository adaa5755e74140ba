export interface SoldMinute {
  /** The minute's beginning. */
  readonly minute: string;
  readonly tickets: number;
}

const MINUTE_MS = 60_000;

/** The last `count` minutes up to `now` (milliseconds), with those in which nothing was sold. */
export function wholeMinutes(sold: readonly SoldMinute[], now: number, count: number): SoldMinute[] {
  const ticketsAt = new Map(sold.map(({ minute, tickets }) => [Date.parse(minute), tickets]));
  // A desk's clock may be behind the house's: then the house's newest minute is the last.
  const newest = Math.max(Math.floor(now / MINUTE_MS) * MINUTE_MS, ...ticketsAt.keys());
  return Array.from({ length: count }, (_, i) => {
    const at = newest - (count - 1 - i) * MINUTE_MS;
    return { minute: new Date(at).toISOString(), tickets: ticketsAt.get(at) ?? 0 };
  });
}

/** The smallest of 5, 10, 20, 50, 100, … that is not below `most`: the axis' upper end. */
export function axisEnd(most: number): number {
  for (let power = 1; ; power *= 10) {
    for (const step of [5, 10, 20]) if (step * power >= most) return step * power;
  }
}
