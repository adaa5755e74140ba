import { formatMoney } from "@usher/api/money";
import type { Locale } from "../i18n/routing.ts";

const MONEY_LOCALE = { en: "en", zh: "zh-CN" } as const satisfies Record<Locale, string>;

/** An amount in minor units as it is read: "€48.50". */
export function money(amountMinor: number, currency: string, locale: Locale): string {
  return formatMoney(amountMinor, currency, MONEY_LOCALE[locale]);
}

/** "Maas Arena, Rotterdam", "马斯体育馆，鹿特丹". */
export function placeName(venue: string, city: string, locale: Locale): string {
  return `${venue}${locale === "zh" ? "，" : ", "}${city}`;
}

/** "1,204". */
export function count(value: number, locale: Locale): string {
  return new Intl.NumberFormat(MONEY_LOCALE[locale]).format(value);
}
