import type { ChartGeometry, ChartRow, ChartSection } from "@usher/api/geometry";

export interface FixtureSize {
  readonly sections: number;
  readonly rows: number;
  readonly seats: number;
}

/** A house for tests: sections side by side, the stage above, rows 90 cm and seats 50 cm apart, one standing section last. */
export function fixtureChart({ sections, rows, seats }: FixtureSize, standing = 0): ChartGeometry {
  const width = seats * 50 + 200;
  let first = 0;
  const built = Array.from({ length: sections }, (_, s): ChartSection => {
    const start = first;
    const chartRows = Array.from({ length: rows }, (_, r): ChartRow => {
      const row = {
        name: String.fromCharCode(65 + r),
        first,
        count: seats,
        x: Array.from({ length: seats }, (_, i) => s * width + i * 50),
        y: Array.from({ length: seats }, () => r * 90),
        labels: Array.from({ length: seats }, (_, i) => String(i + 1)),
        category: s % 2,
      };
      first += seats;
      return row;
    });
    return sectionOf(String(101 + s), s * width - 50, width - 100, rows * 90, start, first - start, chartRows);
  });
  if (standing > 0) {
    const floor = sectionOf("Floor", 0, sections * width, 400, first, standing, []);
    const outline = floor.outline.map(([x, y]) => [x, y - 600] as const);
    built.push({ ...floor, outline, standing: { first, count: standing, category: 0 } });
    first += standing;
  }
  return {
    format: 1,
    name: "Test house",
    seatCount: first,
    bounds: { x: -100, y: -1000, width: sections * width, height: rows * 90 + 1000 },
    focalPoint: [(sections * width) / 2, -900],
    stage: null,
    categories: ["Front", "Back"],
    sections: built,
    marks: { wheelchair: [0], companion: [1], restrictedView: [2] },
  };
}

function sectionOf(
  name: string,
  x: number,
  width: number,
  height: number,
  first: number,
  count: number,
  rows: readonly ChartRow[],
): ChartSection {
  const [top, bottom] = [-60, height];
  const outline = [
    [x, top],
    [x + width, top],
    [x + width, bottom],
    [x, bottom],
  ] as const;
  return { name, outline, labelAt: [x + width / 2, height / 2], first, count, rows, standing: null };
}
