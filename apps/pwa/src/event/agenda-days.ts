import { type AgendaItemView, wallDayText } from "@usher/api/contract";

/** A day of an agenda, by the clock on the venue's wall. */
export interface AgendaDay {
  /** "2026-11-14". */
  readonly day: string;
  readonly items: readonly AgendaItemView[];
}

/** The days of an agenda in order, each with what happens on it; what goes on past midnight is on the day it began. */
export function agendaDays(items: readonly AgendaItemView[], timeZone: string): AgendaDay[] {
  const days = new Map<string, AgendaItemView[]>();
  for (const item of items) {
    const day = wallDayText(new Date(item.startsAt), timeZone);
    days.set(day, [...(days.get(day) ?? []), item]);
  }
  return [...days].map(([day, onDay]) => ({ day, items: onDay })).sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** The day that is shown first: today, else the next that comes, else the last one there was. */
export function dayToShow(days: readonly AgendaDay[], nowMs: number, timeZone: string): string {
  const today = wallDayText(new Date(nowMs), timeZone);
  return (days.find(({ day }) => day >= today) ?? days.at(-1))?.day ?? "";
}
