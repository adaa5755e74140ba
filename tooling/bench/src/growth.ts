import type { BenchRun } from "./bench-run.ts";
import type { Pace } from "./paired-blocks.ts";
import { median, medianRatio } from "./statistics.ts";

/** One thing to be measured, at one size of its work. */
export interface Size {
  readonly label: string;
  /** Works for `ms`; answers with the time of one operation in µs. */
  measure(ms: number): Promise<number>;
}

/**
 * Prints how the time of an operation grows with its work: the smallest size in µs, each other as a multiple of it. All sizes are measured
 * there and back, block after block, so that what slows the machine weighs on all alike.
 */
export async function printGrowth(run: BenchRun, code: string, what: string, sizes: readonly Size[]): Promise<void> {
  const [smallest, ...others] = sizes;
  if (!smallest) throw new Error("There is nothing to measure");
  const blocks = await measureInTurns(run.pace, run.signal, sizes);
  const first = Math.round(median(blocks.map(([micros]) => micros as number)));
  const figures = others.map(({ label }, at) => {
    const ratio = medianRatio(blocks.map((block) => (block[at + 1] as number) / (block[0] as number)));
    return `${label}: ${ratio.median.toFixed(2)}× [${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)}]`;
  });
  run.print(`${code} ${what} ${[`${smallest.label}: ${first} µs`, ...figures].join("; ")}`);
}

/** The mean time of each size, for each block. */
async function measureInTurns(pace: Pace, signal: AbortSignal, sizes: readonly Size[]): Promise<number[][]> {
  const blocks: number[][] = [];
  for (let block = 0; block < pace.blocks; block++) {
    const times = sizes.map(() => 0);
    const there = [...sizes.keys()];
    for (const at of [...there, ...there.toReversed()]) {
      signal.throwIfAborted();
      times[at] = (times[at] ?? 0) + ((await sizes[at]?.measure(pace.legMs)) ?? 0) / 2;
    }
    blocks.push(times);
  }
  return blocks;
}
