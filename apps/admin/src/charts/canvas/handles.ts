import { changeRows, type Drawing, type RowChange, readLayout, type Spot, turnZone } from "@usher/api/drawing";
import { newKey } from "../chart-editor.ts";
import { MOST_ROWS, MOST_SEATS_A_ROW } from "../commands.ts";

/** What a section can be pulled by: its depth, its width, its bend, its turn. */
export type HandleKind = "rows" | "seats" | "bend" | "turn";

export interface Handle {
  readonly kind: HandleKind;
  readonly at: Spot;
}

type Zone = Drawing["plan"]["zones"][number];

/** A spot of the section's own frame in the drawing's. */
function spotAt(zone: Zone, along: number, back: number): Spot {
  const { at, turn } = readLayout(zone);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return [at[0] + along * cos - back * sin, at[1] + along * sin + back * cos];
}

/** How far a spot is from the front row's middle: along the row, and back. */
function frameOf(zone: Zone, [x, y]: Spot): { along: number; back: number } {
  const { at, turn } = readLayout(zone);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [dx, dy] = [x - at[0], y - at[1]];
  return { along: dx * cos + dy * sin, back: -dx * sin + dy * cos };
}

/** Where a section's handles are; none for one without seats. */
export function handlesOf(zone: Zone): Handle[] {
  const front = zone.rows[0]?.seats.length ?? 0;
  if (front === 0) return [];
  const { rowPitch, seatPitch } = readLayout(zone);
  const depth = (zone.rows.length - 1) * rowPitch;
  const half = ((front - 1) * seatPitch) / 2 + seatPitch;
  return [
    { kind: "bend", at: spotAt(zone, 0, -seatPitch) },
    { kind: "seats", at: spotAt(zone, half, 0) },
    { kind: "rows", at: spotAt(zone, 0, depth + seatPitch) },
    { kind: "turn", at: spotAt(zone, 0, depth + seatPitch + rowPitch * 1.6) },
  ];
}

/** The drawing with a section pulled by one of its handles to a spot. */
export function pulled(drawing: Drawing, at: number, kind: HandleKind, to: Spot): Drawing {
  const zone = drawing.plan.zones[at];
  if (!zone) return drawing;
  const layout = readLayout(zone);
  const { along, back } = frameOf(zone, to);
  if (kind === "turn") {
    // Steps of five degrees: nobody builds a block at 44.2.
    const step = Math.PI / 36;
    return turnZone(drawing, at, Math.round(Math.atan2(-along, back) / step) * step, layout.at);
  }
  return changeRows(drawing, at, pullOf(zone, kind, { along, back }), newKey);
}

function pullOf(zone: Zone, kind: "rows" | "seats" | "bend", to: { along: number; back: number }): RowChange {
  const { seatPitch, rowPitch } = readLayout(zone);
  const within = (count: number, most: number) => Math.min(most, Math.max(1, Math.round(count)));
  if (kind === "rows") return { rows: within((to.back - seatPitch) / rowPitch + 1, MOST_ROWS) };
  if (kind === "seats") return { seats: within(((to.along - seatPitch) * 2) / seatPitch + 1, MOST_SEATS_A_ROW) };
  // The further it is pulled back from where it lies, the more the row bends.
  const bend = to.back + seatPitch;
  const half = (((zone.rows[0]?.seats.length ?? 1) - 1) * seatPitch) / 2;
  if (bend < seatPitch / 3 || half === 0) return { radius: 0 };
  return { radius: Math.max(half / 1.4, (half * half) / (2 * bend)) };
}
