import { type DayRange, daysLater, weekendOf } from "@usher/api/contract";

/** Stretches of days that have a name, in the order in which they are offered; on a Sunday the weekend is the next one. */
export type Preset = "today" | "tomorrow" | "weekend" | "nextWeekend" | "week" | "month";

/** What each stretch means for a reader whose own day is `today`, "2026-11-14"; five at any day, no two the same. */
export function presetDays(today: string): readonly (DayRange & { readonly name: Preset })[] {
  const tomorrow = daysLater(today, 1);
  const weekend = weekendOf(today);
  const isSunday = weekend.untilDay === today;
  return [
    { name: "today", fromDay: today, untilDay: today },
    { name: "tomorrow", fromDay: tomorrow, untilDay: tomorrow },
    // On a Sunday what is left of the weekend is today, which is offered already.
    isSunday ? { name: "nextWeekend", ...weekendOf(tomorrow) } : { name: "weekend", ...weekend },
    { name: "week", fromDay: today, untilDay: daysLater(today, 6) },
    { name: "month", fromDay: today, untilDay: daysLater(today, 29) },
  ];
}

/** The name of a stretch of days; null for one that has none. */
export function presetOf(asked: { fromDay: string | null; untilDay: string | null }, today: string): Preset | null {
  const found = presetDays(today).find((one) => one.fromDay === asked.fromDay && one.untilDay === asked.untilDay);
  return found?.name ?? null;
}
