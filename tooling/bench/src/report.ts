import type { Ratio } from "./statistics.ts";

/** One line of a code: the ratio, its interval and the goal. `better` says on which side of the goal a ratio is well. */
export function ratioLine(code: string, what: string, ratio: Ratio, goal?: string): string {
  const { median, low, high } = ratio;
  const figures = `${median.toFixed(2)}× [${low.toFixed(2)}–${high.toFixed(2)}] of FLOOR`;
  return `${code} ${what} ${figures}${goal ? ` (goal ${goal})` : ""}`;
}
