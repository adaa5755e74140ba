/** One tick of the ring round a code, as a line from its outer end inwards. */
export interface Tick {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
}

/** Side of the square the ticks stand on, in the drawing's units. */
export const RING_SIDE = 332;

/** How many ticks there are: four a second for a code that lives fifteen seconds. */
export const TICK_COUNT = 60;

const PER_SIDE = TICK_COUNT / 4;
const [EDGE, CORNER, LENGTH] = [5, 24, 9];

/** Sixty ticks, clockwise from the top left corner, fifteen a side. */
export const TICKS: readonly Tick[] = Array.from({ length: TICK_COUNT }, (_, at) => {
  const along = CORNER + ((RING_SIDE - 2 * CORNER) * (at % PER_SIDE)) / (PER_SIDE - 1);
  const back = RING_SIDE - along;
  const far = RING_SIDE - EDGE;
  const side = Math.floor(at / PER_SIDE);
  if (side === 0) return { x: along, y: EDGE, dx: 0, dy: LENGTH };
  if (side === 1) return { x: far, y: along, dx: -LENGTH, dy: 0 };
  if (side === 2) return { x: back, y: far, dx: 0, dy: -LENGTH };
  return { x: EDGE, y: back, dx: LENGTH, dy: 0 };
});

/** How many ticks still burn. All at the start of a code's life, none at its end. */
export function burningTicks(secondsLeft: number, lifetimeSeconds: number): number {
  const share = Math.min(1, Math.max(0, secondsLeft / lifetimeSeconds));
  return Math.ceil(TICK_COUNT * share);
}
