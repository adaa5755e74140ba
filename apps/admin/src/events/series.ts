import { instantAt } from "../format/venue-time.ts";

/** As many as one request takes. */
export const MOST_TIMES = 100;
/** Nobody plans further, and a year typed by one digit is not waited for. */
const MOST_DAYS = 1_100;
const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d\d-\d\d$/;
const TIME = /^\d\d:\d\d$/;

/** When a performance is to be repeated, as typed. */
export interface SeriesDraft {
  /** 1 for Monday to 7 for Sunday. */
  readonly weekdays: readonly number[];
  /** First and last day: "2026-11-14". */
  readonly from: string;
  readonly until: string;
  /** Times of day, "20:00". */
  readonly times: readonly string[];
}

/** `problem` says which field cannot be read, or that nothing falls on these days, or that there are more than can be made at once. */
export type Series =
  | { readonly startsAt: readonly string[]; readonly problem?: undefined }
  | { readonly startsAt: readonly []; readonly problem: "days" | "times" | "weekdays" | "none" | "many" };

const weekdayOf = (dayMs: number) => new Date(dayMs).getUTCDay() || 7;

/** The instants of a series by the venue's clock, in order, each once. */
export function seriesOf({ weekdays, from, until, times }: SeriesDraft, timeZone: string): Series {
  const refuse = (problem: NonNullable<Series["problem"]>): Series => ({ startsAt: [], problem });
  const [firstMs, lastMs] = [from, until].map((day) => (DAY.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN));
  if (!(firstMs !== undefined && lastMs !== undefined && firstMs <= lastMs)) return refuse("days");
  if (times.length === 0 || !times.every((time) => TIME.test(time))) return refuse("times");
  if (weekdays.length === 0) return refuse("weekdays");
  const found = new Set<string>();
  const endMs = Math.min(lastMs, firstMs + MOST_DAYS * DAY_MS);
  for (let dayMs = firstMs; dayMs <= endMs && found.size <= MOST_TIMES; dayMs += DAY_MS) {
    if (!weekdays.includes(weekdayOf(dayMs))) continue;
    const day = new Date(dayMs).toISOString().slice(0, 10);
    for (const time of times) {
      const at = instantAt(`${day}T${time}`, timeZone);
      if (at) found.add(at);
    }
  }
  if (found.size === 0) return refuse("none");
  return found.size > MOST_TIMES ? refuse("many") : { startsAt: [...found].sort() };
}

/** The same evening of the four weeks after a performance, by the venue's clock ("2026-11-14T20:00"). */
export function weeksAfter(clockTime: string): SeriesDraft {
  const [day = "", time = ""] = clockTime.split("T");
  const dayMs = Date.parse(`${day}T00:00:00Z`);
  const later = (days: number) => new Date(dayMs + days * DAY_MS).toISOString().slice(0, 10);
  return { weekdays: [weekdayOf(dayMs)], from: later(1), until: later(28), times: [time] };
}
