import { includedTax } from "../kernel/money.ts";
import { type Span, WHOLE_PLACE } from "../availability/index.ts";
import type { SeatName } from "../seating/index.ts";

export interface PricedCategory {
  readonly chartCategory: number;
  readonly name: string;
  readonly faceMinor: number;
  readonly feeMinor: number;
  readonly taxRateBasisPoints: number;
}

/** What a category costs some people instead. */
export interface PricedTariff {
  readonly id: string;
  readonly name: string;
  readonly faceMinor: number;
}

export interface PricedLine extends SeatName {
  readonly kind: "seat" | "fee";
  readonly seatIndex: number;
  readonly fromCell: number;
  readonly toCell: number;
  readonly categoryName: string;
  readonly tariffId: string | null;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly taxRateBasisPoints: number;
}

/** The lines of one seat with its cells: its face price for them, or its tariff's, and, if there is one, its fee. Each is rounded on its own. */
export function priceLines(
  { seatIndex, span = WHOLE_PLACE, place }: { seatIndex: number; span?: Span; place: SeatName },
  category: PricedCategory,
  tariff: PricedTariff | null = null,
): PricedLine[] {
  const line = (kind: "seat" | "fee", grossMinor: number): PricedLine => {
    const taxMinor = includedTax(grossMinor, category.taxRateBasisPoints);
    return {
      kind,
      seatIndex,
      fromCell: span.from,
      toCell: span.to,
      section: place.section,
      row: place.row,
      seat: place.seat,
      categoryName: tariff ? `${category.name}, ${tariff.name}` : category.name,
      tariffId: tariff?.id ?? null,
      netMinor: grossMinor - taxMinor,
      taxMinor,
      taxRateBasisPoints: category.taxRateBasisPoints,
    };
  };
  const lines = [line("seat", tariff?.faceMinor ?? category.faceMinor)];
  if (category.feeMinor > 0) lines.push(line("fee", category.feeMinor));
  return lines;
}

/** What a line costs, tax included. */
export const grossOf = (line: { netMinor: number; taxMinor: number }): number => line.netMinor + line.taxMinor;

/** What lines cost together. */
export const totalOf = (lines: readonly Parameters<typeof grossOf>[0][]): number =>
  lines.reduce((total, line) => total + grossOf(line), 0);
