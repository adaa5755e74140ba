"use client";

import { converted } from "@usher/api/conversion";
import { currencyExponent } from "@usher/api/money";
import { money, shortDate } from "@usher/client/format";
import type { Locale } from "@usher/client/i18n";
import { classNames } from "@usher/ui";
import { useRates } from "./use-rates.ts";
import { useShownCurrency } from "./use-shown.ts";

export interface AlsoPriceProps {
  readonly amountMinor: number | null;
  readonly currency: string;
  readonly locale: Locale;
  /** With gaps for {amount} and {day}. */
  readonly words: string;
  readonly className?: string;
}

/** About how much that is in the reader's own currency, by the rate of a day. What is charged stands before it. */
export function AlsoPrice({ amountMinor, currency, locale, words, className }: AlsoPriceProps) {
  const own = useShownCurrency();
  const rates = useRates(own !== null && own !== currency);
  const about =
    own && own !== currency && rates && amountMinor !== null && converted(rates, amountMinor, currency, own);
  return (
    <span className={classNames("also-price num", className)}>
      {typeof about === "number" && own && rates
        ? words
            .replace("{amount}", money(rounded(about, own), own, locale))
            .replace("{day}", shortDate(`${rates.asOf}T12:00:00Z`, "UTC", locale))
        : null}
    </span>
  );
}

/** To the whole unit: cents would promise what a rate of yesterday cannot keep. */
function rounded(amountMinor: number, currency: string): number {
  const unit = 10 ** currencyExponent(currency);
  return amountMinor < 10 * unit ? amountMinor : Math.round(amountMinor / unit) * unit;
}
