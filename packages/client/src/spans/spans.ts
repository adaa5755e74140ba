import type { Span } from "@usher/api/cells";
import type { CellView, PerformanceView } from "@usher/api/contract";
import { faceOfSpan, spansSold, tariffFaceOfSpan } from "@usher/api/fares";
import { dayOf } from "../format/instants.ts";
import type { Locale } from "../i18n/routing.ts";

export type { Span };

/** Parts that a place of a performance is sold in; 1 where it is sold whole. */
export const cellCountOf = ({ cells }: Pick<PerformanceView, "cells">): number => Math.max(1, cells.length);

/** All of it. */
export const wholeOf = (performance: Pick<PerformanceView, "cells">): Span => ({
  from: 0,
  to: cellCountOf(performance),
});

export const isSameSpan = (one: Span, other: Span): boolean => one.from === other.from && one.to === other.to;

/** What may be bought of a performance, by beginning and length. One span where places are sold whole. */
export function spansOf(performance: Pick<PerformanceView, "cells" | "categories">): Span[] {
  return spansSold(performance.categories, cellCountOf(performance));
}

/** Of the spans that begin at a stop the one that ends where one wants to, else the longest. */
export function spanFrom(spans: readonly Span[], from: number, to: number): Span | undefined {
  const ways = spans.filter((span) => span.from === from);
  return ways.find((span) => span.to === to) ?? ways.at(-1);
}

/** Whether a performance is a journey from stop to stop; else its cells are days, if it has any. */
export const isJourney = ({ cells }: Pick<PerformanceView, "cells">): boolean =>
  cells.length > 0 && cells[0]?.fromName !== null;

/** The performance with the prices of a span in place of those of all its cells. */
export function pricedFor<P extends Pick<PerformanceView, "cells" | "categories" | "tariffs" | "currency">>(
  performance: P,
  span: Span,
): P {
  const count = cellCountOf(performance);
  if (isSameSpan(span, wholeOf(performance))) return performance;
  const faceOf = (category: P["categories"][number]) => faceOfSpan(category, span, count) ?? category.faceMinor;
  const categories = performance.categories.map((category) => {
    const faceMinor = faceOf(category);
    return { ...category, faceMinor, priceMinor: faceMinor + category.feeMinor };
  });
  const tariffs = performance.tariffs.map((tariff) => {
    const prices = tariff.prices.map((price) => {
      const category = performance.categories.find((one) => one.chartCategory === price.chartCategory);
      if (!category) return price;
      const faceMinor = tariffFaceOfSpan(price.faceMinor, category, faceOf(category), performance.currency);
      return { ...price, faceMinor, priceMinor: faceMinor + category.feeMinor };
    });
    return { ...tariff, prices };
  });
  return { ...performance, categories, tariffs };
}

/** When a span begins and ends: departure and arrival, the first day's opening and the last one's close. */
export function spanTimes(
  performance: Pick<PerformanceView, "cells" | "startsAt"> & { readonly endsAt?: string | null },
  { from, to }: Span,
): { startsAt: string; endsAt: string | null } {
  const { cells, startsAt, endsAt = null } = performance;
  return { startsAt: cells[from]?.startsAt ?? startsAt, endsAt: cells[to - 1]?.endsAt ?? endsAt };
}

/** "Rotterdam to Cologne", "Sat 12 Jun", "Sat 12 Jun – Sun 13 Jun"; null where places are sold whole. */
export function spanName(
  { cells, timeZone }: { readonly cells: readonly CellView[]; readonly timeZone: string },
  { from, to }: Span,
  locale: Locale,
): string | null {
  const [first, last] = [cells[from], cells[to - 1]];
  if (!first || !last) return null;
  if (first.fromName !== null) {
    return locale === "zh" ? `${first.fromName}至${last.toName}` : `${first.fromName} to ${last.toName}`;
  }
  const begins = dayOf(first.startsAt, timeZone, locale);
  return first === last ? begins : `${begins} – ${dayOf(last.startsAt, timeZone, locale)}`;
}
