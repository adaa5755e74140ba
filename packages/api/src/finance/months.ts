import { localInstant } from "../kernel/local-time.ts";

/** A month of somebody's books: "2026-11". */
export const MONTH_PATTERN = /^20\d\d-(0[1-9]|1[0-2])$/;

/** From the first moment of a month until the first of the next, by the clock of `timeZone`. */
export function rangeOfMonth(month: string, timeZone: string): { from: Date; to: Date } {
  return {
    from: localInstant(`${month}-01`, 0, "00:00", timeZone),
    to: localInstant(`${monthsLater(month, 1)}-01`, 0, "00:00", timeZone),
  };
}

/** So many months later: "2026-12" and 1 are "2027-01". */
export function monthsLater(month: string, count: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** The month that a moment lies in, by the clock of `timeZone`. */
export function monthOf(moment: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit" }).formatToParts(moment);
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? "";
  return `${read("year")}-${read("month")}`;
}

/** "November 2026", "2026年11月". */
export function monthName(month: string, locale: "en" | "zh"): string {
  const options = { timeZone: "UTC", year: "numeric", month: "long" } as const;
  return new Intl.DateTimeFormat(locale === "zh" ? "zh-CN" : "en-GB", options).format(
    new Date(`${month}-01T00:00:00Z`),
  );
}
