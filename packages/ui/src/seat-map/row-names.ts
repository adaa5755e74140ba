import type { ChartIndex, IndexedRow, IndexedSection } from "./chart-index.ts";
import { type Similarity, similarityOf, touches, type Viewport, visibleBox } from "./viewport.ts";

/** The strip at the left edge that names rows whose left end is out of sight, CSS pixels. */
export const STRIP_WIDTH = 28;

/** Names closer than this, CSS pixels, would run into each other. */
const NAME_HEIGHT = 14;

export interface PlacedName {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

export interface RowNames {
  /** Names at the ends of rows, in the chart. */
  readonly ends: readonly PlacedName[];
  /** Names in the strip, top to bottom. Empty when no row's left end is out of sight. */
  readonly strip: readonly PlacedName[];
}

/** Where row names stand in a view. A name shows at both ends of its row; the strip takes it when the left end cannot be seen. */
export function placeRowNames(chart: ChartIndex, view: Viewport, shown: (section: number) => boolean): RowNames {
  const seen = visibleBox(view);
  const at = similarityOf(view);
  const ends: PlacedName[] = [];
  const strip: PlacedName[] = [];
  chart.sections.forEach((section, s) => {
    if (!shown(s) || !touches(section.box, seen)) return;
    for (let r = section.firstRow; r < section.firstRow + section.rowCount; r++) {
      const row = chart.rows[r] as IndexedRow;
      if (!touches(row.box, seen)) continue;
      const leftEndSeen = addEnds(row, section, at, view, ends);
      if (leftEndSeen) continue;
      const y = heightAtEdge(row, section, at, view);
      if (y !== null) strip.push({ text: row.row.name, x: STRIP_WIDTH / 2, y });
    }
  });
  return { ends, strip: withoutCollisions(strip) };
}

function spot(row: IndexedRow, seat: number, { a, b, e, f }: Similarity): [number, number] {
  const x = row.row.x[seat] as number;
  const y = row.row.y[seat] as number;
  return [a * x - b * y + e, b * x + a * y + f];
}

/** Puts the name beyond each end that is in sight; answers whether that was so for the left one. */
function addEnds(
  row: IndexedRow,
  section: IndexedSection,
  at: Similarity,
  view: Viewport,
  ends: PlacedName[],
): boolean {
  const last = row.row.count - 1;
  const out = section.pitch * 1.12 * view.scale;
  let leftSeen = false;
  for (const [end, inner] of [
    [0, Math.min(1, last)],
    [last, Math.max(0, last - 1)],
  ] as const) {
    const [x, y] = spot(row, end, at);
    const [ix, iy] = spot(row, inner, at);
    // A row of one seat has no direction of its own: it is read across the screen.
    const [dx, dy] = last === 0 ? [end === 0 ? -1 : 1, 0] : [x - ix, y - iy];
    const far = Math.hypot(dx, dy) || 1;
    const name = { text: row.row.name, x: x + (dx / far) * out, y: y + (dy / far) * out };
    const inSight = name.x > STRIP_WIDTH + 4 && name.x < view.width - 4 && name.y > 0 && name.y < view.height;
    if (!inSight) continue;
    ends.push(name);
    if (dx < 0) leftSeen = true;
  }
  return leftSeen;
}

/** How high the row's leftmost visible seat stands, if the row really runs out at the left edge; null otherwise. */
function heightAtEdge(row: IndexedRow, section: IndexedSection, at: Similarity, view: Viewport): number | null {
  const pitch = section.pitch * view.scale;
  const nearEdge = STRIP_WIDTH + 2 * pitch;
  let [edgeX, edgeY] = [Infinity, 0];
  for (let seat = 0; seat < row.row.count; seat++) {
    const [x, y] = spot(row, seat, at);
    if (x < STRIP_WIDTH - pitch || x > nearEdge || y < NAME_HEIGHT / 2 || y > view.height || x >= edgeX) continue;
    [edgeX, edgeY] = [x, y];
  }
  return edgeX <= nearEdge ? edgeY : null;
}

function withoutCollisions(names: PlacedName[]): PlacedName[] {
  const kept: PlacedName[] = [];
  for (const name of names.sort((one, other) => one.y - other.y)) {
    const above = kept.at(-1);
    if (!above || name.y - above.y >= NAME_HEIGHT) kept.push(name);
  }
  return kept;
}
