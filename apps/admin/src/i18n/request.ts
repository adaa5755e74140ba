import { getRequestConfig } from "next-intl/server";
import { isLocale, routing } from "./routing.ts";

export default getRequestConfig(async ({ requestLocale }) => {
  const asked = (await requestLocale) ?? "";
  const locale = isLocale(asked) ? asked : routing.defaultLocale;
  const messages = (await import(`../../messages/${locale}.json`)) as { default: Record<string, unknown> };
  // Times are always shown in the venue's zone, which is named at each use; this is only what is left without one.
  return { locale, messages: messages.default, timeZone: "UTC" };
});
