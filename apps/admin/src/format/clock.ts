import { dayOf } from "@usher/client/format";
import type { Locale } from "@usher/client/i18n";

/** "10:41:06" at the venue. */
export function clockTime(iso: string, timeZone: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale === "zh" ? "zh-CN" : "en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).format(new Date(iso));
}

/** "10:41" at the desk. */
export function deskMinute(iso: string, locale: Locale): string {
  return clockTime(iso, deskZone(), locale).slice(0, 5);
}

/** The zone of the desk, for instants that belong to no venue. */
export function deskZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** "Mon 23 Nov 2026", "2026年11月23日 周一", by the desk's clock. */
export function deskDay(iso: string, locale: Locale): string {
  const zone = deskZone();
  const year = new Intl.DateTimeFormat("en", { timeZone: zone, year: "numeric" }).format(new Date(iso));
  const day = dayOf(iso, zone, locale);
  return locale === "zh" ? `${year}年${day}` : `${day} ${year}`;
}

/** Whole percent; a house without seats is empty. */
export function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((100 * part) / whole);
}

/** "62 %", with the space that does not break. */
export function percent(part: number, whole: number): string {
  return `${percentOf(part, whole)}\u00a0%`;
}
