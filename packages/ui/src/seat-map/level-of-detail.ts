/** How much of a seat is drawn, by the distance of two neighbours on the screen. */
export type Detail = "tints" | "shapes" | "rows" | "numbers";

/** From this pitch on (CSS pixels) the detail is drawn. */
export const DETAIL_FROM = { shapes: 6, rows: 12, numbers: 24 } as const;

/** The detail of a seat pitch in CSS pixels: under 6 tints and dots, 6 shapes, 12 row names, 24 seat numbers. */
export function detailOf(pitch: number): Detail {
  if (pitch >= DETAIL_FROM.numbers) return "numbers";
  if (pitch >= DETAIL_FROM.rows) return "rows";
  return pitch >= DETAIL_FROM.shapes ? "shapes" : "tints";
}

/** The pitch at which a seat is easily hit with a thumb and its number read: where a tap on a section leads, CSS pixels. */
export const COMFORTABLE_PITCH = 26;

/** Nothing is gained by coming closer than this, CSS pixels. */
export const CLOSEST_PITCH = 52;
