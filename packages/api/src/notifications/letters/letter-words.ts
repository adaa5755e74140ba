import { z } from "zod";
import type { LetterLocale } from "./frame.ts";

const translations = z.record(z.string(), z.object({ title: z.string(), subtitle: z.string() }));

/** An event's title and subtitle in a letter's language; in its own what is not translated. */
export function titleIn(
  event: { readonly title: string; readonly subtitle: string; readonly translations: unknown },
  locale: LetterLocale,
): { title: string; subtitle: string } {
  const translated = translations.safeParse(event.translations).data?.[locale];
  return { title: translated?.title || event.title, subtitle: translated?.subtitle || event.subtitle };
}

/** "Sat 14 Nov 2026" or "2026年11月14日周六", by the clock of the place. */
export function dayAt(moment: Date, timeZone: string, locale: LetterLocale): string {
  const parts = { timeZone, weekday: "short", day: "numeric", month: "short", year: "numeric" } as const;
  if (locale === "zh") return new Intl.DateTimeFormat("zh-CN", parts).format(moment);
  return new Intl.DateTimeFormat("en-GB", parts).format(moment).replace(",", "");
}

/** "18:30" by the clock of the place. */
export function timeAt(moment: Date, timeZone: string): string {
  const parts = { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat("en-GB", parts).format(moment);
}

/** "8QF3 M2ZD": an order's code as people read it aloud. */
export const spokenCode = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;

/** "9 %", "5.5 %" from basis points. */
export const percent = (basisPoints: number): string => `${basisPoints / 100} %`;

/** The address of a page of the buyers' app; English has no prefix. */
export function pageUrl(appUrl: string, locale: LetterLocale, path: string): string {
  return new URL(`${locale === "en" ? "" : `/${locale}`}${path}`, appUrl).href;
}
