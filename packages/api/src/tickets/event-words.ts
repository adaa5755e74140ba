import { z } from "zod";

const translations = z.record(z.string(), z.object({ title: z.string(), subtitle: z.string() }));

/** An event's title and subtitle in a locale; in its own language what is not translated. */
export function eventWords(
  event: { readonly title: string; readonly subtitle: string; readonly translations: unknown },
  locale: string,
): { title: string; subtitle: string } {
  const translated = translations.safeParse(event.translations).data?.[locale];
  return { title: translated?.title || event.title, subtitle: translated?.subtitle || event.subtitle };
}

/** "Sat 14 Nov 2026, 20:00" or "2026年11月14日周六 20:00": a moment as it stands on the clock of the place itself. */
export function placeTime(moment: Date, timeZone: string, locale: string): string {
  const parts = { timeZone, weekday: "short", day: "numeric", month: "short", year: "numeric" } as const;
  const time = clockTime(moment, timeZone);
  if (locale === "zh") return `${new Intl.DateTimeFormat("zh-CN", parts).format(moment)} ${time}`;
  return `${new Intl.DateTimeFormat("en-GB", parts).format(moment).replace(",", "")}, ${time}`;
}

/** "18:30" on the clock of the place. */
export function clockTime(moment: Date, timeZone: string): string {
  const parts = { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat("en-GB", parts).format(moment);
}
