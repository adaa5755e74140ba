import type { PretixArea, PretixZone } from "../pretix-plan.schema.ts";
import { stageArea } from "../plan-stage.ts";
import type { Sidecar } from "../sidecar.ts";
import {
  type Drawing,
  extentOf,
  fitSize,
  freshName,
  type SeatMarkName,
  type Spot,
  withSidecar,
  withZone,
  withZones,
} from "./drawing.ts";
import { placeAt, rounded } from "./lay-rows.ts";

export type StandingArea = Sidecar["standing"][number];

/** Round what is moved into the frame, in the plan's unit. */
const MARGIN = 50;
const ORIGIN = { x: 0, y: 0 };
const pair = ([x, y]: Spot): [number, number] => [rounded(x), rounded(y)];

/** The four corners of an upright box, clockwise. */
export function boxCorners([left, top]: Spot, [right, bottom]: Spot): Spot[] {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

/** Adds a category; one of that name is not added twice. */
export function addCategory(drawing: Drawing, name: string, color: string): Drawing {
  const { categories } = drawing.plan;
  if (name.trim() === "" || categories.some((one) => one.name === name.trim())) return drawing;
  return { ...drawing, plan: { ...drawing.plan, categories: [...categories, { name: name.trim(), color }] } };
}

/** Calls a category otherwise, with all seats and areas that are in it. A name that another has is refused: nothing changes. */
export function renameCategory(drawing: Drawing, from: string, to: string): Drawing {
  const { plan, sidecar } = drawing;
  const name = to.trim();
  if (name === "" || plan.categories.some((one) => one.name === name)) return drawing;
  const zones = plan.zones.map((zone) => {
    if (!zone.rows.some(({ seats }) => seats.some(({ category }) => category === from))) return zone;
    const rows = zone.rows.map((row) => ({
      ...row,
      seats: row.seats.map((seat) => (seat.category === from ? { ...seat, category: name } : seat)),
    }));
    return { ...zone, rows };
  });
  const standing = sidecar.standing.map((area) => (area.category === from ? { ...area, category: name } : area));
  const categories = plan.categories.map((one) => (one.name === from ? { ...one, name } : one));
  return { plan: { ...plan, categories, zones }, sidecar: { ...sidecar, standing } };
}

/** Adds a standing area; its name gets a number when it is taken. It is the last one. */
export function addStanding(
  drawing: Drawing,
  area: Omit<StandingArea, "outline"> & { outline: readonly Spot[] },
): Drawing {
  const added = { ...area, name: freshName(drawing, area.name), outline: area.outline.map(pair) };
  return withSidecar(drawing, { standing: [...drawing.sidecar.standing, added] });
}

/** Changes a standing area. A name that another has gets a number. */
export function changeStanding(drawing: Drawing, at: number, change: Partial<StandingArea>): Drawing {
  const before = drawing.sidecar.standing[at];
  if (!before) return drawing;
  const others = withSidecar(drawing, { standing: drawing.sidecar.standing.toSpliced(at, 1) });
  const name = change.name === undefined ? before.name : freshName(others, change.name.trim() || before.name);
  return withSidecar(drawing, { standing: drawing.sidecar.standing.with(at, { ...before, ...change, name }) });
}

export function moveStanding(drawing: Drawing, at: number, by: Spot): Drawing {
  const before = drawing.sidecar.standing[at];
  if (!before) return drawing;
  const labelAt = before.labelAt && moved(before.labelAt, by);
  return changeStanding(drawing, at, {
    outline: before.outline.map((spot) => moved(spot, by)),
    ...(labelAt && { labelAt }),
  });
}

export function removeStanding(drawing: Drawing, at: number): Drawing {
  return withSidecar(drawing, { standing: drawing.sidecar.standing.toSpliced(at, 1) });
}

const moved = ([x, y]: Spot, [dx, dy]: Spot): [number, number] => [rounded(x + dx), rounded(y + dy)];

/** The zone that draws the stage for those who read the plan alone; -1 when none does. */
export function stageZone({ plan, sidecar }: Drawing): number {
  const label = sidecar.stage?.label;
  if (label === undefined) return -1;
  return plan.zones.findIndex(({ rows, areas }) => rows.length === 0 && areas[0]?.text?.text === label);
}

/** Sets the stage, or takes it away. It stands in the sidecar, and is drawn on the plan for those who read that alone. */
export function setStage(drawing: Drawing, stage: { label: string; outline: readonly Spot[] } | null): Drawing {
  const at = stageZone(drawing);
  const bare = at < 0 ? drawing : withZones(drawing, drawing.plan.zones.toSpliced(at, 1));
  if (!stage) return withSidecar(bare, { stage: undefined });
  const label = stage.label.trim() || "Stage";
  const outline = stage.outline.map(pair);
  const zone: PretixZone = {
    name: freshName(bare, label),
    position: ORIGIN,
    rows: [],
    areas: [drawnStage(label, outline)],
  };
  const zones = bare.plan.zones.toSpliced(at < 0 ? bare.plan.zones.length : at, 0, zone);
  return withSidecar(withZones(bare, zones), { stage: { label, outline } });
}

/** With its label in the middle. */
function drawnStage(label: string, outline: readonly Spot[]): PretixArea {
  const middle: Spot = [mean(outline.map(([x]) => x)), mean(outline.map(([, y]) => y))];
  return stageArea({ label, outline: outline.map(pair) }, pair(middle));
}

const mean = (values: readonly number[]) => (Math.min(...values) + Math.max(...values)) / 2;

/** Where eyes go; null leaves it to the stage. */
export function setFocalPoint(drawing: Drawing, at: Spot | null): Drawing {
  return withSidecar(drawing, { focalPoint: at === null ? undefined : pair(at) });
}

/** Adds words to the picture, as a zone of their own that can be moved like any other. */
export function addText(drawing: Drawing, text: string, at: Spot): Drawing {
  const area: PretixArea = {
    shape: "text",
    color: "#475257",
    border_color: "#475257",
    rotation: 0,
    position: ORIGIN,
    text: { position: ORIGIN, color: "#475257", text },
  };
  const zone: PretixZone = { name: freshName(drawing, text), position: placeAt(at), rows: [], areas: [area] };
  return withZones(drawing, [...drawing.plan.zones, zone]);
}

/** Changes the words of a drawing that has some. */
export function changeText(drawing: Drawing, at: number, text: string): Drawing {
  return withZone(drawing, at, (zone) => {
    const [area, ...others] = zone.areas;
    if (!area?.text || area.text.text === text) return zone;
    return { ...zone, areas: [{ ...area, text: { ...area.text, text } }, ...others] };
  });
}

/** Marks seats, or takes the mark from them. A wheelchair place is no companion seat: one mark takes the other's place. */
export function markSeats(drawing: Drawing, mark: SeatMarkName, keys: Iterable<string>, isMarked: boolean): Drawing {
  const before = drawing.sidecar.marks ?? { wheelchair: [], companion: [], restrictedView: [] };
  const meant = new Set(keys);
  const without = (name: SeatMarkName) => before[name].filter((key) => !meant.has(key));
  const rival = mark === "wheelchair" ? "companion" : mark === "companion" ? "wheelchair" : null;
  const marks = { ...before, [mark]: isMarked ? [...without(mark), ...meant] : without(mark) };
  if (isMarked && rival) marks[rival] = without(rival);
  return withSidecar(drawing, { marks });
}

/**
 * A drawing as other tools show it: what lies above or left of their frame is moved into it, with everything else. One that
 * lies in its frame is the very same, so that what was imported is exported as it came.
 */
export function intoFrame(drawing: Drawing): Drawing {
  const [left, top] = extentOf(drawing)?.from ?? [0, 0];
  const by: Spot = [left < 0 ? MARGIN - left : 0, top < 0 ? MARGIN - top : 0];
  if (by[0] === 0 && by[1] === 0) return drawing;
  const zones = drawing.plan.zones.map((zone) => ({
    ...zone,
    position: placeAt([zone.position.x + by[0], zone.position.y + by[1]]),
  }));
  const { standing, stage, focalPoint } = drawing.sidecar;
  const sidecar = {
    ...drawing.sidecar,
    standing: standing.map((area) => ({
      ...area,
      outline: area.outline.map((spot) => moved(spot, by)),
      ...(area.labelAt && { labelAt: moved(area.labelAt, by) }),
    })),
    ...(stage && { stage: { ...stage, outline: stage.outline.map((spot) => moved(spot, by)) } }),
    ...(focalPoint && { focalPoint: moved(focalPoint, by) }),
  };
  return fitSize({ plan: { ...drawing.plan, zones }, sidecar });
}
