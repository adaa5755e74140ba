import { defineRouting } from "next-intl/routing";

export const LOCALES = ["en", "zh"] as const;
export type Locale = (typeof LOCALES)[number];

/** The language is part of the address, so that one address never means two languages in a cache. */
export const routing = defineRouting({ locales: LOCALES, defaultLocale: "en", localePrefix: "as-needed" });

export function isLocale(text: string): text is Locale {
  return (LOCALES as readonly string[]).includes(text);
}

/** `/events/x` as it is reached in a language: `/events/x` or `/zh/events/x`. */
export function localePath(locale: Locale, path: string): string {
  if (locale === routing.defaultLocale) return path;
  return path === "/" ? `/${locale}` : `/${locale}${path}`;
}

/** What the `lang` attribute says. */
export function languageTag(locale: Locale): string {
  return locale === "zh" ? "zh-Hans" : "en";
}
