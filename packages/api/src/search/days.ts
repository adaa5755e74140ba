const DAY_MS = 86_400_000;

/** The day that a clock on the wall of `timeZone` shows, as a number: 20261114. */
export function wallDay(instant: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return Number(parts.format(instant).replaceAll("-", ""));
}

/** The same as a text: "2026-11-14". */
export function wallDayText(instant: Date, timeZone: string): string {
  const digits = String(wallDay(instant, timeZone));
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

/** "2026-11-14" as the number that indexes compare. */
export const dayNumber = (day: string): number => Number(day.replaceAll("-", ""));

/** A day some days later: "2026-11-14" and 1 give "2026-11-15". */
export function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** What people type for a day: "Saturday", "Sat", "14 November", "Nov", "2026", 星期六, 周六, 11月14日. */
export function wordsOfDay(instant: Date, timeZone: string): string[] {
  const say = (locale: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(instant);
  return [
    say("en-GB", { weekday: "long" }),
    say("en-GB", { weekday: "short" }),
    say("en-GB", { day: "numeric", month: "long", year: "numeric" }),
    say("en-GB", { month: "short" }),
    say("zh-Hans-CN", { weekday: "long" }),
    say("zh-Hans-CN", { weekday: "short" }),
    say("zh-Hans-CN", { month: "long", day: "numeric" }),
  ];
}

/** From one day to another, both included. */
export interface DayRange {
  readonly fromDay: string;
  readonly untilDay: string;
}

/** Friday to Sunday of the week that `today` is in; from Saturday on, what is left of it. */
export function weekendOf(today: string): DayRange {
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  const untilDay = daysLater(today, (7 - weekday) % 7);
  const friday = daysLater(untilDay, -2);
  return { fromDay: friday > today ? friday : today, untilDay };
}

const RELATIVE: readonly (readonly [RegExp, (today: string) => DayRange])[] = [
  [/\b(tonight|today)\b|今晚|今天|今日/iu, (today) => ({ fromDay: today, untilDay: today })],
  [/\b(tomorrow)\b|明天|明晚/iu, (today) => ({ fromDay: daysLater(today, 1), untilDay: daysLater(today, 1) })],
  [/\b(this )?weekend\b|(这|本)?周末/iu, weekendOf],
];

/** Words that say when, counted from today, taken out of what was typed: "jazz tonight" is "jazz" on one day. */
export function takeDays(words: string, today: string): { words: string; days: DayRange | null } {
  for (const [pattern, daysOf] of RELATIVE) {
    if (pattern.test(words)) {
      return { words: words.replace(pattern, " ").replaceAll(/\s+/g, " ").trim(), days: daysOf(today) };
    }
  }
  return { words, days: null };
}
