export interface Spot {
  readonly x: number;
  readonly y: number;
}

const distance = (a: Spot, b: Spot) => Math.hypot(a.x - b.x, a.y - b.y);

/** Distances between seats that follow one another. */
export function gapsOf(seats: readonly Spot[]): number[] {
  return seats.slice(1).map((seat, at) => distance(seats[at] as Spot, seat));
}

export function medianOf(numbers: readonly number[]): number | undefined {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** Seats by where they fall on the line that fits the row best. */
function alongLine<T extends Spot>(seats: readonly T[]): T[] {
  const x0 = sum(seats.map(({ x }) => x)) / seats.length;
  const y0 = sum(seats.map(({ y }) => y)) / seats.length;
  const xx = sum(seats.map(({ x }) => (x - x0) ** 2));
  const yy = sum(seats.map(({ y }) => (y - y0) ** 2));
  const xy = sum(seats.map(({ x, y }) => (x - x0) * (y - y0)));
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [...seats].sort((a, b) => (a.x - b.x) * cos + (a.y - b.y) * sin);
}

/**
 * Seats in the order in which they stand along their row: the plan's own order, unless the order along a straight line
 * makes a shorter way (a plan that lists odd numbers before even ones). From left to right as the map is drawn.
 */
export function orderRow<T extends Spot>(seats: readonly T[]): T[] {
  if (seats.length < 2) return [...seats];
  const line = alongLine(seats);
  const ordered = sum(gapsOf(line)) < sum(gapsOf(seats)) - 1e-6 ? line : [...seats];
  const first = ordered[0] as T;
  const last = ordered.at(-1) as T;
  const across = last.x - first.x;
  const down = last.y - first.y;
  return (Math.abs(across) >= Math.abs(down) ? across : down) < 0 ? ordered.reverse() : ordered;
}

/** Cuts a row at its aisles, gaps of more than twice its usual pitch: people on both sides of one are no neighbours. */
export function cutAtAisles<T extends Spot>(ordered: readonly T[], pitch: number): T[][] {
  const gaps = gapsOf(ordered);
  const usual = Math.min(medianOf(gaps) ?? pitch, pitch * 2);
  const runs: T[][] = [];
  for (const [at, seat] of ordered.entries()) {
    const run = runs.at(-1);
    if (!run || (gaps[at - 1] ?? 0) > 2 * usual) runs.push([seat]);
    else run.push(seat);
  }
  return runs;
}
