"use client";

import { daysLater, type PerformanceView, wallDayText } from "@usher/api/contract";
import type { Locale } from "@usher/client/i18n";
import { classNames, IconButton } from "@usher/ui";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useMemo, useState } from "react";

/** From how many dates on a calendar says more than a list. */
export const MANY = 12;

const INTL = { en: "en-GB", zh: "zh-CN" } as const satisfies Record<Locale, string>;

/** The day on the wall of the venue: "2026-11-14". */
export function wallDay({ startsAt, venue }: Pick<PerformanceView, "startsAt" | "venue">): string {
  return wallDayText(new Date(startsAt), venue.timeZone);
}

interface PerformanceCalendarProps {
  readonly performances: readonly PerformanceView[];
  readonly locale: Locale;
  readonly day: string;
  readonly onChoose: (day: string) => void;
  readonly words: { readonly before: string; readonly after: string; readonly times: string };
}

/** Making one costs far more than using it, and a month has a name for every day. */
function formatsFor(locale: Locale) {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(INTL[locale], { timeZone: "UTC", ...options });
  return {
    monthName: format({ month: "long", year: "numeric" }),
    dayName: format({ weekday: "long", day: "numeric", month: "long" }),
    weekdayName: format({ weekday: locale === "zh" ? "narrow" : "short" }),
  };
}

/** A month of days; those with a performance can be chosen. Weeks begin on Monday. */
export function PerformanceCalendar({ performances, locale, day, onChoose, words }: PerformanceCalendarProps) {
  const counts = new Map<string, number>();
  for (const one of performances) counts.set(wallDay(one), (counts.get(wallDay(one)) ?? 0) + 1);
  const months = [...new Set([...counts.keys()].map((one) => one.slice(0, 7)))].sort();
  const [month, setMonth] = useState(day.slice(0, 7));
  const at = Math.max(0, months.indexOf(month));
  const shown = months[at] ?? month;
  const { monthName, dayName, weekdayName } = useMemo(() => formatsFor(locale), [locale]);
  const say = (text: string, format: Intl.DateTimeFormat) => format.format(new Date(`${text}T12:00:00Z`));
  const go = (step: -1 | 1) => {
    const next = months[at + step];
    if (next) setMonth(next);
  };
  const cellOf = (one: string) => {
    const times = counts.get(one) ?? 0;
    const number = Number(one.slice(8));
    if (times === 0) return <span className="grid size-12 place-items-center text-text-3 tabular-nums">{number}</span>;
    const name = say(one, dayName);
    return (
      <button
        type="button"
        aria-pressed={one === day}
        aria-label={`${name}, ${words.times.replace("{count}", String(times))}`}
        className={classNames(
          "relative grid size-12 place-items-center rounded-full font-[650] tabular-nums",
          one === day ? "bg-text text-page" : "bg-sunk hover:bg-line",
        )}
        onClick={() => onChoose(one)}
      >
        {number}
      </button>
    );
  };
  return (
    <div className="max-w-md pb-2">
      <div className="flex items-center justify-between">
        <h3 className="text-16" aria-live="polite">
          {say(`${shown}-01`, monthName)}
        </h3>
        <div className="flex">
          <IconButton label={words.before} disabled={at === 0} onClick={() => go(-1)}>
            <ChevronLeft aria-hidden />
          </IconButton>
          <IconButton label={words.after} disabled={at === months.length - 1} onClick={() => go(1)}>
            <ChevronRight aria-hidden />
          </IconButton>
        </div>
      </div>
      <ul className="grid grid-cols-7 gap-y-1" aria-label={say(`${shown}-01`, monthName)}>
        {WEEK.map((one) => (
          <li key={one} aria-hidden="true" className="grid h-8 place-items-center text-12 text-text-2">
            {say(one, weekdayName)}
          </li>
        ))}
        {daysOf(shown).map((one) => (
          <li key={one} className="grid place-items-center">
            {one.startsWith(shown) && cellOf(one)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A Monday and the six days after it. */
const WEEK = ["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04", "2024-01-05", "2024-01-06", "2024-01-07"];

/** The days of a month, with those before it from Monday on, so that the first stands under its weekday. */
function daysOf(month: string): string[] {
  const first = new Date(`${month}-01T12:00:00Z`);
  const before = (first.getUTCDay() + 6) % 7;
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return Array.from({ length: before + last }, (_, at) => daysLater(`${month}-01`, at - before));
}
