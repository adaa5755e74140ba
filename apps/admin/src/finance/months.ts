import type { Locale } from "@usher/client/i18n";

const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/;

/** The month that an address asks for, if it is one. */
export function readMonth(query: { get(name: string): string | null }): string | undefined {
  const month = query.get("month") ?? "";
  return MONTH.test(month) ? month : undefined;
}

/** So many months later: "2026-12" and 1 are "2027-01". */
export function monthsLater(month: string, count: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** "November 2026", "2026年11月". */
export function monthName(month: string, locale: Locale): string {
  const options = { timeZone: "UTC", year: "numeric", month: "long" } as const;
  return new Intl.DateTimeFormat(locale === "zh" ? "zh-CN" : "en-GB", options).format(
    new Date(`${month}-01T00:00:00Z`),
  );
}
