import type { Database, Tx } from "@usher/db";
import { z } from "zod";
import type { Services } from "../services.ts";

const SETTING = "exchangeRates";

export const ratesShape = z.object({
  /** The day the rates are of, "2026-03-01". */
  asOf: z.iso.date(),
  /** How much of each currency one euro buys. */
  perEuro: z.record(z.string().length(3), z.number().positive()),
});

/** Rates for comparing prices and for showing about how much one is. Nobody is ever charged by them. */
export type ExchangeRates = z.infer<typeof ratesShape>;

export const NO_RATES: ExchangeRates = { asOf: "1970-01-01", perEuro: { EUR: 1 } };

/** The rates that this installation was told last, or none but the euro's own. */
export async function readExchangeRates(db: Pick<Database, "setting">): Promise<ExchangeRates> {
  const row = await db.setting.findUnique({ where: { name: SETTING } });
  const rates = ratesShape.safeParse(row?.value).data ?? NO_RATES;
  return { ...rates, perEuro: { ...rates.perEuro, EUR: 1 } };
}

/** Writes the rates of a day. */
export async function writeExchangeRates(db: Pick<Tx, "setting">, rates: ExchangeRates): Promise<void> {
  const value = ratesShape.parse(rates);
  await db.setting.upsert({ where: { name: SETTING }, create: { name: SETTING, value }, update: { value } });
}

const keptRates = new WeakMap<object, { readonly untilMs: number; readonly rates: Promise<ExchangeRates> }>();
const KEPT_MS = 60_000;

/** The rates as they were at most a minute ago: everybody who looks at prices asks for them. */
export function keptExchangeRates({ db }: Pick<Services, "db">): Promise<ExchangeRates> {
  const known = keptRates.get(db);
  if (known && known.untilMs > Date.now()) return known.rates;
  const rates = readExchangeRates(db);
  keptRates.set(db, { untilMs: Date.now() + KEPT_MS, rates });
  rates.catch(() => keptRates.delete(db));
  return rates;
}
