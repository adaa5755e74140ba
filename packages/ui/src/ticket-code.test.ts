import { describe, expect, test } from "vitest";
import { qrPath } from "./qr-path.ts";
import { burningTicks, RING_SIDE, TICK_COUNT, TICKS } from "./ticks.ts";

describe("the code", () => {
  const { d, modules } = qrPath("https://usher.example/t/9f3c", "M");

  test("starts with the finder pattern's top edge, seven modules long", () => {
    expect(modules).toBeGreaterThanOrEqual(21);
    expect(d.startsWith("M0 0h7v1h-7z")).toBe(true);
  });

  test("never leaves its square", () => {
    for (const [, x, y, run] of d.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
      expect(Number(x) + Number(run)).toBeLessThanOrEqual(modules);
      expect(Number(y)).toBeLessThan(modules);
    }
  });

  test("is another one for another value", () => {
    expect(qrPath("a", "M").d).not.toBe(qrPath("b", "M").d);
  });
});

describe("the ring of ticks", () => {
  test("burns down over fifteen seconds", () => {
    expect([15, 10, 7.5, 0.1, 0, -2, 99].map((left) => burningTicks(left, 15))).toEqual([60, 40, 30, 1, 0, 0, 60]);
  });

  test("stands within its square, no two at one place", () => {
    expect(new Set(TICKS.map(({ x, y }) => `${x} ${y}`)).size).toBe(TICK_COUNT);
    for (const { x, y, dx, dy } of TICKS) {
      for (const at of [x, y, x + dx, y + dy]) expect(at >= 0 && at <= RING_SIDE).toBe(true);
    }
  });
});
