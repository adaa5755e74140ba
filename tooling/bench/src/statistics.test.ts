import { describe, expect, test } from "vitest";
import { measurePairs, ratiosOf } from "./paired-blocks.ts";
import { median, medianRatio, percentile } from "./statistics.ts";

/** Noise that repeats: between 0.9 and 1.1, in no order. */
const noise = (at: number) => 0.9 + ((at * 7919) % 201) / 1_000;

describe("what a run of the bench says", () => {
  test("the median is the middle, and between two middles their mean", () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([100, 20, 3])).toBe(20);
    expect(() => median([])).toThrow("nothing");
  });

  test("a percentile lies between its neighbours by proportion", () => {
    expect(percentile([10, 20, 30, 40, 50], 0.95)).toBeCloseTo(48);
    expect(percentile([7], 0.95)).toBe(7);
  });

  test("one block gone wrong does not move the ratio", () => {
    const { median: middle, high } = medianRatio([0.5, 0.51, 0.49, 0.5, 0.52, 0.48, 0.5, 0.5, 0.51, 9]);
    expect(middle).toBeCloseTo(0.5);
    expect(high).toBeLessThan(0.55);
  });

  test("equal blocks have an interval without width, and the interval always holds the median", () => {
    expect(medianRatio([0.7, 0.7, 0.7])).toEqual({ median: 0.7, low: 0.7, high: 0.7 });
    const ratio = medianRatio(Array.from({ length: 15 }, (_, at) => noise(at)));
    expect(ratio.low).toBeLessThan(ratio.median);
    expect(ratio.high).toBeGreaterThan(ratio.median);
  });

  test("the interval narrows with more blocks", () => {
    const width = (blocks: number) => {
      const { low, high } = medianRatio(Array.from({ length: blocks }, (_, at) => noise(at)));
      return high - low;
    };
    expect(width(200)).toBeLessThan(width(15));
  });

  test("a planted slowdown of one and a half is seen under noise and drift, and none is seen where there is none", async () => {
    let legs = 0;
    const measured = (slowdown: number) =>
      measurePairs({ blocks: 15, legMs: 1 }, new AbortController().signal, async (which) => {
        legs++;
        const drift = 1 + legs / 100;
        return noise(legs) * drift * (which === "product" ? slowdown : 1);
      });
    const slowed = medianRatio(ratiosOf(await measured(1.5), (time) => time));
    expect(slowed.low).toBeGreaterThan(1.3);
    expect(slowed.high).toBeLessThan(1.7);
    const same = medianRatio(ratiosOf(await measured(1), (time) => time));
    expect(same.low).toBeLessThanOrEqual(1.02);
    expect(same.high).toBeGreaterThanOrEqual(0.98);
  });

  test("each block is floor, product, product, floor, and a wish to stop is heard between legs", async () => {
    const order: string[] = [];
    const ending = new AbortController();
    const measured = measurePairs({ blocks: 3, legMs: 1 }, ending.signal, async (which) => {
      order.push(which);
      if (order.length === 6) ending.abort(new Error("stopped"));
      return 1;
    });
    await expect(measured).rejects.toThrow("stopped");
    expect(order).toEqual(["floor", "product", "product", "floor", "floor", "product"]);
  });
});
