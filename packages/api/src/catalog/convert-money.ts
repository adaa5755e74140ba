import { currencyExponent } from "../kernel/money.ts";

/** How much of each currency one euro buys. */
export interface PerEuro {
  readonly perEuro: Readonly<Record<string, number>>;
}

/** An amount in minor units of another currency, or null where a rate is missing. */
export function converted({ perEuro }: PerEuro, amountMinor: number, from: string, to: string): number | null {
  if (from === to) return amountMinor;
  const [fromRate, toRate] = [perEuro[from], perEuro[to]];
  if (fromRate === undefined || toRate === undefined) return null;
  return Math.round(((amountMinor / 10 ** currencyExponent(from)) * toRate * 10 ** currencyExponent(to)) / fromRate);
}
