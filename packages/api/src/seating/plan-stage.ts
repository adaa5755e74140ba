import type { PretixArea, PretixPlan, PretixZone } from "./pretix-plan.schema.ts";
import type { Sidecar } from "./sidecar.ts";

type Place = readonly [number, number];

export interface PlanStage {
  readonly label: string;
  readonly outline: readonly Place[];
}

const STAGE_NAME = /(?<!back)(?:stage|bühne|buehne|podium|sc[eè]ne)/iu;
const ROUND = 48;

/** A stage as a plan draws it, for those who read the plan alone: what is known of it stands in the sidecar. `textAt` is where its label stands. */
export function stageArea({ label, outline }: PlanStage, [textX, textY]: Place): PretixArea {
  return {
    shape: "polygon",
    color: "#1C1F24",
    border_color: "#1C1F24",
    rotation: 0,
    position: { x: 0, y: 0 },
    polygon: { points: outline.map(([x, y]) => ({ x, y })) },
    text: { text: label, color: "#FFFFFF", position: { x: textX, y: textY } },
  };
}

/** An area's corners in the plan's frame; empty for a text. Its rotation, in degrees, is about its position. */
export function areaOutline(zone: PretixZone, area: PretixArea): Place[] {
  const { circle, ellipse, rectangle, polygon } = area;
  const radius = circle ? { x: circle.radius, y: circle.radius } : ellipse?.radius;
  const corners: Place[] = [];
  if (radius) {
    for (let at = 0; at < ROUND; at++) {
      const angle = (at * 2 * Math.PI) / ROUND;
      corners.push([radius.x * Math.cos(angle), radius.y * Math.sin(angle)]);
    }
  } else if (rectangle)
    corners.push([0, 0], [rectangle.width, 0], [rectangle.width, rectangle.height], [0, rectangle.height]);
  else if (polygon) for (const { x, y } of polygon.points) corners.push([x, y]);
  const turn = (area.rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const x0 = zone.position.x + area.position.x;
  const y0 = zone.position.y + area.position.y;
  return corners.map(([x, y]) => [x0 + x * cos - y * sin, y0 + x * sin + y * cos]);
}

function middle(outline: readonly Place[]): Place {
  const xs = outline.map(([x]) => x);
  const ys = outline.map(([, y]) => y);
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}

function extent(outline: readonly Place[]): number {
  const [x, y] = middle(outline);
  return outline.reduce((most, [ax, ay]) => Math.max(most, Math.hypot(ax - x, ay - y)), 0);
}

/** The stage: the sidecar's, or a drawing that is called one. A bare text gives a box of `pitch` seats around it. */
export function findStage(plan: PretixPlan, sidecar: Sidecar | undefined, pitch: number): PlanStage | null {
  if (sidecar?.stage) return sidecar.stage;
  for (const zone of plan.zones) {
    for (const area of zone.areas) {
      const label = area.text?.text.trim() ?? "";
      if (!STAGE_NAME.test(label)) continue;
      const outline = areaOutline(zone, area);
      return { label, outline: outline.length > 0 ? outline : boxAround(zone, area, pitch) };
    }
    const [drawn] = zone.areas.map((area) => areaOutline(zone, area)).filter(({ length }) => length > 0);
    if (drawn && STAGE_NAME.test(zone.name)) return { label: zone.name, outline: drawn };
  }
  return null;
}

function boxAround(zone: PretixZone, { position, text }: PretixArea, pitch: number): Place[] {
  const x = zone.position.x + position.x + (text?.position.x ?? 0);
  const y = zone.position.y + position.y + (text?.position.y ?? 0);
  const [across, deep] = [pitch * 6, pitch * 2];
  return [
    [x - across, y - deep],
    [x + across, y - deep],
    [x + across, y + deep],
    [x - across, y + deep],
  ];
}

/** Where eyes go: told, else the stage, else the largest drawing (a field), else the front edge of the seats. */
export function findFocalPoint(
  plan: PretixPlan,
  { sidecar, stage, seats }: { sidecar: Sidecar | undefined; stage: PlanStage | null; seats: readonly Place[] },
): Place {
  if (sidecar?.focalPoint) return sidecar.focalPoint;
  if (stage) return middle(stage.outline);
  let field: Place[] = [];
  for (const zone of plan.zones) {
    for (const area of zone.areas) {
      const outline = areaOutline(zone, area);
      if (outline.length > 0 && (field.length === 0 || extent(outline) > extent(field))) field = outline;
    }
  }
  if (field.length > 0) return middle(field);
  let [left, right, top] = [Infinity, -Infinity, Infinity];
  for (const [x, y] of seats) [left, right, top] = [Math.min(left, x), Math.max(right, x), Math.min(top, y)];
  return [(left + right) / 2, top];
}
