import type { Locale } from "../i18n/routing.ts";

/**
 * Times as they are read at the venue. Parts are taken from Intl and put together here, because the server's and the
 * browser's own sentences differ between releases ("Sep" and "Sept"), and a page may not change when it wakes up.
 */

const INTL_LOCALE = { en: "en-US", zh: "zh-CN" } as const satisfies Record<Locale, string>;

interface InstantParts {
  readonly weekday: string;
  readonly day: string;
  readonly month: string;
  readonly monthLong: string;
  readonly monthNumber: string;
  readonly year: string;
  readonly time: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(locale: Locale, timeZone: string, month: "short" | "long" | "numeric"): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${month}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(INTL_LOCALE[locale], {
      timeZone,
      weekday: "short",
      day: "numeric",
      month,
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    formats.set(key, format);
  }
  return format;
}

function partsOf(iso: string, timeZone: string, locale: Locale): InstantParts {
  const instant = new Date(iso);
  const read = (month: "short" | "long" | "numeric") => {
    const parts = formatFor(locale, timeZone, month).formatToParts(instant);
    return (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? "";
  };
  const numeric = read("numeric");
  return {
    weekday: numeric("weekday"),
    day: numeric("day"),
    month: read("short")("month"),
    monthLong: read("long")("month"),
    monthNumber: numeric("month"),
    year: numeric("year"),
    time: `${numeric("hour").padStart(2, "0")}:${numeric("minute").padStart(2, "0")}`,
  };
}

/** "20:00". */
export function timeOfDay(iso: string, timeZone: string, locale: Locale): string {
  return partsOf(iso, timeZone, locale).time;
}

/** "Sat 14 Nov", "11月14日 周六". */
export function dayOf(iso: string, timeZone: string, locale: Locale): string {
  const { weekday, day, month, monthNumber } = partsOf(iso, timeZone, locale);
  return locale === "zh" ? `${monthNumber}月${day}日 ${weekday}` : `${weekday} ${day} ${month}`;
}

/** "14 Nov", "11月14日". */
export function shortDate(iso: string, timeZone: string, locale: Locale): string {
  const { day, month, monthNumber } = partsOf(iso, timeZone, locale);
  return locale === "zh" ? `${monthNumber}月${day}日` : `${day} ${month}`;
}

/** "31 October", "10月31日". */
export function longDate(iso: string, timeZone: string, locale: Locale): string {
  const { day, monthLong, monthNumber } = partsOf(iso, timeZone, locale);
  return locale === "zh" ? `${monthNumber}月${day}日` : `${day} ${monthLong}`;
}

/** "Sat 14 Nov, 20:00", "11月14日 周六 20:00". */
export function dayAndTime(iso: string, timeZone: string, locale: Locale): string {
  const gap = locale === "zh" ? " " : ", ";
  return dayOf(iso, timeZone, locale) + gap + timeOfDay(iso, timeZone, locale);
}

/** "Sat 14 Nov 2026, 20:00", "2026年11月14日 周六 20:00". */
export function fullInstant(iso: string, timeZone: string, locale: Locale): string {
  const { year, time } = partsOf(iso, timeZone, locale);
  const day = dayOf(iso, timeZone, locale);
  return locale === "zh" ? `${year}年${day} ${time}` : `${day} ${year}, ${time}`;
}

/** The zone as it is written beside a time: "GMT+1". */
export function zoneName(iso: string, timeZone: string, locale: Locale): string {
  const format = new Intl.DateTimeFormat(INTL_LOCALE[locale], { timeZone, timeZoneName: "short" });
  return format.formatToParts(new Date(iso)).find((part) => part.type === "timeZoneName")?.value ?? timeZone;
}

/** "7:42". Minutes and seconds that are left; never below zero. */
export function countdown(seconds: number): string {
  const left = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}

/** A Monday, for the names of the week's days. */
const SOME_MONDAY_MS = Date.UTC(2024, 0, 1);

/** "Sat", "周六": 1 for Monday to 7 for Sunday. */
export function weekdayName(day: number, locale: Locale): string {
  return partsOf(new Date(SOME_MONDAY_MS + (day - 1) * 86_400_000).toISOString(), "UTC", locale).weekday;
}
