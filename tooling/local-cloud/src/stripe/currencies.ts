import { invalidRequest } from "./failures.ts";

// Source: docs.stripe.com/currencies. ISK and UGX have no minor unit any more, but Stripe still counts them in hundredths.
const WITHOUT_MINOR_UNIT = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "));
const IN_THOUSANDTHS = new Set("bhd jod kwd omr tnd".split(" "));
const SUPPORTED = new Set(Intl.supportedValuesOf("currency").map((code) => code.toLowerCase()));

const LEAST_CHARGE: Record<string, number> = {
  aud: 50,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
  usd: 50,
};

/** Whether Stripe takes money in this currency (small letters). */
export const isSupportedCurrency = (currency: string) => SUPPORTED.has(currency);

/** How many decimals an amount of this currency carries at Stripe: 0, 2 or 3. */
export function decimalsOf(currency: string): 0 | 2 | 3 {
  if (WITHOUT_MINOR_UNIT.has(currency)) return 0;
  return IN_THOUSANDTHS.has(currency) ? 3 : 2;
}

/** Stripe's bound of eight digits for one charge. */
export const MOST_CHARGE = 99_999_999;

/** Refuses an amount (minor units) below Stripe's least charge, or thousandths that are not rounded to the nearest ten. */
export function refuseUnchargeable(amount: number, currency: string, param: string) {
  // Currencies without a published bound need at least one unit.
  const least = LEAST_CHARGE[currency] ?? 1;
  if (amount < least) throw invalidRequest(`Amount must be at least ${least} ${currency}`, "amount_too_small", param);
  if (amount > MOST_CHARGE) {
    throw invalidRequest(`Amount must be no more than ${MOST_CHARGE} ${currency}`, "amount_too_large", param);
  }
  if (decimalsOf(currency) === 3 && amount % 10 !== 0) {
    throw invalidRequest(`Amounts in ${currency} must be rounded to the nearest ten.`, "invalid_charge_amount", param);
  }
}

/** An amount in minor units as people write it, such as "€12.50" or "¥1,200". Unknown locales fall back to English. */
export function formatAmount(amount: number, currency: string, locale = "en"): string {
  const decimals = decimalsOf(currency);
  return new Intl.NumberFormat([locale, "en"], {
    style: "currency",
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(amount / 10 ** decimals);
}
