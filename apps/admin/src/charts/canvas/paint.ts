import { type Drawing, isSection, type Spot, stageZone } from "@usher/api/drawing";
import { drawSeatShape, type Palette, similarityOf, toScreen, type Viewport, visibleBox } from "@usher/ui/seat-map";
import { type Item, type Selection, standingItem, zoneItem } from "../chart-editor.ts";
import { pictureOf, type ZonePicture } from "./zone-picture.ts";

type Ink = CanvasRenderingContext2D;
type Zone = Drawing["plan"]["zones"][number];

export interface Scene {
  readonly drawing: Drawing;
  readonly selection: Selection;
  readonly palette: Palette;
  readonly view: Viewport;
  /** Keys of seats that somebody has. */
  readonly owned: ReadonlySet<string>;
  /** Device pixels for one CSS pixel. */
  readonly ratio: number;
}

/** Seat distance on the screen from which seats, shapes, row names and numbers are drawn: CSS pixels. */
const SEATS_FROM = 3;
const SHAPES_FROM = 6;
const ROW_NAMES_FROM = 12;
const NUMBERS_FROM = 22;

/** The tier whose colour a category is drawn in, as everywhere in the office. */
export function tierOf({ plan }: Drawing, category: string): number {
  const at = plan.categories.findIndex(({ name }) => name === category);
  return Math.min(5, Math.max(at, 0) + 1);
}

/** Draws everything but the items that are left out, which a hand is moving. */
export function paintScene(ink: Ink, scene: Scene, without: ReadonlySet<Item>): void {
  const { drawing, view, ratio } = scene;
  ink.setTransform(1, 0, 0, 1, 0, 0);
  ink.clearRect(0, 0, view.width * ratio, view.height * ratio);
  paintGround(ink, scene, without);
  const hidden = stageZone(drawing);
  const seen = visibleBox(view);
  ink.setTransform(ratio, 0, 0, ratio, 0, 0);
  for (const [at, zone] of drawing.plan.zones.entries()) {
    if (without.has(zoneItem(at)) || at === hidden) continue;
    if (!isSection(zone)) paintAreas(ink, scene, zone, at);
    else if (isInSight(zone, seen)) paintSection(ink, scene, zone, at);
  }
  if (drawing.sidecar.focalPoint && !without.has("focal")) paintFocus(ink, scene, drawing.sidecar.focalPoint);
}

/** Draws only the items that are given: what a hand is moving. */
export function paintItems(ink: Ink, scene: Scene, items: readonly Item[]): void {
  const { drawing, view, ratio } = scene;
  ink.setTransform(1, 0, 0, 1, 0, 0);
  ink.clearRect(0, 0, view.width * ratio, view.height * ratio);
  const wanted = new Set(items);
  const others = new Set<Item>(["stage", "focal", ...drawing.sidecar.standing.map((_, at) => standingItem(at))]);
  for (const item of wanted) others.delete(item);
  paintGround(ink, scene, others);
  ink.setTransform(ratio, 0, 0, ratio, 0, 0);
  for (const [at, zone] of drawing.plan.zones.entries()) {
    if (!wanted.has(zoneItem(at))) continue;
    if (isSection(zone)) paintSection(ink, scene, zone, at);
    else paintAreas(ink, scene, zone, at);
  }
  if (wanted.has("focal") && drawing.sidecar.focalPoint) paintFocus(ink, scene, drawing.sidecar.focalPoint);
}

function isInSight(zone: Zone, seen: { x: number; y: number; width: number; height: number }): boolean {
  const { position } = zone;
  const { box, pitch } = pictureOf(zone);
  return (
    position.x + box.right + pitch >= seen.x &&
    position.x + box.left - pitch <= seen.x + seen.width &&
    position.y + box.bottom + pitch >= seen.y &&
    position.y + box.top - pitch <= seen.y + seen.height
  );
}

/** The stage and the places to stand, which lie below all seats. */
function paintGround(ink: Ink, scene: Scene, without: ReadonlySet<Item>): void {
  const { drawing, palette, ratio } = scene;
  ink.setTransform(ratio, 0, 0, ratio, 0, 0);
  for (const [at, area] of drawing.sidecar.standing.entries()) {
    if (without.has(standingItem(at))) continue;
    const colour = palette.tiers[tierOf(drawing, area.category)] ?? palette.text;
    trace(ink, scene, area.outline);
    ink.globalAlpha = palette.dark ? 0.28 : 0.2;
    ink.fillStyle = colour;
    ink.fill();
    ink.globalAlpha = 1;
    edge(ink, scene, standingItem(at), colour);
    const [x, y] = toScreen(scene.view, ...middleOf(area.outline));
    name(ink, palette, area.name, x, y);
  }
  const { stage } = drawing.sidecar;
  if (!stage || without.has("stage")) return;
  trace(ink, scene, stage.outline);
  ink.fillStyle = palette.text;
  ink.fill();
  edge(ink, scene, "stage", palette.text);
  const [x, y] = toScreen(scene.view, ...middleOf(stage.outline));
  ink.fillStyle = palette.page;
  lettering(ink, palette, 13, 650);
  ink.fillText(stage.label, x, y);
}

function edge(ink: Ink, { selection, palette }: Scene, item: Item, colour: string): void {
  const isChosen = selection.items.includes(item);
  ink.strokeStyle = isChosen ? palette.text : colour;
  ink.lineWidth = isChosen ? 2 : 1;
  ink.stroke();
}

function trace(ink: Ink, { view }: Scene, outline: readonly Spot[]): void {
  ink.beginPath();
  for (const [x, y] of outline) ink.lineTo(...toScreen(view, x, y));
  ink.closePath();
}

function middleOf(outline: readonly Spot[]): Spot {
  const mean = (axis: 0 | 1) => {
    const all = outline.map((spot) => spot[axis]);
    return (Math.min(...all) + Math.max(...all)) / 2;
  };
  return [mean(0), mean(1)];
}

function lettering(ink: Ink, { font }: Palette, size: number, weight: number): void {
  ink.font = `${weight} ${size}px ${font}`;
  ink.textAlign = "center";
  ink.textBaseline = "middle";
}

/** A name that can be read on whatever is below it. */
function name(ink: Ink, palette: Palette, text: string, x: number, y: number): void {
  lettering(ink, palette, 13, 650);
  ink.lineJoin = "round";
  ink.lineWidth = 4;
  ink.strokeStyle = palette.map;
  ink.strokeText(text, x, y);
  ink.fillStyle = palette.text;
  ink.fillText(text, x, y);
}

function paintSection(ink: Ink, scene: Scene, zone: Zone, at: number): void {
  const { view, palette, selection, drawing } = scene;
  const picture = pictureOf(zone);
  const pitch = picture.pitch * view.scale;
  const { a, b, e, f } = similarityOf(view);
  const [zx, zy] = [zone.position.x, zone.position.y];
  const isChosen = selection.items.includes(zoneItem(at));
  paintTint(ink, scene, { zone, picture, isChosen });
  const sx = (seat: number) => a * ((picture.x[seat] as number) + zx) - b * ((picture.y[seat] as number) + zy) + e;
  const sy = (seat: number) => b * ((picture.x[seat] as number) + zx) + a * ((picture.y[seat] as number) + zy) + f;
  if (pitch < SEATS_FROM && picture.byCategory.size === 1) paintLines(ink, scene, zone, picture);
  else
    for (const [category, seats] of picture.byCategory) {
      ink.fillStyle = palette.tiers[tierOf(drawing, category)] || palette.text;
      paintSeats(ink, seats, { sx, sy, pitch });
    }
  paintMarks(ink, scene, { picture, sx, sy, pitch, isChosen });
  if (pitch >= NUMBERS_FROM) paintNumbers(ink, palette, { picture, sx, sy, pitch });
  if (pitch >= ROW_NAMES_FROM) paintRowNames(ink, scene, zone, picture);
  else if (smallerSide(picture) * view.scale > NAME_ROOM) {
    const { left, right, top, bottom } = picture.box;
    const [x, y] = toScreen(view, zx + (left + right) / 2, zy + (top + bottom) / 2);
    name(ink, palette, zone.name, x, y);
  }
}

/** From afar a row is a line: sixty thousand squares of a pixel would look the same and take ten times as long. */
function paintLines(ink: Ink, scene: Scene, { position }: Zone, picture: ZonePicture): void {
  const { view, palette, drawing, ratio } = scene;
  const { a, b, e, f } = similarityOf(view);
  const [x, y] = [a * position.x - b * position.y + e, b * position.x + a * position.y + f];
  const [category = ""] = picture.byCategory.keys();
  ink.save();
  ink.setTransform(a * ratio, b * ratio, -b * ratio, a * ratio, x * ratio, y * ratio);
  ink.strokeStyle = palette.tiers[tierOf(drawing, category)] || palette.text;
  ink.lineWidth = picture.pitch * 0.7;
  ink.lineJoin = "bevel";
  ink.stroke(picture.lines);
  ink.restore();
}

/** A name is shown where it has room, CSS pixels. */
const NAME_ROOM = 30;

function smallerSide({ box }: ZonePicture): number {
  return Math.min(box.right - box.left, box.bottom - box.top);
}

interface Placed {
  readonly sx: (seat: number) => number;
  readonly sy: (seat: number) => number;
  readonly pitch: number;
}

function paintSeats(ink: Ink, seats: readonly number[], { sx, sy, pitch }: Placed): void {
  if (pitch < SHAPES_FROM) {
    const side = Math.max(1, pitch * 0.72);
    for (const seat of seats) ink.fillRect(sx(seat) - side / 2, sy(seat) - side / 2, side, side);
    return;
  }
  const radius = pitch * 0.4;
  ink.beginPath();
  for (const seat of seats) {
    const [x, y] = [sx(seat), sy(seat)];
    ink.moveTo(x + radius, y);
    ink.arc(x, y, radius, 0, 2 * Math.PI);
  }
  ink.fill();
}

/** The section's ground, and the line round it when it is chosen. */
function paintTint(
  ink: Ink,
  scene: Scene,
  { zone, picture, isChosen }: { zone: Zone; picture: ZonePicture; isChosen: boolean },
): void {
  const { palette, view } = scene;
  const [main] = [...picture.byCategory].toSorted((one, other) => other[1].length - one[1].length);
  const { x, y } = zone.position;
  trace(
    ink,
    scene,
    picture.outline.map(([ox, oy]): Spot => [ox + x, oy + y]),
  );
  ink.lineJoin = "round";
  const width = picture.pitch * 1.5 * view.scale;
  if (isChosen) {
    ink.strokeStyle = palette.text;
    ink.lineWidth = width + 4;
    ink.stroke();
  }
  const ground = groundOf(scene, main?.[0] ?? "");
  ink.strokeStyle = ground;
  ink.fillStyle = ground;
  ink.lineWidth = width;
  ink.stroke();
  ink.fill();
}

/** A section's ground: its category's colour, thin on the map's. */
function groundOf({ palette, drawing }: Scene, category: string): string {
  const colour = palette.tiers[tierOf(drawing, category)] || palette.text;
  return palette.forced ? palette.map : `color-mix(in srgb, ${colour} ${palette.dark ? 20 : 13}%, ${palette.map})`;
}

interface MarkedSeats {
  readonly wheelchair: ReadonlySet<string>;
  readonly companion: ReadonlySet<string>;
  readonly restricted: ReadonlySet<string>;
}

const UNMARKED: MarkedSeats = { wheelchair: new Set(), companion: new Set(), restricted: new Set() };
const marked = new WeakMap<object, MarkedSeats>();

/** The marks of a drawing as sets, made once for as long as they stay the same. */
function markedSeats({ sidecar: { marks } }: Drawing): MarkedSeats {
  if (!marks) return UNMARKED;
  const known = marked.get(marks);
  if (known) return known;
  const { wheelchair, companion, restrictedView } = marks;
  const sets = {
    wheelchair: new Set(wheelchair),
    companion: new Set(companion),
    restricted: new Set(restrictedView),
  };
  marked.set(marks, sets);
  return sets;
}

function paintMarks(
  ink: Ink,
  { drawing, palette, owned, selection }: Scene,
  { picture, sx, sy, pitch, isChosen }: Placed & { picture: ZonePicture; isChosen: boolean },
): void {
  const { wheelchair, companion, restricted } = markedSeats(drawing);
  const chosen = new Set(isChosen ? selection.seats : []);
  if (wheelchair.size + companion.size + restricted.size + owned.size + chosen.size === 0) return;
  for (const [seat, key] of picture.keys.entries()) {
    const [x, y] = [sx(seat), sy(seat)];
    if (pitch < SHAPES_FROM) {
      // Too small for a sign: a square in its colour.
      const isMarked = wheelchair.has(key) || companion.has(key);
      ink.fillStyle = palette.access;
      if (isMarked) ink.fillRect(x - pitch / 2, y - pitch / 2, pitch, pitch);
    } else if (wheelchair.has(key)) drawSeatShape(ink, "wheelchair", x, y, pitch, 0, palette);
    else if (companion.has(key)) {
      ink.fillStyle = palette.map;
      ink.fillRect(x - pitch * 0.4, y - pitch * 0.4, pitch * 0.8, pitch * 0.8);
      drawSeatShape(ink, "companion", x, y, pitch, 0, palette);
    }
    if (pitch >= SHAPES_FROM && restricted.has(key)) bar(ink, palette.map, x, y, pitch);
    if (pitch >= SHAPES_FROM && owned.has(key)) ring(ink, palette.text, x, y, pitch * 0.5);
    if (chosen.has(key)) drawSeatShape(ink, "chosen", x, y, Math.max(pitch, 7), 0, palette);
  }
}

function bar(ink: Ink, colour: string, x: number, y: number, pitch: number): void {
  ink.fillStyle = colour;
  ink.fillRect(x - pitch * 0.28, y - pitch * 0.07, pitch * 0.56, pitch * 0.14);
}

function ring(ink: Ink, colour: string, x: number, y: number, radius: number): void {
  ink.strokeStyle = colour;
  ink.lineWidth = 1.5;
  ink.beginPath();
  ink.arc(x, y, radius, 0, 2 * Math.PI);
  ink.stroke();
}

function paintNumbers(ink: Ink, palette: Palette, { picture, sx, sy, pitch }: Placed & { picture: ZonePicture }): void {
  lettering(ink, palette, Math.round(pitch * 0.36), 600);
  ink.fillStyle = palette.onSeat;
  for (const [seat, number] of picture.numbers.entries()) ink.fillText(number, sx(seat), sy(seat));
}

function paintRowNames(ink: Ink, { view, palette }: Scene, { position }: Zone, { rowEnds, pitch }: ZonePicture): void {
  lettering(ink, palette, 11, 620);
  ink.fillStyle = palette.text2;
  for (const { name: text, first, last } of rowEnds) {
    const length = Math.hypot(last[0] - first[0], last[1] - first[1]) || 1;
    const along = [((last[0] - first[0]) / length) * pitch * 1.05, ((last[1] - first[1]) / length) * pitch * 1.05];
    const [ax, ay] = [along[0] || (first === last ? pitch : 0), along[1] ?? 0];
    ink.fillText(text, ...toScreen(view, position.x + first[0] - ax, position.y + first[1] - ay));
  }
}

/** Words and shapes that stand on the plan beside its seats. */
function paintAreas(ink: Ink, scene: Scene, zone: Zone, at: number): void {
  const { palette, view, selection } = scene;
  for (const area of zone.areas) {
    const [x, y] = [zone.position.x + area.position.x, zone.position.y + area.position.y];
    if (area.polygon) {
      trace(
        ink,
        scene,
        area.polygon.points.map((point): Spot => [x + point.x, y + point.y]),
      );
      ink.fillStyle = palette.mapLine;
      ink.fill();
      edge(ink, scene, zoneItem(at), palette.edge);
    }
    if (!area.text) continue;
    const [tx, ty] = toScreen(view, x + area.text.position.x, y + area.text.position.y);
    name(ink, palette, area.text.text, tx, ty);
    if (!selection.items.includes(zoneItem(at))) continue;
    const half = ink.measureText(area.text.text).width / 2 + 6;
    ink.strokeStyle = palette.text;
    ink.lineWidth = 1.5;
    ink.strokeRect(tx - half, ty - 12, 2 * half, 24);
  }
}

/** Where eyes go: a ring with a cross. */
function paintFocus(ink: Ink, { view, palette, selection }: Scene, spot: Spot): void {
  const [x, y] = toScreen(view, ...spot);
  ring(ink, palette.text, x, y, 9);
  ink.beginPath();
  for (const [dx, dy] of [
    [14, 0],
    [0, 14],
  ] as const) {
    ink.moveTo(x - dx, y - dy);
    ink.lineTo(x + dx, y + dy);
  }
  ink.stroke();
  if (selection.items.includes("focal")) ring(ink, palette.text, x, y, 14);
}
