import {
  addSection,
  addStanding,
  boxCorners,
  copyZone,
  type Drawing,
  extentOf,
  fittedCount,
  mainCategory,
  moveStanding,
  moveZone,
  NEW_PITCH,
  NEW_ROW_PITCH,
  type RowLayout,
  removeSeats,
  removeStanding,
  removeZone,
  type Spot,
  setFocalPoint,
  setStage,
} from "@usher/api/drawing";
import { type ChartEditor, newKey, placeOf, type Selection, standingItem, zoneItem, zonesIn } from "./chart-editor.ts";

/** Two centimetres a unit: what a new drawing is measured by. */
export const UNITS_PER_METRE = 50;
/** People who stand on a square metre at most, as houses are licensed. */
const PEOPLE_PER_SQUARE_METRE = 2;
/** What a section has at most when it is drawn or pulled by hand. */
export const MOST_ROWS = 100;
export const MOST_SEATS_A_ROW = 200;

/** Words that the drawing itself carries, in the language it is drawn in. */
export interface DrawnWords {
  readonly section: string;
  readonly standing: string;
  readonly stage: string;
}

export interface Block {
  readonly rows: number;
  readonly seats: number;
  readonly isCurved: boolean;
}

export interface Box {
  readonly from: Spot;
  readonly to: Spot;
}

/** The block of rows that a box drawn by hand holds. */
export function blockIn({ from, to }: Box, isCurved: boolean): Block {
  const [width, height] = [Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])];
  const held = (length: number, pitch: number, most: number) =>
    Math.min(most, Math.max(1, Math.floor(length / pitch) + 1));
  return { rows: held(height, NEW_ROW_PITCH, MOST_ROWS), seats: held(width, NEW_PITCH, MOST_SEATS_A_ROW), isCurved };
}

/** How a block lies whose front row begins at the top of its box. */
export function layoutOf({ seats, isCurved }: Block, { from, to }: Box): RowLayout {
  const width = (seats - 1) * NEW_PITCH;
  const middle = (from[0] + to[0]) / 2;
  const radius = isCurved ? Math.max(width * 1.1, 6 * NEW_PITCH) : 0;
  return { at: [middle, Math.min(from[1], to[1])], turn: 0, seatPitch: NEW_PITCH, rowPitch: NEW_ROW_PITCH, radius };
}

/** How many places a block will have. */
export function placesOf(block: Block, layout: RowLayout): number {
  let places = 0;
  for (let row = 0; row < block.rows; row++) places += fittedCount(layout, row, block.seats);
  return places;
}

/** The box below everything that is drawn, for those who draw without a pointer. */
export function boxBelow(drawing: Drawing, width: number, height: number): Box {
  const extent = extentOf(drawing);
  const middle = extent ? (extent.from[0] + extent.to[0]) / 2 : drawing.plan.size.width / 2;
  const top = extent ? extent.to[1] + 2 * NEW_ROW_PITCH : 8 * NEW_ROW_PITCH;
  return { from: [middle - width / 2, top], to: [middle + width / 2, top + height] };
}

const lastZone = ({ plan }: Drawing): Selection => ({ items: [zoneItem(plan.zones.length - 1)], seats: [] });

function categoryFor({ plan }: Drawing): string {
  const last = plan.zones.findLast(({ rows }) => rows.length > 0);
  return (last && mainCategory(last)) ?? plan.categories[0]?.name ?? "Standard";
}

/** Draws a block of rows into a box and chooses it. */
export function drawBlock(editor: ChartEditor, block: Block, box: Box, name: string): void {
  const layout = layoutOf(block, box);
  editor.change((drawing) => {
    const category = categoryFor(drawing);
    const { rows, seats, isCurved } = block;
    return addSection(drawing, { name, category, layout, rows, seats, fitted: isCurved }, newKey);
  }, lastZone);
}

/** Draws a standing area over a box and chooses it. */
export function drawStanding(editor: ChartEditor, { from, to }: Box, name: string): void {
  const squareMetres = (Math.abs(to[0] - from[0]) * Math.abs(to[1] - from[1])) / UNITS_PER_METRE ** 2;
  const capacity = Math.max(1, Math.floor(squareMetres * PEOPLE_PER_SQUARE_METRE));
  const outline = boxCorners(
    [Math.min(from[0], to[0]), Math.min(from[1], to[1])],
    [Math.max(from[0], to[0]), Math.max(from[1], to[1])],
  );
  editor.change(
    (drawing) => addStanding(drawing, { name, capacity, category: categoryFor(drawing), outline }),
    ({ sidecar }) => ({ items: [standingItem(sidecar.standing.length - 1)], seats: [] }),
  );
}

export function drawStage(editor: ChartEditor, { from, to }: Box, label: string): void {
  editor.change(
    (drawing) => setStage(drawing, { label: drawing.sidecar.stage?.label ?? label, outline: boxCorners(from, to) }),
    () => ({ items: ["stage"], seats: [] }),
  );
}

/** The drawing with everything that is chosen moved. */
export function moved(drawing: Drawing, { items }: Selection, by: Spot): Drawing {
  return items.reduce((next, item) => {
    const { stage, focalPoint } = next.sidecar;
    const shift = ([x, y]: Spot): Spot => [x + by[0], y + by[1]];
    if (item === "stage") return stage ? setStage(next, { ...stage, outline: stage.outline.map(shift) }) : next;
    if (item === "focal") return focalPoint ? setFocalPoint(next, shift(focalPoint)) : next;
    const zone = placeOf(item, "zone");
    return zone === null ? moveStanding(next, placeOf(item, "standing") ?? -1, by) : moveZone(next, zone, by);
  }, drawing);
}

export function moveSelection(editor: ChartEditor, by: Spot): void {
  editor.change((drawing) => moved(drawing, editor.selection, by));
}

/** Takes away the seats that are chosen, or else everything that is. Nothing is chosen afterwards. */
export function removeSelection(editor: ChartEditor): void {
  const { items, seats } = editor.selection;
  if (seats.length > 0) {
    editor.change(
      (drawing) => removeSeats(drawing, new Set(seats)),
      () => ({ items: [], seats: [] }),
    );
    return;
  }
  // From the last to the first, so that places in the lists stay what they were.
  const back = (kind: "zone" | "standing") =>
    items.flatMap((item) => placeOf(item, kind) ?? []).toSorted((a, b) => b - a);
  editor.change(
    (drawing) => {
      let next = back("zone").reduce(removeZone, drawing);
      next = back("standing").reduce(removeStanding, next);
      if (items.includes("stage")) next = setStage(next, null);
      return items.includes("focal") ? setFocalPoint(next, null) : next;
    },
    () => ({ items: [], seats: [] }),
  );
}

/** Draws what is given once more, a little further, and chooses the copies. */
export function duplicate(editor: ChartEditor, selection: Selection = editor.selection): void {
  const zones = zonesIn(selection).filter((at) => at < editor.drawing.plan.zones.length);
  if (zones.length === 0) return;
  const by: Spot = [2 * NEW_PITCH, NEW_ROW_PITCH];
  editor.change(
    (drawing) => zones.reduce((next, at) => copyZone(next, at, by, newKey), drawing),
    ({ plan }) => ({ items: zones.map((_, at) => zoneItem(plan.zones.length - zones.length + at)), seats: [] }),
  );
}
