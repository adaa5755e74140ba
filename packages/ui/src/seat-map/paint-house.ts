import { COMPANION, type IndexedSection, WHEELCHAIR } from "./chart-index.ts";
import { type Detail, detailOf } from "./level-of-detail.ts";
import { NamePictures } from "./name-pictures.ts";
import type { Palette } from "./palette.ts";
import { CLOSED, FREE, HELD, RESALE, SOLD } from "./seat-byte.ts";
import { type SeatShape, SeatSprites, setLettering } from "./seat-shapes.ts";
import type { SeatMapStore } from "./store.ts";
import { similarityOf, touches, type Viewport, visibleBox } from "./viewport.ts";

/** Buying shows what is free; live shows the organizer what is gone. */
export type SeatMapMode = "buy" | "live";

/** What every part of the picture is drawn from. */
export interface Scene {
  readonly store: SeatMapStore;
  readonly palette: Palette;
  readonly mode: SeatMapMode;
  readonly sprites: SeatSprites;
  readonly names: NamePictures;
  /** Indexes of sections, the largest first: the order in which their names find room. */
  readonly sectionsBySize: readonly number[];
  /** Outlines in chart centimetres, by section, and the stage's. */
  readonly outlines: readonly Path2D[];
  readonly stage: Path2D | null;
  /** Seats that something else draws for now: those in motion. */
  readonly inMotion: ReadonlyMap<number, unknown>;
}

function pathOf(points: readonly (readonly [number, number])[]): Path2D {
  const path = new Path2D();
  for (const [x, y] of points) path.lineTo(x, y);
  path.closePath();
  return path;
}

/** Prepares what stays the same while the palette does. */
export function createScene(
  store: SeatMapStore,
  palette: Palette,
  mode: SeatMapMode,
  inMotion: ReadonlyMap<number, unknown>,
): Scene {
  const { stage, sections } = store.chart.geometry;
  return {
    store,
    palette,
    mode,
    inMotion,
    sprites: new SeatSprites(palette),
    names: new NamePictures(palette),
    sectionsBySize: store.chart.sections
      .map(({ box }, s) => [box.width * box.height, s] as const)
      .sort(([one], [other]) => other - one)
      .map(([, s]) => s),
    outlines: sections.map((section) => pathOf(section.outline)),
    stage: stage ? pathOf(stage.outline) : null,
  };
}

/** A closed section has nothing that is or was for sale. */
export function isClosed(store: SeatMapStore, section: number): boolean {
  return store.offeredInSection[section] === 0;
}

/** Draws sections, stage and seats as `view` sees them, on a context whose pixels are device pixels. */
export function paintHouse(ink: CanvasRenderingContext2D, scene: Scene, view: Viewport, ratio: number): void {
  for (const _ of paintHouseInParts(ink, scene, view, ratio)) {
    // All of it at once.
  }
}

/** Draws sections and stage without their seats. */
export function paintGround(ink: CanvasRenderingContext2D, scene: Scene, view: Viewport, ratio: number): void {
  const { a, b, e, f } = similarityOf(view);
  const detail = detailOf(scene.store.chart.pitch * view.scale);
  ink.setTransform(1, 0, 0, 1, 0, 0);
  ink.globalAlpha = 1;
  ink.fillStyle = scene.palette.map;
  ink.fillRect(0, 0, ink.canvas.width, ink.canvas.height);
  ink.setTransform(a * ratio, b * ratio, -b * ratio, a * ratio, e * ratio, f * ratio);
  for (const s of visibleSections(scene, view)) paintSection(ink, scene, s, detail, view.scale);
  if (scene.stage) {
    ink.fillStyle = scene.palette.text;
    ink.fill(scene.stage);
  }
  ink.setTransform(1, 0, 0, 1, 0, 0);
}

function visibleSections({ store: { chart } }: Scene, view: Viewport): number[] {
  const seen = visibleBox(view);
  return chart.sections.flatMap(({ box }, s) => (touches(box, seen) ? [s] : []));
}

/** Seats between two parts: about a millisecond's work where it is slow. */
const SEATS_A_PART = 1_000;

/** The same in parts, so that a large house can be drawn over several frames. Nobody else may draw on `ink` meanwhile. */
export function* paintHouseInParts(
  ink: CanvasRenderingContext2D,
  scene: Scene,
  view: Viewport,
  ratio: number,
): Generator<void, void, void> {
  paintGround(ink, scene, view, ratio);
  const { chart } = scene.store;
  const detail = detailOf(chart.pitch * view.scale);
  let painted = 0;
  for (const s of visibleSections(scene, view)) {
    if (painted >= SEATS_A_PART) {
      painted = 0;
      yield;
    }
    paintSeats(ink, scene, s, view, ratio, detail);
    painted += (chart.sections[s] as IndexedSection).section.count;
  }
  ink.globalAlpha = 1;
}

function paintSection(ink: CanvasRenderingContext2D, scene: Scene, s: number, detail: Detail, scale: number): void {
  const { store, palette, mode } = scene;
  const { section, category } = store.chart.sections[s] as IndexedSection;
  const outline = scene.outlines[s] as Path2D;
  if (isClosed(store, s) || palette.forced) {
    ink.strokeStyle = palette.mapLine;
    ink.lineWidth = 1 / scale;
    if (isClosed(store, s)) ink.setLineDash([2 / scale, 3 / scale]);
    ink.stroke(outline);
    ink.setLineDash([]);
    if (palette.forced || isClosed(store, s)) return;
  }
  const { filter } = store.getSnapshot();
  const fade = filter && !filter.has(category) ? 0.4 : 1;
  const tint = mode === "live" ? palette.text : (palette.tiers[store.tierOfCategory[category] ?? 1] ?? palette.text);
  const strength = detail === "tints" ? [0.15, 0.2] : [0.07, 0.1];
  ink.globalAlpha = (mode === "live" ? 0.08 : (strength[palette.dark ? 1 : 0] as number)) * fade;
  ink.fillStyle = tint;
  ink.fill(outline);
  if (section.standing) hatch(ink, scene, s, tint, fade, scale);
  ink.globalAlpha = 1;
}

/** Standing places have no spots to draw: lines across the floor say that it is ground to stand on. */
function hatch(
  ink: CanvasRenderingContext2D,
  scene: Scene,
  s: number,
  tint: string,
  fade: number,
  scale: number,
): void {
  const { store, palette } = scene;
  if (store.leftInSection[s] === 0 && scene.mode === "buy") return;
  const { box } = store.chart.sections[s] as IndexedSection;
  const gap = Math.max(5 / scale, 100);
  ink.save();
  ink.clip(scene.outlines[s] as Path2D);
  ink.globalAlpha = (palette.dark ? 0.5 : 0.4) * fade;
  ink.strokeStyle = tint;
  ink.lineWidth = 1 / scale;
  ink.beginPath();
  for (let x = box.x - box.height; x < box.x + box.width; x += gap) {
    ink.moveTo(x, box.y);
    ink.lineTo(x + box.height, box.y + box.height);
  }
  ink.stroke();
  ink.restore();
}

/** The shape of a seat that is not this person's; null where nothing is drawn. */
export function shapeOf(code: number, marks: number, detail: Detail): SeatShape | null {
  if (code === CLOSED) return null;
  if (detail === "tints") {
    // Sold seats vanish, so that emptiness shows how much is gone.
    if (code === FREE) return "dot";
    return code === RESALE ? "resaleDot" : null;
  }
  if (code === SOLD) return "sold";
  if (code === HELD) return "held";
  if (code === RESALE) return "resale";
  if (marks & WHEELCHAIR) return "wheelchair";
  return marks & COMPANION ? "companion" : "free";
}

function paintSeats(
  ink: CanvasRenderingContext2D,
  scene: Scene,
  s: number,
  view: Viewport,
  ratio: number,
  detail: Detail,
): void {
  const { store, sprites, inMotion } = scene;
  const { chart, codes } = store;
  const { section, pitch } = chart.sections[s] as IndexedSection;
  if (section.standing) return;
  const { a, b, e, f } = similarityOf(view);
  const step = pitch * view.scale * ratio;
  const [right, bottom] = [ink.canvas.width + step, ink.canvas.height + step];
  const numbered: number[] = [];
  for (let index = section.first; index < section.first + section.count; index++) {
    const cx = chart.x[index] as number;
    const cy = chart.y[index] as number;
    const x = (a * cx - b * cy + e) * ratio;
    const y = (b * cx + a * cy + f) * ratio;
    if (!(x > -step && y > -step && x < right && y < bottom)) continue;
    const code = codes[index] as number;
    if (scene.mode === "live") {
      paintLive(ink, scene, code, x, y, step);
      continue;
    }
    const shape = shapeOf(code, chart.marksOf[index] as number, detail);
    if (shape === null || store.isMine(index) || inMotion.has(index)) continue;
    ink.globalAlpha = store.isInFilter(index) ? 1 : 0.3;
    if (step < SMALLEST_DISC) paintSpeck(ink, scene, shape, index, x, y, step);
    else sprites.put(ink, shape, x, y, step, store.tierOf(index));
    if (detail === "numbers" && (shape === "free" || shape === "resale" || shape === "companion")) numbered.push(index);
  }
  if (numbered.length > 0 && !scene.palette.forced) paintNumbers(ink, scene, numbered, view, ratio);
}

/** Under this pitch, in device pixels, a disc cannot be told from a square, and a square costs a tenth. */
const SMALLEST_DISC = 3.5;

function paintSpeck(
  ink: CanvasRenderingContext2D,
  { store, palette }: Scene,
  shape: SeatShape,
  index: number,
  x: number,
  y: number,
  step: number,
): void {
  const size = Math.max(step * 0.8, 1);
  ink.fillStyle = shape === "resaleDot" ? palette.resale : (palette.tiers[store.tierOf(index)] ?? palette.text);
  ink.fillRect(x - size / 2, y - size / 2, size, size);
}

function paintLive(
  ink: CanvasRenderingContext2D,
  scene: Scene,
  code: number,
  x: number,
  y: number,
  step: number,
): void {
  if (code === CLOSED) return;
  const half = Math.max(step * 0.42, 0.6);
  const gone = code === SOLD || code === RESALE;
  ink.globalAlpha = gone ? (scene.palette.dark ? 0.75 : 0.7) : code === HELD ? 0.34 : 0.14;
  ink.fillStyle = scene.palette.text;
  ink.fillRect(x - half, y - half, half * 2, half * 2);
}

function paintNumbers(
  ink: CanvasRenderingContext2D,
  scene: Scene,
  indexes: readonly number[],
  view: Viewport,
  ratio: number,
): void {
  const { store, palette } = scene;
  const { chart } = store;
  const { a, b, e, f } = similarityOf(view);
  const size = Math.min(15, Math.max(10, chart.pitch * view.scale * 0.42)) * ratio;
  let setTo = 0;
  for (const index of indexes) {
    const row = chart.rows[chart.rowOf[index] as number]?.row;
    const text = row?.labels[index - row.first] ?? "";
    const resale = store.codes[index] === RESALE;
    const wanted = size * (text.length > 2 ? 0.8 : 1) * (resale ? 0.92 : 1);
    if (wanted !== setTo) setLettering(ink, { size: wanted, weight: 650, palette });
    setTo = wanted;
    const hollow = !resale && (chart.marksOf[index] as number) & COMPANION;
    ink.fillStyle = hollow ? palette.text : palette.onSeat;
    ink.globalAlpha = store.isInFilter(index) ? 1 : 0.3;
    const cx = chart.x[index] as number;
    const cy = chart.y[index] as number;
    ink.fillText(text, (a * cx - b * cy + e) * ratio, (b * cx + a * cy + f) * ratio + wanted * 0.05);
  }
}
