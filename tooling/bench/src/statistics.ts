/** The middle of some numbers; of an even count, the mean of the two middle ones. Throws for none. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The value below which a `share` (0–1) of the numbers lies, between neighbours by proportion. Throws for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)];
  const high = sorted[Math.ceil(at)];
  if (low === undefined || high === undefined) throw new Error("There is nothing to take a percentile of");
  return low + (high - low) * (at - Math.floor(at));
}

/** A ratio as measured: the median over all blocks, and the interval that holds it with 95 % confidence. */
export interface Ratio {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 4_000;

/**
 * The median of paired ratios with its 95 % bootstrap interval (percentiles of the medians of resampled blocks). Pairs
 * were measured beside each other, so what slows the whole machine slows both and cancels out. `seed` makes a run of the
 * arithmetic repeatable. Throws for no ratio.
 */
export function medianRatio(ratios: readonly number[], seed = 1): Ratio {
  const next = dice(seed);
  const medians = Array.from({ length: RESAMPLES }, () =>
    median(ratios.map(() => ratios[Math.floor(next() * ratios.length)] as number)),
  );
  return { median: median(ratios), low: percentile(medians, 0.025), high: percentile(medians, 0.975) };
}

/** Numbers in [0, 1) by mulberry32. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
