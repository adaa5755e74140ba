import { notFound } from "next/navigation";
import { getRequestConfig, setRequestLocale } from "next-intl/server";
import { isLocale, type Locale, routing } from "./routing.ts";

/** The language of a page's address, told to next-intl so that the page can stay static. An unknown one is not found. */
export async function localeOfRoute(params: Promise<{ locale: string }>): Promise<Locale> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  return locale;
}

type Messages = Record<string, unknown>;

/** What next-intl asks for at each request: an app's own sentences beside those that both apps say. */
export function messagesOf(loadOwn: (locale: Locale) => Promise<{ default: Messages }>) {
  return getRequestConfig(async ({ requestLocale }) => {
    const asked = (await requestLocale) ?? "";
    const locale = isLocale(asked) ? asked : routing.defaultLocale;
    const shared = (await import(`../../messages/${locale}.json`)) as { default: Messages };
    const own = await loadOwn(locale);
    // Times are always shown in the venue's zone, which is named at each use; this is only what is left without one.
    return { locale, messages: { ...shared.default, ...own.default }, timeZone: "UTC" };
  });
}
