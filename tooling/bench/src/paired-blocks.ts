/** How long a run takes: ABBA blocks, each of four legs. */
export interface Pace {
  readonly blocks: number;
  readonly legMs: number;
}

/** 15 blocks of 3 s. */
export const FULL_PACE: Pace = { blocks: 15, legMs: 750 };
/** 9 blocks, each of two legs for every size. */
export const GROWTH_PACE: Pace = { blocks: 9, legMs: 400 };
/** For a look at whether it works; its interval is wide. */
export const QUICK_PACE: Pace = { blocks: 5, legMs: 300 };

export interface Pair<Leg> {
  readonly floor: readonly [Leg, Leg];
  readonly product: readonly [Leg, Leg];
}

/**
 * Measures floor, product, product, floor, block after block, so that a machine that warms up, slows down or is wanted by
 * others weighs on both alike. `signal` ends it between legs.
 */
export async function measurePairs<Leg>(
  pace: Pace,
  signal: AbortSignal,
  measure: (which: "floor" | "product", legMs: number) => Promise<Leg>,
): Promise<Pair<Leg>[]> {
  const leg = (which: "floor" | "product") => {
    signal.throwIfAborted();
    return measure(which, pace.legMs);
  };
  const pairs: Pair<Leg>[] = [];
  for (let block = 0; block < pace.blocks; block++) {
    const before = await leg("floor");
    const product = [await leg("product"), await leg("product")] as const;
    pairs.push({ floor: [before, await leg("floor")], product });
  }
  return pairs;
}

/** Product ÷ floor of each block, the two legs of each side taken together. */
export function ratiosOf<Leg>(pairs: readonly Pair<Leg>[], of: (leg: Leg) => number): number[] {
  return pairs.map(({ floor, product }) => (of(product[0]) + of(product[1])) / (of(floor[0]) + of(floor[1])));
}
