/**
 * Where the map is looked at from. Chart lengths are centimetres, screen lengths CSS pixels; the chart point `x, y` stands
 * in the middle of the picture, magnified `scale` times (pixels per centimetre) and turned by `turn` radians, clockwise.
 */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly turn: number;
  readonly width: number;
  readonly height: number;
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Room at the edges that something else covers, in CSS pixels. */
export interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export const NO_INSETS: Insets = { top: 0, right: 0, bottom: 0, left: 0 };

/** Screen x = a·x − b·y + e and screen y = b·x + a·y + f: what a loop over seats needs, without an allocation a seat. */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly e: number;
  readonly f: number;
}

/** The view as numbers for a loop or for `setTransform(a, b, -b, a, e, f)`. */
export function similarityOf(view: Viewport): Similarity {
  const a = Math.cos(view.turn) * view.scale;
  const b = Math.sin(view.turn) * view.scale;
  return { a, b, e: view.width / 2 - a * view.x + b * view.y, f: view.height / 2 - b * view.x - a * view.y };
}

/** A chart point on the screen. */
export function toScreen(view: Viewport, x: number, y: number): [number, number] {
  const { a, b, e, f } = similarityOf(view);
  return [a * x - b * y + e, b * x + a * y + f];
}

/** A screen point in the chart. */
export function toChart(view: Viewport, x: number, y: number): [number, number] {
  const dx = (x - view.width / 2) / view.scale;
  const dy = (y - view.height / 2) / view.scale;
  const cos = Math.cos(view.turn);
  const sin = Math.sin(view.turn);
  return [view.x + dx * cos + dy * sin, view.y - dx * sin + dy * cos];
}

/** Moves the picture by screen pixels, as a finger does. */
export function panned(view: Viewport, dx: number, dy: number): Viewport {
  const [x, y] = toChart(view, view.width / 2 - dx, view.height / 2 - dy);
  return { ...view, x, y };
}

/** Magnifies to `scale` while the chart point under the screen point stays where it is. */
export function zoomedAt(view: Viewport, scale: number, screenX: number, screenY: number): Viewport {
  const [px, py] = toChart(view, screenX, screenY);
  const next = { ...view, scale };
  const [qx, qy] = toChart(next, screenX, screenY);
  return { ...next, x: view.x + px - qx, y: view.y + py - qy };
}

/** The chart's box round the four corners of the picture. */
export function visibleBox(view: Viewport): Rect {
  return boxOf(cornersOf(view));
}

/** The corners of the picture as chart points, clockwise from the top left. */
export function cornersOf(view: Viewport): [number, number][] {
  return [
    toChart(view, 0, 0),
    toChart(view, view.width, 0),
    toChart(view, view.width, view.height),
    toChart(view, 0, view.height),
  ];
}

/** The smallest upright box round the points. */
export function boxOf(points: readonly (readonly [number, number])[]): Rect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Whether two boxes share a point. */
export function touches(one: Rect, other: Rect): boolean {
  return (
    one.x <= other.x + other.width &&
    other.x <= one.x + one.width &&
    one.y <= other.y + other.height &&
    other.y <= one.y + one.height
  );
}

export interface Fit {
  readonly points: readonly (readonly [number, number])[];
  readonly turn: number;
  readonly insets: Insets;
  /** Clear space round the points, CSS pixels. */
  readonly padding: number;
  readonly minScale?: number;
  readonly maxScale?: number;
}

/** The view that shows all points, turned, as large as they go inside what the insets leave free. */
export function fitted(size: { width: number; height: number }, fit: Fit): Viewport {
  const cos = Math.cos(fit.turn);
  const sin = Math.sin(fit.turn);
  const box = boxOf(fit.points.map(([x, y]) => [x * cos - y * sin, x * sin + y * cos] as const));
  const { top, right, bottom, left } = fit.insets;
  const room = (whole: number, taken: number) => Math.max(whole - taken - 2 * fit.padding, 1);
  const wanted = Math.min(
    room(size.width, left + right) / Math.max(box.width, 1),
    room(size.height, top + bottom) / Math.max(box.height, 1),
  );
  const scale = Math.min(Math.max(wanted, fit.minScale ?? 0), fit.maxScale ?? Infinity);
  // The middle of the free room, not of the picture, shows the middle of the points.
  const u = box.x + box.width / 2 - (left - right) / 2 / scale;
  const v = box.y + box.height / 2 - (top - bottom) / 2 / scale;
  return { x: u * cos + v * sin, y: -u * sin + v * cos, scale, turn: fit.turn, ...size };
}

/** The same angle between −π and π. */
export function normalAngle(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}

/**
 * The view a part `t` (0–1) of the way. Scale moves by ratio and the centre with it, so that a zoom goes straight at its
 * target and does not swing; the turn takes the shorter way round.
 */
export function between(from: Viewport, to: Viewport, t: number): Viewport {
  const scale = from.scale * (to.scale / from.scale) ** t;
  const spread = 1 / from.scale - 1 / to.scale;
  const part = Math.abs(spread * from.scale) < 1e-6 ? t : (1 / from.scale - 1 / scale) / spread;
  return {
    ...to,
    scale,
    x: from.x + (to.x - from.x) * part,
    y: from.y + (to.y - from.y) * part,
    turn: from.turn + normalAngle(to.turn - from.turn) * t,
  };
}

/** Keeps the scale in its limits and the middle of the picture inside the chart, so that nobody gets lost. */
export function confined(view: Viewport, bounds: Rect, limits: { minScale: number; maxScale: number }): Viewport {
  const within = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);
  return {
    ...view,
    scale: within(view.scale, limits.minScale, limits.maxScale),
    x: within(view.x, bounds.x, bounds.x + bounds.width),
    y: within(view.y, bounds.y, bounds.y + bounds.height),
  };
}
