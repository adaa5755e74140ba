import type { QuoteView } from "@usher/api/contract";

export interface SumLine {
  readonly count: number;
  readonly faceMinor: number;
  readonly feeMinor: number;
}

/** Tickets of the same price as one line, dearest first. */
export function sumLines(lines: QuoteView["lines"]): SumLine[] {
  const sums = new Map<string, SumLine>();
  for (const { faceMinor, feeMinor } of lines) {
    const key = `${faceMinor} ${feeMinor}`;
    sums.set(key, { count: (sums.get(key)?.count ?? 0) + 1, faceMinor, feeMinor });
  }
  return [...sums.values()].sort((one, other) => other.faceMinor - one.faceMinor);
}
