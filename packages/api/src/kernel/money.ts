/**
 * Money is whole minor units with an ISO 4217 currency. Isomorphic: used by server, apps and the map alike.
 * Currencies are those the house sells in, with their exponents from ISO 4217.
 */
export const CURRENCY_EXPONENTS = {
  AUD: 2,
  BHD: 3,
  BRL: 2,
  CAD: 2,
  CHF: 2,
  CNY: 2,
  CZK: 2,
  DKK: 2,
  EUR: 2,
  GBP: 2,
  HKD: 2,
  JOD: 3,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  MXN: 2,
  NOK: 2,
  NZD: 2,
  OMR: 3,
  PLN: 2,
  SEK: 2,
  SGD: 2,
  THB: 2,
  TND: 3,
  TWD: 2,
  USD: 2,
  VND: 0,
  ZAR: 2,
} as const;

export type Currency = keyof typeof CURRENCY_EXPONENTS;

export function isCurrency(text: string): text is Currency {
  return Object.hasOwn(CURRENCY_EXPONENTS, text);
}

/** Digits after the point. Throws for a currency the house does not know, since a guess would be a hundredfold error. */
export function currencyExponent(currency: string): number {
  if (!isCurrency(currency)) throw new Error(`Unknown currency ${currency}`);
  return CURRENCY_EXPONENTS[currency];
}

/** What the payment provider takes at least for one charge (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts). */
const LEAST_CHARGE_MINOR: Partial<Record<Currency, number>> = {
  AUD: 50,
  BRL: 50,
  CAD: 50,
  CHF: 50,
  CZK: 1_500,
  DKK: 250,
  EUR: 50,
  GBP: 30,
  HKD: 400,
  JPY: 50,
  MXN: 1_000,
  NOK: 300,
  NZD: 50,
  PLN: 200,
  SEK: 300,
  SGD: 50,
  THB: 1_000,
  USD: 50,
};

/** What the payment provider takes at most for one charge: eight digits. */
export const MOST_CHARGE_MINOR = 99_999_999;

/** The smallest amount that can be charged; one minor unit where the provider names no bound. */
export function leastChargeMinor(currency: string): number {
  return (isCurrency(currency) && LEAST_CHARGE_MINOR[currency]) || 1;
}

const formats = new Map<string, Intl.NumberFormat>();

/** "€85.50", "¥3,800", "KD 12.500": the amount as people of `locale` write it, always with all its decimals. */
export function formatMoney(amountMinor: number, currency: string, locale: string): string {
  const exponent = currencyExponent(currency);
  const key = `${locale} ${currency}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      style: "currency",
      currency,
      // Yen and yuan, crowns and dollars share signs: each language's own way of telling them apart.
      currencyDisplay: "symbol",
      minimumFractionDigits: exponent,
      maximumFractionDigits: exponent,
    });
    formats.set(key, format);
  }
  return format.format(amountMinor / 10 ** exponent);
}

/** An amount that went out, with its sign; nothing is nothing, and not less. */
export const outgoing = (minor: number): number => (minor === 0 ? 0 : -minor);

/** What part of a gross amount is tax, rounded half away from zero to the minor unit, as the line is rounded alone. */
export function includedTax(grossMinor: number, taxRateBasisPoints: number): number {
  return Math.round((grossMinor * taxRateBasisPoints) / (10_000 + taxRateBasisPoints));
}
