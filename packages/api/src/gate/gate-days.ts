/** The days of a fair, at a gate. Isomorphic: no Node, no DOM. */

export interface GateDay {
  /** "Sat 12 Jun". */
  readonly name: string;
  readonly endsAtMs: number;
}

/** Who comes at closing time comes for this day, not for the next. */
const LATE_MS = 3 * 3_600_000;

/** Which day a moment belongs to: the first that is not over; the last one after all. 0 where there are no days. */
export function dayAt(days: readonly GateDay[], atMs: number): number {
  const day = days.findIndex(({ endsAtMs }) => atMs < endsAtMs + LATE_MS);
  return day < 0 ? Math.max(0, days.length - 1) : day;
}

/** What an entry at a moment is counted at: a ticket for several days enters once on each. */
export function checkpointAt(checkpoint: string, days: readonly GateDay[], atMs: number): string {
  return days.length === 0 ? checkpoint : `${checkpoint}/${dayAt(days, atMs) + 1}`;
}
