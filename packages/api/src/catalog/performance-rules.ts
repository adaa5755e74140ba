import { Refusal } from "../errors.ts";
import { type FarePrice, spansSold } from "./fares.ts";
import { currencyExponent, leastChargeMinor, MOST_CHARGE_MINOR } from "../kernel/money.ts";

export interface OfferedPrice {
  readonly chartCategory: number;
  readonly faceMinor: number;
  readonly feeMinor: number;
}

/** Why a performance cannot be sold as it is; the office translates it by its name. */
export type PublishReason =
  | "noPerformanceAhead"
  | "categoryWithoutPrice"
  | "categoryTwice"
  | "tariffTwice"
  | "tariffWindow"
  | "quotaTwice"
  | "categoryUnknown"
  | "priceMissing"
  | "priceStep"
  | "priceTooSmall"
  | "priceTooLarge"
  | "saleWindow"
  | "saleAfter"
  | "times"
  | "cellTimes"
  | "cellNames"
  | "cellsFixed"
  | "fareUnknown"
  | "fareIncomplete"
  | "releasesThere"
  | "opensInPast"
  | "opensAfterSale"
  | "chartFixed"
  | "venueFixed"
  | "currencyFixed"
  | "startFixed"
  | "cancelled"
  | "ticketsSold"
  | "inPast"
  | "tooManyPerformances"
  | "nothingToCopy"
  | "notOnShow"
  | "hasBegun"
  | "sameTime"
  | "answerWindow";

export function refusePublish(reason: PublishReason, detail: Record<string, unknown> = {}): Refusal {
  return new Refusal("PUBLISH_REFUSED", { reason, ...detail });
}

interface Times {
  readonly startsAt: Date;
  readonly doorsAt: Date | null;
  readonly endsAt: Date | null;
  readonly saleStartsAt: Date;
  readonly saleEndsAt: Date;
}

/** Doors, start and end follow each other; the sale begins before it ends, and before the performance is over. */
export function checkTimes({ startsAt, doorsAt, endsAt, saleStartsAt, saleEndsAt }: Times): void {
  if (saleStartsAt >= saleEndsAt) throw refusePublish("saleWindow");
  if (saleStartsAt >= (endsAt ?? startsAt)) throw refusePublish("saleAfter");
  if ((doorsAt && doorsAt > startsAt) || (endsAt && endsAt <= startsAt)) throw refusePublish("times");
}

interface OfferedCell {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly fromName: string | null;
  readonly toName: string | null;
}

/** Legs and days follow each other; a leg begins where the one before ends; there are either stops or days. */
export function checkCells(cells: readonly OfferedCell[]): void {
  for (const [at, { startsAt, endsAt, fromName, toName }] of cells.entries()) {
    const before = cells[at - 1];
    const hasTimes = Date.parse(startsAt) < Date.parse(endsAt);
    if (!hasTimes || (before && Date.parse(startsAt) < Date.parse(before.endsAt)))
      throw refusePublish("cellTimes", { at });
    const isLeg = fromName !== null && toName !== null;
    const isDay = fromName === null && toName === null;
    const followsOn = before === undefined || before.toName === fromName;
    if ((!isLeg && !isDay) || !followsOn) throw refusePublish("cellNames", { at });
  }
}

interface FaredPrice extends OfferedPrice {
  readonly fares: readonly FarePrice[];
}

/**
 * Fares are of cells that are there, fewer than all, each once; what is sold in one category is sold in every one, so that a
 * buyer who chose stops or days finds all seats priced. They can be charged like any price.
 */
export function checkFares(
  prices: readonly FaredPrice[],
  cellCount: number,
  chartCategories: readonly string[],
  offer: Offer,
): void {
  const sold = prices.filter(({ faceMinor, feeMinor }) => faceMinor + feeMinor > 0);
  const spans = spansSold(prices, cellCount).filter(({ from, to }) => to - from < cellCount);
  for (const { chartCategory, feeMinor, fares } of prices) {
    const keys = new Set(fares.map(({ from, to }) => `${from} ${to}`));
    const isUnknown = fares.some(({ from, to }) => from >= to || to > cellCount || to - from === cellCount);
    if (isUnknown || keys.size < fares.length) throw refusePublish("fareUnknown", { chartCategory });
    for (const { faceMinor } of fares) checkPrices([{ chartCategory, faceMinor, feeMinor }], chartCategories, offer);
  }
  const short = sold.find(({ fares }) => fares.length < spans.length || fares.some(({ faceMinor }) => faceMinor === 0));
  if (short) throw refusePublish("fareIncomplete", { chartCategory: short.chartCategory });
}

interface Offer {
  readonly currency: string;
  readonly ticketLimit: number;
}

/**
 * Prices can be charged as they are: one ticket alone, and as many as one buyer may have. Card networks take currencies of
 * three decimals in steps of ten only, so a fils that is not a multiple of ten could be shown and not be paid. A price of
 * nothing is one that is yet to be set; `checkCoverage` asks for it.
 */
export function checkPrices(
  prices: readonly OfferedPrice[],
  chartCategories: readonly string[],
  { currency, ticketLimit }: Offer,
): void {
  const [leastMinor, mostMinor] = [leastChargeMinor(currency), Math.floor(MOST_CHARGE_MINOR / ticketLimit)];
  const seen = new Set<number>();
  for (const { chartCategory, faceMinor, feeMinor } of prices) {
    if (seen.has(chartCategory)) throw refusePublish("categoryTwice", { chartCategory });
    seen.add(chartCategory);
    if (chartCategory >= chartCategories.length) throw refusePublish("categoryUnknown", { chartCategory });
    const isOffStep = currencyExponent(currency) === 3 && (faceMinor % 10 !== 0 || feeMinor % 10 !== 0);
    if (isOffStep) throw refusePublish("priceStep", { chartCategory, stepMinor: 10 });
    const priceMinor = faceMinor + feeMinor;
    if (priceMinor > 0 && priceMinor < leastMinor)
      throw refusePublish("priceTooSmall", { chartCategory, currency, amountMinor: leastMinor });
    if (priceMinor > mostMinor)
      throw refusePublish("priceTooLarge", { chartCategory, currency, amountMinor: mostMinor });
  }
}

interface OfferedTariff {
  readonly name: string;
  readonly prices: readonly { readonly chartCategory: number; readonly faceMinor: number }[];
  readonly saleStartsAt: string | null;
  readonly saleEndsAt: string | null;
}

/** Quotas have names of their own, and are about categories that are sold. */
export function checkQuotas(
  quotas: readonly { readonly name: string; readonly chartCategories: readonly number[] }[],
  categories: readonly OfferedPrice[],
): void {
  const sold = new Set(categories.map(({ chartCategory }) => chartCategory));
  const seen = new Set<string>();
  for (const { name, chartCategories } of quotas) {
    if (seen.has(name)) throw refusePublish("quotaTwice", { name });
    seen.add(name);
    const unknown = chartCategories.find((category) => !sold.has(category));
    if (unknown !== undefined) throw refusePublish("categoryUnknown", { chartCategory: unknown });
  }
}

/**
 * Tariffs have names of their own, prices in categories that are priced, and can be charged like any price; none is free. Where
 * one is offered for a while only, the while has a beginning before its end.
 */
export function checkTariffs(
  tariffs: readonly OfferedTariff[],
  categories: readonly OfferedPrice[],
  chartCategories: readonly string[],
  offer: Offer,
): void {
  const feeOf = new Map(categories.map(({ chartCategory, feeMinor }) => [chartCategory, feeMinor]));
  const seen = new Set<string>();
  for (const { name, prices, saleStartsAt, saleEndsAt } of tariffs) {
    if (seen.has(name)) throw refusePublish("tariffTwice", { name });
    seen.add(name);
    const isBackwards = saleStartsAt && saleEndsAt && Date.parse(saleStartsAt) >= Date.parse(saleEndsAt);
    if (isBackwards) throw refusePublish("tariffWindow", { name });
    const whole = prices.map(({ chartCategory, faceMinor }) => {
      const feeMinor = feeOf.get(chartCategory);
      if (feeMinor === undefined) throw refusePublish("categoryUnknown", { chartCategory });
      const amountMinor = leastChargeMinor(offer.currency);
      if (faceMinor + feeMinor === 0)
        throw refusePublish("priceTooSmall", { chartCategory, currency: offer.currency, amountMinor });
      return { chartCategory, faceMinor, feeMinor };
    });
    checkPrices(whole, chartCategories, offer);
  }
}

/** Every category that has seats on the chart has one price above nothing. `used` are indexes into the chart's categories. */
export function checkCoverage(
  prices: readonly OfferedPrice[],
  used: ReadonlySet<number>,
  names: readonly string[],
): void {
  const priceOf = new Map(prices.map((price) => [price.chartCategory, price.faceMinor + price.feeMinor]));
  const missing = [...used].filter((category) => !priceOf.has(category));
  if (missing.length > 0)
    throw refusePublish("categoryWithoutPrice", { categories: missing.map((one) => names[one] ?? String(one)) });
  const free = [...used].filter((category) => priceOf.get(category) === 0);
  if (free.length > 0)
    throw refusePublish("priceMissing", { categories: free.map((one) => names[one] ?? String(one)) });
}
