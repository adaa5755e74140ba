import { SEAT_PITCH, type Spot } from "./house-plan.ts";

/** A part of a bowl's inner edge, clockwise: an arc (angles in radians, 0 to the right and clockwise) or a straight side. */
export type BowlPart =
  | { readonly centre: Spot; readonly radius: number; readonly from: number; readonly sweep: number }
  | { readonly side: Spot; readonly start: Spot; readonly length: number };

/** Where a section begins in its part, and how much of it it takes, 0 to 1. */
export interface BowlShare {
  readonly part: BowlPart;
  readonly from: number;
  readonly share: number;
}

/** How long a part is, `distance` metres behind the bowl's inner edge. */
export function lengthOf(part: BowlPart, distance: number): number {
  return "centre" in part ? (part.radius + distance) * part.sweep : part.length;
}

/** The spot `along` metres into a part, clockwise, `distance` behind the bowl's inner edge. */
function spotIn(part: BowlPart, along: number, distance: number): Spot {
  if ("centre" in part) {
    const radius = part.radius + distance;
    const angle = part.from + along / radius;
    return [part.centre[0] + radius * Math.cos(angle), part.centre[1] + radius * Math.sin(angle)];
  }
  const { side, start } = part;
  return [start[0] + side[0] * distance - side[1] * along, start[1] + side[1] * distance + side[0] * along];
}

/** The middle of a section, `distance` behind the bowl's inner edge. */
export function middleOfShare({ part, from, share }: BowlShare, distance: number): Spot {
  return spotIn(part, (from + share / 2) * lengthOf(part, distance), distance);
}

/** A section's row `distance` behind the inner edge, as wide as the section but for an aisle; from the left of those who sit there. */
export function rowOfShare({ part, from, share }: BowlShare, distance: number, aisle: number): Spot[] {
  const room = lengthOf(part, distance) * share - aisle;
  const count = Math.floor(room / SEAT_PITCH) + 1;
  const start = lengthOf(part, distance) * from + (aisle + room - (count - 1) * SEAT_PITCH) / 2;
  // Clockwise is from right to left for those who sit there and look in.
  return Array.from({ length: count }, (_, i) => spotIn(part, start + i * SEAT_PITCH, distance)).reverse();
}
