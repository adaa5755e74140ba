const DAY_MS = 86_400_000;

/** The day that a clock on the wall of `timeZone` shows, as a number: 20261114. */
export function wallDay(instant: Date, timeZone: string): number {
  const parts = formatFor("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
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

/** What people type for a day: "Saturday", "Sat", "14 November", "14th", "Nov", "2026", 星期六, 周六, 礼拜六, 11月14日. */
export function wordsOfDay(instant: Date, timeZone: string): string[] {
  const say = (locale: string, options: Intl.DateTimeFormatOptions) =>
    formatFor(locale, { timeZone, ...options }).format(instant);
  const shortInChinese = say("zh-Hans-CN", { weekday: "short" });
  return [
    say("en-GB", { weekday: "long" }),
    say("en-GB", { weekday: "short" }),
    say("en-GB", { day: "numeric", month: "long", year: "numeric" }),
    ordinal(Number(say("en-GB", { day: "numeric" }))),
    say("en-GB", { month: "short" }),
    say("zh-Hans-CN", { weekday: "long" }),
    shortInChinese,
    shortInChinese.replace("周", "礼拜"),
    ...(shortInChinese === "周日" ? ["星期天", "礼拜天"] : []),
    say("zh-Hans-CN", { month: "long", day: "numeric" }),
  ];
}

// Making one costs far more than using it, and there is a document, and a date on the event's page, for every evening.
const formats = new Map<string, Intl.DateTimeFormat>();
function formatFor(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, format);
  return format;
}

const ORDINALS = new Intl.PluralRules("en", { type: "ordinal" });
const ENDINGS: Readonly<Record<string, string>> = { one: "st", two: "nd", few: "rd" };
const ordinal = (day: number) => `${day}${ENDINGS[ORDINALS.select(day)] ?? "th"}`;

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

const oneDay = (day: string): DayRange => ({ fromDay: day, untilDay: day });
/** 1 is Monday, 7 is Sunday. */
const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** What is left of the week from Monday to Sunday that `today` is in, or a whole week that many weeks later. */
function weekOf(today: string, weeks: number): DayRange {
  const monday = daysLater(today, 1 - weekdayOf(today) + weeks * 7);
  return { fromDay: monday > today ? monday : today, untilDay: daysLater(monday, 6) };
}

function monthOf(today: string, months: number): DayRange {
  const [year = 0, month = 1] = today.split("-").map(Number);
  const firstOf = (later: number) => new Date(Date.UTC(year, month - 1 + later, 1)).toISOString().slice(0, 10);
  const first = firstOf(months);
  return { fromDay: first > today ? first : today, untilDay: daysLater(firstOf(months + 1), -1) };
}

/** "This Friday" is the nearest one, "next Friday" that of the week after this. */
function weekdayFrom(today: string, weekday: number, isNext: boolean): DayRange {
  const days = weekday - weekdayOf(today);
  return oneDay(daysLater(today, isNext ? days + 7 : (days + 7) % 7));
}

const IN_ENGLISH = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const WEEKDAY = "(mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day|r?s|r)?";
const HOURS = "(?: (?:morning|afternoon|evening|night))?";
const IN_CHINESE = "一二三四五六日";

type Read = (today: string, found: RegExpExecArray) => DayRange;
const RELATIVE: readonly (readonly [RegExp, Read])[] = [
  [/\b(?:tonight|today)\b|今晚|今天|今日/iu, (today) => oneDay(today)],
  [new RegExp(`\\btomorrow${HOURS}\\b|明天|明晚|明日`, "iu"), (today) => oneDay(daysLater(today, 1))],
  [/后天/u, (today) => oneDay(daysLater(today, 2))],
  [/\bnext weekend\b|下(?:个)?周末/iu, (today) => weekendOf(weekOf(today, 1).fromDay)],
  [/\b(?:this )?weekend\b|(?:这(?:个)?|本)?周末/iu, weekendOf],
  [
    new RegExp(`\\b(this|next|coming) ${WEEKDAY}${HOURS}\\b`, "iu"),
    (today, [, which = "", name = ""]) =>
      weekdayFrom(today, IN_ENGLISH.indexOf(name.toLowerCase()) + 1, which.toLowerCase() === "next"),
  ],
  [
    /(这|本|下)(?:个)?(?:周|星期|礼拜)([一二三四五六日天])/u,
    (today, [, which, name = ""]) =>
      weekdayFrom(today, IN_CHINESE.indexOf(name.replace("天", "日")) + 1, which === "下"),
  ],
  [/\bnext week\b|下(?:个)?(?:周|星期|礼拜)/iu, (today) => weekOf(today, 1)],
  [/\bthis week\b|(?:这(?:个)?|本)(?:周|星期|礼拜)/iu, (today) => weekOf(today, 0)],
  [/\bnext month\b|下(?:个)?月/iu, (today) => monthOf(today, 1)],
  [/\bthis month\b|(?:这个|本)月/iu, (today) => monthOf(today, 0)],
];

const DAY_WITH_HOURS = /\b((?:mon|tues|wednes|thurs|fri|satur|sun)day) (?:morning|afternoon|evening|night)\b/giu;

/**
 * Words that say when, counted from today, taken out of what was typed: "jazz tonight" is "jazz" on one day. Of "Friday
 * night" the Friday stays, since that is what is known of an evening.
 */
export function takeDays(words: string, today: string): { words: string; days: DayRange | null } {
  for (const [pattern, read] of RELATIVE) {
    const found = pattern.exec(words);
    if (found) return { words: tidy(words.replace(pattern, " ")), days: read(today, found) };
  }
  return { words: words.replaceAll(DAY_WITH_HOURS, "$1"), days: null };
}

const tidy = (words: string) => words.replaceAll(/\s+/g, " ").trim();
