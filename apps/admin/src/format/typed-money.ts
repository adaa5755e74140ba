import { currencyExponent } from "@usher/api/money";

/** "48.50": an amount in minor units as it is typed, with all the decimals of its currency. */
export function typedMoney(amountMinor: number, currency: string): string {
  const exponent = currencyExponent(currency);
  if (exponent === 0) return String(amountMinor);
  const digits = String(amountMinor).padStart(exponent + 1, "0");
  return `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** Minor units of an amount as it was typed, with a point or a comma; null for more decimals than the currency has. */
export function readMoney(text: string, currency: string): number | null {
  const exponent = currencyExponent(currency);
  const parts = /^(\d{1,9})(?:[.,](\d*))?$/.exec(text.trim());
  if (!parts) return null;
  const decimals = parts[2] ?? "";
  if (decimals.length > exponent) return null;
  // By digits, since 0.29 × 100 is not 29.
  return Number((parts[1] ?? "") + decimals.padEnd(exponent, "0"));
}
