import { brotliCompressSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { smallHallGeometry } from "../testing/small-hall.ts";
import { decodeChart, encodeChart, readChart, sketchGeometry } from "./chart-format.ts";
import { compileChart } from "./compile-chart.ts";
import { club } from "./generators/club.ts";
import { theatre } from "./generators/theatre.ts";
import { greatHouse } from "./great-house.fixture.ts";

const chartOf = ({ plan, sidecar }: ReturnType<typeof theatre>) => compileChart(plan, sidecar).geometry;
const great = greatHouse();
const CHARTS = { "small hall": smallHallGeometry(), theatre: chartOf(theatre()), club: chartOf(club()), great };

describe("a chart", () => {
  test.each(Object.entries(CHARTS))("comes back as it was: %s", (_, geometry) => {
    expect(decodeChart(encodeChart(geometry))).toEqual(JSON.parse(JSON.stringify(geometry)));
  });

  test("comes back whatever its rows look like", () => {
    const row = fc.record({
      name: fc.string(),
      seats: fc.array(fc.tuple(fc.integer({ min: -1e7, max: 1e7 }), fc.integer({ min: -1e7, max: 1e7 }), fc.string())),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 4 }), (rows) => {
        const [hall] = CHARTS["small hall"].sections;
        if (!hall) throw new Error("The hall has no section.");
        const geometry = {
          ...CHARTS["small hall"],
          sections: [
            {
              ...hall,
              rows: rows.map(({ name, seats }, at) => ({
                ...{ name, first: at * 100, count: seats.length, category: seats.map((_, i) => i % 3) },
                ...{ x: seats.map(([x]) => x), y: seats.map(([, y]) => y), labels: seats.map(([, , label]) => label) },
              })),
            },
          ],
        };
        expect(decodeChart(encodeChart(geometry))).toEqual(geometry);
      }),
      { numRuns: 300, seed: 20_261_122 },
    );
  });

  test("is known by its sections before its seats have come, however its bytes are cut", () => {
    const bytes = encodeChart(great);
    const reader = readChart();
    let [sketchAt, at] = [0, 0];
    for (const size of [1, 2, 3, 5, 1_000, 65_536, 10_000_000]) {
      for (let i = 0; i < 9 && at < bytes.length; i++) {
        const { sketch, seats } = reader.push(bytes.subarray(at, at + size));
        at = Math.min(at + size, bytes.length);
        if (sketch && sketchAt === 0) sketchAt = at;
        expect(seats === null).toBe(at < bytes.length);
      }
    }
    expect(sketchAt).toBeGreaterThan(0);
    expect(sketchAt).toBeLessThan(bytes.length / 2);
    const sketch = readChart().push(bytes.subarray(0, sketchAt)).sketch;
    if (!sketch) throw new Error("There is no sketch.");
    expect(sketchGeometry(sketch).sections.map(({ name, outline, count }) => ({ name, outline, count }))).toEqual(
      great.sections.map(({ name, outline, count }) => ({ name, outline, count })),
    );
  });

  test("is unpacked in parts, none of them more than a twentieth of a great house", () => {
    const { seats } = readChart().push(encodeChart(great));
    let pauses = 0;
    for (let step = seats?.next(); step; step = seats?.next()) {
      if (step.done) {
        expect(step.value).toEqual(great);
        break;
      }
      pauses++;
    }
    expect(pauses).toBeGreaterThan(20);
  });

  test("of a hundred thousand seats takes at most two bytes a seat, compressed, and less than a quarter of its JSON", () => {
    const bytes = encodeChart(great);
    expect(brotliCompressSync(bytes).length / great.seatCount).toBeLessThan(2);
    expect(gzipSync(bytes).length / great.seatCount).toBeLessThan(2);
    expect(bytes.length).toBeLessThan(JSON.stringify(great).length / 4);
  });

  test("that is cut short, or is none, is refused", () => {
    const bytes = encodeChart(CHARTS.theatre);
    expect(() => decodeChart(bytes.subarray(0, bytes.length - 1))).toThrow(/end before/);
    expect(() => decodeChart(new TextEncoder().encode('{"format":1}'))).toThrow(/no chart/);
    expect(() => decodeChart(Uint8Array.of(0x55, 0x43, 0x48, 0x31, 255, 255, 255, 255))).toThrow(/no chart/);
    expect(() =>
      encodeChart({
        ...great,
        sections: great.sections.map((section) => ({
          ...section,
          rows: section.rows.map((row) => ({ ...row, x: row.x.map((x) => x + 0.5) })),
        })),
      }),
    ).toThrow(/whole centimetre/);
  });
});
