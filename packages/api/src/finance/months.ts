import { z } from "zod";
import { localInstant } from "../kernel/local-time.ts";

/** A month of somebody's books: "2026-11". */
export const monthSchema = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/);

/** From the first moment of a month until the first of the next, by the clock of `timeZone`. */
export function rangeOfMonth(month: string, timeZone: string): { from: Date; to: Date } {
  return {
    from: localInstant(`${month}-01`, 0, "00:00", timeZone),
    to: localInstant(`${nextMonth(month)}-01`, 0, "00:00", timeZone),
  };
}

/** The month after "2026-12" is "2027-01". */
export function nextMonth(month: string): string {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1)).toISOString().slice(0, 7);
}

/** The month that a moment lies in, by the clock of `timeZone`. */
export function monthOf(moment: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit" }).formatToParts(moment);
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? "";
  return `${read("year")}-${read("month")}`;
}
