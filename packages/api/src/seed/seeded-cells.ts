import type { Span } from "../availability/index.ts";
import { localInstant } from "../kernel/local-time.ts";
import type { SeededEvent, SeededPerformance } from "./seeded-event.ts";

const MINUTE_MS = 60_000;
/** Who goes half the way pays more than half, and one day costs more than a third of three. */
const CHEAPER_BY_LENGTH = 0.75;

const wholeMinute = (atMs: number) => new Date(Math.round(atMs / MINUTE_MS) * MINUTE_MS);

export interface SeededCell {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly fromName: string | null;
  readonly toName: string | null;
  readonly translations: Record<string, unknown>;
}

/** The legs or days of one performance, in order; none for what is sold whole. */
export function cellsOfPlan(
  { stops, days }: SeededEvent,
  plan: SeededPerformance,
  { firstDay, timeZone }: { firstDay: string; timeZone: string },
): SeededCell[] {
  const dayStart = (day: number) => localInstant(firstDay, plan.day + day, plan.time, timeZone);
  if (stops) {
    const begins = dayStart(0).getTime();
    // A slower departure is slower all the way.
    const pace = (plan.minutes / (stops.at(-1)?.arrives ?? plan.minutes)) * MINUTE_MS;
    return stops.slice(1).flatMap((to, at) => {
      const from = stops[at];
      if (!from) return [];
      const leaves = at === 0 ? 0 : from.arrives + from.waits;
      return {
        startsAt: wholeMinute(begins + leaves * pace),
        endsAt: wholeMinute(begins + to.arrives * pace),
        fromName: from.name,
        toName: to.name,
        translations: { zh: { fromName: from.chinese, toName: to.chinese } },
      };
    });
  }
  return Array.from({ length: days ?? 0 }, (_, day) => {
    const startsAt = dayStart(day);
    const endsAt = new Date(startsAt.getTime() + plan.minutes * MINUTE_MS);
    return { startsAt, endsAt, fromName: null, toName: null, translations: {} };
  });
}

/** Every span but the whole, with its share of the whole's price by how long it is. */
export function sharesOf(cells: readonly SeededCell[]): (Span & { readonly share: number })[] {
  const lengthOf = (from: number, to: number) =>
    cells.slice(from, to).reduce((sum, { startsAt, endsAt }) => sum + endsAt.getTime() - startsAt.getTime(), 0);
  const whole = lengthOf(0, cells.length);
  const spans = cells.flatMap((_, from) => cells.slice(from).map((_, more) => ({ from, to: from + more + 1 })));
  return spans
    .filter(({ from, to }) => to - from < cells.length)
    .map(({ from, to }) => ({ from, to, share: (lengthOf(from, to) / whole) ** CHEAPER_BY_LENGTH }));
}
