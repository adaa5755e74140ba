import { type Drawing, isSection, type Spot, stageZone } from "@usher/api/drawing";
import { type Item, standingItem, zoneItem } from "../chart-editor.ts";
import type { Box } from "../commands.ts";
import { pictureOf } from "./zone-picture.ts";

export interface Hit {
  readonly item: Item;
  /** The seat that was meant, when one is near enough. */
  readonly seat: string | null;
}

/** What lies at a spot of the drawing, the topmost first; `reach` is how far beside it a seat may be, in the plan's unit. */
export function hitAt(drawing: Drawing, [x, y]: Spot, reach: number): Hit | null {
  const { plan, sidecar } = drawing;
  const focus = sidecar.focalPoint;
  if (focus && Math.hypot(focus[0] - x, focus[1] - y) < reach * 1.5) return { item: "focal", seat: null };
  const hidden = stageZone(drawing);
  for (let at = plan.zones.length - 1; at >= 0; at--) {
    const zone = plan.zones[at];
    if (!zone || at === hidden) continue;
    const [zx, zy] = [x - zone.position.x, y - zone.position.y];
    if (!isSection(zone)) {
      if (zone.areas.some(({ position, text }) => text && isNear([zx, zy], [position.x, position.y], reach * 3)))
        return { item: zoneItem(at), seat: null };
      continue;
    }
    const picture = pictureOf(zone);
    const { left, top, right, bottom } = picture.box;
    const margin = Math.max(picture.pitch, reach);
    if (zx < left - margin || zx > right + margin || zy < top - margin || zy > bottom + margin) continue;
    const seat = nearest(picture.x, picture.y, [zx, zy], Math.max(reach, picture.pitch * 0.6));
    if (seat !== null) return { item: zoneItem(at), seat: picture.keys[seat] ?? null };
    if (isInside(picture.outline, [zx, zy])) return { item: zoneItem(at), seat: null };
  }
  if (sidecar.stage && isInside(sidecar.stage.outline, [x, y])) return { item: "stage", seat: null };
  const standing = sidecar.standing.findLastIndex(({ outline }) => isInside(outline, [x, y]));
  return standing < 0 ? null : { item: standingItem(standing), seat: null };
}

const isNear = (one: Spot, other: Spot, reach: number) => Math.hypot(one[0] - other[0], one[1] - other[1]) < reach;

function nearest(xs: Float32Array, ys: Float32Array, [x, y]: Spot, reach: number): number | null {
  let [least, found] = [reach * reach, null as number | null];
  for (let at = 0; at < xs.length; at++) {
    const gap = ((xs[at] as number) - x) ** 2 + ((ys[at] as number) - y) ** 2;
    if (gap < least) [least, found] = [gap, at];
  }
  return found;
}

function isInside(outline: readonly Spot[], [x, y]: Spot): boolean {
  let inside = false;
  for (const [at, [ax, ay]] of outline.entries()) {
    const [bx, by] = outline[(at + outline.length - 1) % outline.length] as Spot;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** The box round an item, in the plan's frame; null for one that is no more. */
export function boxOfItem({ plan, sidecar }: Drawing, item: Item): Box | null {
  if (item === "focal") return sidecar.focalPoint ? { from: sidecar.focalPoint, to: sidecar.focalPoint } : null;
  if (item === "stage") return sidecar.stage ? boxRound(sidecar.stage.outline) : null;
  const [kind, place] = item.split(":");
  if (kind === "standing") {
    const area = sidecar.standing[Number(place)];
    return area ? boxRound(area.outline) : null;
  }
  const zone = plan.zones[Number(place)];
  if (!zone) return null;
  const { x, y } = zone.position;
  if (!isSection(zone)) return { from: [x, y], to: [x, y] };
  const { left, top, right, bottom } = pictureOf(zone).box;
  return { from: [x + left, y + top], to: [x + right, y + bottom] };
}

function boxRound(outline: readonly Spot[]): Box {
  const [xs, ys] = [outline.map(([x]) => x), outline.map(([, y]) => y)];
  return { from: [Math.min(...xs), Math.min(...ys)], to: [Math.max(...xs), Math.max(...ys)] };
}

/** Everything that a box drawn by hand touches. */
export function itemsIn(drawing: Drawing, { from, to }: Box): Item[] {
  const hidden = stageZone(drawing);
  const all: Item[] = [
    ...drawing.plan.zones.flatMap((_, at): Item[] => (at === hidden ? [] : [zoneItem(at)])),
    ...drawing.sidecar.standing.map((_, at) => standingItem(at)),
    "stage",
    "focal",
  ];
  const [left, right] = [Math.min(from[0], to[0]), Math.max(from[0], to[0])];
  const [top, bottom] = [Math.min(from[1], to[1]), Math.max(from[1], to[1])];
  return all.filter((item) => {
    const box = boxOfItem(drawing, item);
    return box && box.to[0] >= left && box.from[0] <= right && box.to[1] >= top && box.from[1] <= bottom;
  });
}

/** Seats of a zone inside a box drawn by hand. */
export function seatsIn(drawing: Drawing, at: number, { from, to }: Box): string[] {
  const zone = drawing.plan.zones[at];
  if (!zone) return [];
  const { x, y, keys } = pictureOf(zone);
  const [left, right] = [Math.min(from[0], to[0]), Math.max(from[0], to[0])];
  const [top, bottom] = [Math.min(from[1], to[1]), Math.max(from[1], to[1])];
  return keys.filter((_, seat) => {
    const [sx, sy] = [(x[seat] ?? 0) + zone.position.x, (y[seat] ?? 0) + zone.position.y];
    return sx >= left && sx <= right && sy >= top && sy <= bottom;
  });
}
