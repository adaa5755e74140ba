import type { ChartSection } from "@usher/api/geometry";
import type { IndexedRow, IndexedSection } from "./chart-index.ts";
import { chosenGroups, groupSeatNumbers } from "./chosen-groups.ts";
import type { SeatMapLabels } from "./labels.ts";
import { type Detail, detailOf } from "./level-of-detail.ts";
import { isClosed, type Scene, shapeOf } from "./paint-house.ts";
import { placeRowNames, STRIP_WIDTH } from "./row-names.ts";
import { drawSeatShape, setLettering, write } from "./seat-shapes.ts";
import { boxOf, type Rect, similarityOf, toScreen, touches, type Viewport } from "./viewport.ts";

/** A seat on its way from one state to another. */
export interface SeatMotion {
  /** The state code it had, and 0–1 how far it is. */
  readonly before: number;
  readonly progress: number;
}

/** What lies over the layer of seats and is drawn on every frame: it is little, and it must stay sharp and upright. */
export interface Overlay {
  readonly labels: Pick<SeatMapLabels, "chosenGroup" | "chosenStanding">;
  readonly motions: ReadonlyMap<number, SeatMotion>;
  readonly hovered: number | null;
  /** Seats of the last minute, in live mode. */
  readonly fresh: readonly number[];
  /** Device pixels for one CSS pixel. */
  readonly ratio: number;
  readonly isMoving: boolean;
}

/** Draws the overlay, on a context in CSS pixels. */
export function paintOverlay(ink: CanvasRenderingContext2D, scene: Scene, view: Viewport, overlay: Overlay): void {
  const { store } = scene;
  const detail = detailOf(store.chart.pitch * view.scale);
  const spot = spotter(scene, view);
  ink.globalAlpha = 1;
  paintMotions(ink, scene, overlay, detail, spot);
  paintFresh(ink, scene, overlay, spot);
  paintStageName(ink, scene, view);
  if (detail === "rows" || detail === "numbers") paintRowNames(ink, scene, view);
  paintMine(ink, scene, detail, spot);
  paintSectionNames(ink, scene, view, detail, overlay);
  paintRings(ink, scene, overlay, spot);
  if (detail !== "tints") paintGroupLabels(ink, scene, overlay, view);
}

/** A seat's place on the screen and its section's pitch there; null when it is out of sight. */
type Spot = (index: number) => { x: number; y: number; pitch: number } | null;

function spotter({ store: { chart } }: Scene, view: Viewport): Spot {
  const { a, b, e, f } = similarityOf(view);
  return (index) => {
    const cx = chart.x[index] as number;
    const cy = chart.y[index] as number;
    const pitch = (chart.sections[chart.sectionOf[index] as number]?.pitch ?? chart.pitch) * view.scale;
    const [x, y] = [a * cx - b * cy + e, b * cx + a * cy + f];
    return x > -pitch && y > -pitch && x < view.width + pitch && y < view.height + pitch ? { x, y, pitch } : null;
  };
}

function paintMotions(ink: CanvasRenderingContext2D, scene: Scene, overlay: Overlay, detail: Detail, spot: Spot): void {
  const { store, palette } = scene;
  for (const [index, { before, progress }] of overlay.motions) {
    const at = spot(index);
    if (!at || store.isMine(index)) continue;
    const marks = store.chart.marksOf[index] as number;
    const [was, is] = [shapeOf(before, marks, detail), shapeOf(store.codes[index] as number, marks, detail)];
    const full = store.isInFilter(index) ? 1 : 0.3;
    // The old shape shrinks to the dot that is left of it; what comes back grows out of it.
    ink.globalAlpha = full * progress;
    if (is) drawSeatShape(ink, is, at.x, at.y, at.pitch, store.tierOf(index), palette);
    ink.globalAlpha = full;
    if (was && progress < 1)
      drawSeatShape(ink, was, at.x, at.y, at.pitch * (1 - 0.66 * progress), store.tierOf(index), palette);
  }
  ink.globalAlpha = 1;
}

function paintFresh(ink: CanvasRenderingContext2D, { palette }: Scene, overlay: Overlay, spot: Spot): void {
  ink.fillStyle = palette.torch;
  for (const index of overlay.fresh) {
    const at = spot(index);
    if (!at) continue;
    ink.beginPath();
    ink.arc(at.x, at.y, Math.max(at.pitch * 0.62, 1.9), 0, 2 * Math.PI);
    ink.fill();
  }
}

function paintMine(ink: CanvasRenderingContext2D, { store, palette }: Scene, detail: Detail, spot: Spot): void {
  const { chosen, held } = store.getSnapshot();
  for (const index of [...held, ...chosen]) {
    const at = spot(index);
    if (at) drawSeatShape(ink, detail === "tints" ? "chosenDot" : "chosen", at.x, at.y, at.pitch, 0, palette);
  }
}

function paintStageName(ink: CanvasRenderingContext2D, { store, palette }: Scene, view: Viewport): void {
  const { stage } = store.chart.geometry;
  if (!stage) return;
  const box = boxOf(stage.outline.map(([x, y]) => toScreen(view, x, y)));
  const middle = centroid(stage.outline);
  const [x, y] = toScreen(view, middle[0], middle[1]);
  const size = Math.min(18, Math.max(10, Math.min(box.height * 0.3, box.width * 0.16)));
  ink.fillStyle = palette.page;
  setLettering(ink, { size, weight: 650, palette, condensed: false });
  if (ink.measureText(stage.label).width < box.width - 6 && box.height > size) {
    write(ink, stage.label, x, y, { size, weight: 650, palette, condensed: false });
  }
}

/** The centre of an outline's area: the middle of a stage with a catwalk is on the stage. */
function centroid(outline: readonly (readonly [number, number])[]): [number, number] {
  let [area, x, y] = [0, 0, 0];
  outline.forEach(([x0, y0], i) => {
    const [x1, y1] = outline[(i + 1) % outline.length] as readonly [number, number];
    const part = x0 * y1 - x1 * y0;
    area += part;
    x += (x0 + x1) * part;
    y += (y0 + y1) * part;
  });
  return area === 0 ? [outline[0]?.[0] ?? 0, outline[0]?.[1] ?? 0] : [x / (3 * area), y / (3 * area)];
}

/** Names of sections, as many as fit without touching; larger sections first. Standing places keep theirs at any zoom. */
function paintSectionNames(
  ink: CanvasRenderingContext2D,
  scene: Scene,
  view: Viewport,
  detail: Detail,
  { ratio, isMoving }: Overlay,
): void {
  const { store, names, palette } = scene;
  const taken: Rect[] = [];
  for (const s of scene.sectionsBySize) {
    const { section, box } = store.chart.sections[s] as IndexedSection;
    if (isClosed(store, s) || (detail !== "tints" && !section.standing)) continue;
    const [x, y] = toScreen(view, section.labelAt[0], section.labelAt[1]);
    if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
    const wide = Math.max(box.width, box.height) * view.scale;
    const size = section.standing ? 12.5 : Math.min(15, Math.max(10.5, wide * 0.16));
    const lettering = sectionLettering(section);
    const width = names.widthOf(section.name, lettering, size);
    if (width > wide * 1.15) continue;
    const room = { x: x - width / 2 - 3, y: y - size / 2 - 2, width: width + 6, height: size + 4 };
    if (taken.some((other) => touches(room, other))) continue;
    taken.push(room);
    if (isMoving) {
      names.put(ink, section.name, [x, y], lettering, size, ratio);
      continue;
    }
    ink.fillStyle = palette.text;
    write(ink, section.name, x, y, { ...lettering, size, palette }, palette.map);
  }
}

const sectionLettering = ({ standing }: ChartSection) => ({ weight: 700, condensed: standing === null });

/**
 * Makes pictures of sections' names ahead, for so many milliseconds: the first finger that moves the map must not wait for all of them.
 * Answers whether there may be more to make.
 */
export function prepareNames({ store, names, sectionsBySize }: Scene, ratio: number, milliseconds: number): boolean {
  const until = performance.now() + milliseconds;
  for (const s of sectionsBySize) {
    const { section } = store.chart.sections[s] as IndexedSection;
    const isMade = names.prepare(section.name, sectionLettering(section), ratio);
    if (isMade && performance.now() >= until) return true;
  }
  return false;
}

function paintRowNames(ink: CanvasRenderingContext2D, scene: Scene, view: Viewport): void {
  const { store, palette } = scene;
  const { ends, strip } = placeRowNames(store.chart, view, (section) => !isClosed(store, section));
  ink.fillStyle = palette.text2;
  for (const { text, x, y } of ends) write(ink, text, x, y, { size: 11.5, weight: 650, palette });
  if (strip.length === 0) return;
  ink.fillStyle = palette.map;
  ink.fillRect(0, 0, STRIP_WIDTH, view.height);
  ink.fillStyle = palette.mapLine;
  ink.fillRect(STRIP_WIDTH, 0, 1, view.height);
  ink.fillStyle = palette.text;
  for (const { text, x, y } of strip) write(ink, text, x, y, { size: 13, weight: 650, palette });
}

/** The pointer's seat has a thin ring, the keyboard's the product's focus ring: ink with the torch round it. */
function paintRings(ink: CanvasRenderingContext2D, { store, palette }: Scene, overlay: Overlay, spot: Spot): void {
  const ring = (index: number | null, width: number, out: number, colour: string) => {
    const at = index === null ? null : spot(index);
    if (!at) return;
    ink.strokeStyle = colour;
    ink.lineWidth = width;
    ink.beginPath();
    ink.arc(at.x, at.y, Math.max(at.pitch * 0.54, 4) + out, 0, 2 * Math.PI);
    ink.stroke();
  };
  ring(overlay.hovered, 2.5, 0, palette.text);
  const { focusedSeat } = store.getSnapshot();
  ring(focusedSeat, 3, 5, palette.torch);
  ring(focusedSeat, 3, 2, palette.text);
}

function paintGroupLabels(ink: CanvasRenderingContext2D, scene: Scene, overlay: Overlay, view: Viewport): void {
  const { store } = scene;
  const { chart } = store;
  const { chosen, held, standing } = store.getSnapshot();
  const { a, b, e, f } = similarityOf(view);
  for (const group of chosenGroups(chart, [...held, ...chosen])) {
    const { row, section } = chart.rows[group.row] as IndexedRow;
    const spots = group.indexes.map((index) => {
      const [cx, cy] = [chart.x[index] as number, chart.y[index] as number];
      return [a * cx - b * cy + e, b * cx + a * cy + f] as const;
    });
    const text = overlay.labels.chosenGroup({ row: row.name, seats: groupSeatNumbers(chart, group) });
    const x = spots.reduce((sum, [sx]) => sum + sx, 0) / spots.length;
    const pitch = (chart.sections[section]?.pitch ?? chart.pitch) * view.scale;
    bubble(ink, scene, text, x, Math.min(...spots.map(([, sy]) => sy)) - pitch * 0.62 - 7, view);
  }
  for (const [s, count] of standing) {
    const { section } = chart.sections[s] as IndexedSection;
    const [x, y] = toScreen(view, section.labelAt[0], section.labelAt[1]);
    bubble(ink, scene, overlay.labels.chosenStanding({ section: section.name, count }), x, y - 12, view);
  }
}

/** A label with a point, whose tip is at `x, tipY`. */
function bubble(
  ink: CanvasRenderingContext2D,
  { palette }: Scene,
  text: string,
  x: number,
  tipY: number,
  view: Viewport,
): void {
  if (x < 0 || x > view.width || tipY < 0 || tipY > view.height + 40) return;
  setLettering(ink, { size: 13, weight: 650, palette, condensed: false });
  const width = ink.measureText(text).width + 20;
  const middle = Math.min(Math.max(x, width / 2 + 4), view.width - width / 2 - 4);
  const top = tipY - 34;
  ink.fillStyle = palette.text;
  ink.beginPath();
  ink.roundRect(middle - width / 2, top, width, 28, 8);
  ink.fill();
  ink.beginPath();
  ink.moveTo(x - 6, top + 27);
  ink.lineTo(x, tipY);
  ink.lineTo(x + 6, top + 27);
  ink.fill();
  ink.fillStyle = palette.page;
  write(ink, text, middle, top + 14, { size: 13, weight: 650, palette, condensed: false });
}
