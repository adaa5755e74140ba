import type { Posting } from "../ledger/index.ts";
import { grossOf } from "./price-lines.ts";

interface MoneyLine {
  readonly kind: string;
  readonly netMinor: number;
  readonly taxMinor: number;
}

/** Where the money of lines goes: the seat to the organizer, the fee to the house and its tax. `sign` -1 credits them. */
export function saleSide(lines: readonly MoneyLine[], organizerId: string, sign: 1 | -1): Posting[] {
  const total = (kind: string, of: (line: MoneyLine) => number) =>
    sign * lines.filter((line) => line.kind === kind).reduce((sum, line) => sum + of(line), 0);
  return [
    { account: "organizerPayable", ownerId: organizerId, amountMinor: total("seat", grossOf) },
    { account: "feeRevenue", amountMinor: total("fee", (line) => line.netMinor) },
    { account: "feeTaxPayable", amountMinor: total("fee", (line) => line.taxMinor) },
  ];
}
