import type { PretixPlan, PretixRow, PretixSeat, PretixZone } from "../pretix-plan.schema.ts";
import type { Sidecar } from "../sidecar.ts";

/**
 * What a chart's editor works on: a plan in pretix's format and the sidecar beside it, so that a drawing is imported and
 * exported as it stands. It is never changed in place: each operation gives a new one that shares what stayed the same.
 */
export interface Drawing {
  readonly plan: PretixPlan;
  readonly sidecar: Sidecar;
}

/** In a plan's own unit, y down. */
export type Spot = readonly [x: number, y: number];

/** Neighbours of a new drawing stand this far apart, in the plan's unit: 55 cm at two centimetres a unit. */
export const NEW_PITCH = 27.5;
/** From one row of a new drawing to the next: 90 cm. */
export const NEW_ROW_PITCH = 45;

export type SeatMarkName = "wheelchair" | "companion" | "restrictedView";
export const SEAT_MARKS = ["wheelchair", "companion", "restrictedView"] as const satisfies readonly SeatMarkName[];

/** A drawing with nothing on it but one category to begin with. */
export function blankDrawing(name: string, category: string): Drawing {
  return {
    plan: {
      name,
      categories: [{ name: category, color: "#0B7E90" }],
      zones: [],
      size: { width: 2_000, height: 1_400 },
    },
    sidecar: { standing: [] },
  };
}

/** Where a seat stands in the plan's frame. */
export function spotOf(zone: PretixZone, row: PretixRow, seat: PretixSeat): Spot {
  return [zone.position.x + row.position.x + seat.position.x, zone.position.y + row.position.y + seat.position.y];
}

/** Every seat of a zone, front row first as the plan has it. */
export function seatsOf(zone: PretixZone): PretixSeat[] {
  return zone.rows.flatMap(({ seats }) => seats);
}

export function seatCountOf(zone: PretixZone): number {
  return zone.rows.reduce((sum, { seats }) => sum + seats.length, 0);
}

/** Numbered seats and standing places together. */
export function placeCountOf({ plan, sidecar }: Drawing): number {
  const seats = plan.zones.reduce((sum, zone) => sum + seatCountOf(zone), 0);
  return seats + sidecar.standing.reduce((sum, { capacity }) => sum + capacity, 0);
}

/** Zones that seats stand in; the others only draw something. */
export function isSection(zone: PretixZone): boolean {
  return zone.rows.length > 0;
}

/** The category that most seats of a zone have; null where it has no seats. */
export function mainCategory(zone: PretixZone): string | null {
  const counts = new Map<string, number>();
  for (const { category } of seatsOf(zone)) counts.set(category, (counts.get(category) ?? 0) + 1);
  let [most, found] = [0, null as string | null];
  for (const [category, count] of counts) if (count > most) [most, found] = [count, category];
  return found;
}

/** The drawing with one zone replaced. */
export function withZone(drawing: Drawing, at: number, change: (zone: PretixZone) => PretixZone): Drawing {
  const before = drawing.plan.zones[at];
  if (!before) return drawing;
  const after = change(before);
  if (after === before) return drawing;
  return withZones(drawing, drawing.plan.zones.with(at, after));
}

export function withZones(drawing: Drawing, zones: PretixZone[]): Drawing {
  return { ...drawing, plan: { ...drawing.plan, zones } };
}

export function withSidecar(drawing: Drawing, change: Partial<Sidecar>): Drawing {
  return { ...drawing, sidecar: { ...drawing.sidecar, ...change } };
}

/** A name that no section and no standing area has yet: the wanted one, or with a number behind it. */
export function freshName({ plan, sidecar }: Drawing, wanted: string): string {
  const taken = new Set([...plan.zones, ...sidecar.standing].map(({ name }) => name));
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted} ${number}`;
  return name;
}

/** The smallest box round everything that is drawn, in the plan's unit; null for an empty drawing. */
export function extentOf({ plan, sidecar }: Drawing): { from: Spot; to: Spot } | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const take = ([x, y]: Spot) => {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  };
  for (const zone of plan.zones) {
    for (const row of zone.rows) for (const seat of row.seats) take(spotOf(zone, row, seat));
    for (const { position } of zone.areas) take([zone.position.x + position.x, zone.position.y + position.y]);
  }
  for (const { outline } of sidecar.standing) for (const spot of outline) take(spot);
  for (const spot of sidecar.stage?.outline ?? []) take(spot);
  return left <= right ? { from: [left, top], to: [right, bottom] } : null;
}

/** A drawing whose size holds what is drawn, as pretix shows it. */
export function fitSize(drawing: Drawing): Drawing {
  const extent = extentOf(drawing);
  if (!extent) return drawing;
  const size = {
    width: Math.max(drawing.plan.size.width, Math.ceil(extent.to[0]) + 50, 1),
    height: Math.max(drawing.plan.size.height, Math.ceil(extent.to[1]) + 50, 1),
  };
  const isSame = size.width === drawing.plan.size.width && size.height === drawing.plan.size.height;
  return isSame ? drawing : { ...drawing, plan: { ...drawing.plan, size } };
}
