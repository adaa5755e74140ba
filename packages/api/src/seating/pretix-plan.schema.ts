import { z } from "zod";

const coordinate = z.number().finite();
const place = z.strictObject({ x: coordinate, y: coordinate });

const seat = z.strictObject({
  seat_guid: z.string().min(1),
  seat_number: z.string(),
  position: place,
  category: z.string().min(1),
  radius: z.number().positive().optional(),
});

const row = z.strictObject({
  position: place,
  row_number: z.string(),
  row_number_position: z.enum(["start", "end", "both"]).nullable().optional(),
  seats: z.array(seat),
});

const area = z.strictObject({
  shape: z.enum(["circle", "ellipse", "rectangle", "polygon", "text"]),
  color: z.string(),
  border_color: z.string(),
  rotation: z.number(),
  position: place,
  text: z
    .strictObject({ position: place, color: z.string(), text: z.string(), size: z.number().optional() })
    .optional(),
  circle: z.strictObject({ radius: z.number() }).optional(),
  ellipse: z.strictObject({ radius: place }).optional(),
  rectangle: z.strictObject({ width: z.number(), height: z.number() }).optional(),
  polygon: z.strictObject({ points: z.array(place) }).optional(),
});

const zone = z.strictObject({ name: z.string(), position: place, rows: z.array(row), areas: z.array(area) });

/**
 * pretix's seating plan, as it is written. Lengths are in the plan's own unit, y down. A seat stands at the sum of its
 * zone's, its row's and its own position.
 */
export const pretixPlan = z.strictObject({
  name: z.string().min(1),
  categories: z.array(z.strictObject({ name: z.string().min(1), color: z.string() })),
  zones: z.array(zone),
  size: z.strictObject({ width: z.number().int().positive(), height: z.number().int().positive() }),
});

export type PretixPlan = z.infer<typeof pretixPlan>;
export type PretixZone = z.infer<typeof zone>;
export type PretixRow = z.infer<typeof row>;
export type PretixSeat = z.infer<typeof seat>;
export type PretixArea = z.infer<typeof area>;
export type PretixPlace = z.infer<typeof place>;
