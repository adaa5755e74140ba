export type SaleState = "cancelled" | "past" | "saleOver" | "notYet" | "soldOut" | "onSale";

export interface SaleTimes {
  readonly status: "draft" | "published" | "cancelled";
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly saleStartsAt: string;
  readonly saleEndsAt: string;
}

/** What can be done about a performance now. `left` is null as long as nobody has said how many are left. */
export function saleState(times: SaleTimes, left: number | null, now: number): SaleState {
  if (times.status === "cancelled") return "cancelled";
  if (now >= Date.parse(times.endsAt ?? times.startsAt)) return "past";
  if (now >= Date.parse(times.saleEndsAt)) return "saleOver";
  if (now < Date.parse(times.saleStartsAt)) return "notYet";
  return left === 0 ? "soldOut" : "onSale";
}

/** When more places come on sale, if it is known and ahead. */
export function moreFrom({ moreFrom: at }: { readonly moreFrom: string | null }, now: number): string | null {
  return at !== null && Date.parse(at) > now ? at : null;
}

/** Those that take place; where none does, all of them, so that a page can say so. */
export function takingPlace<P extends { readonly status: SaleTimes["status"] }>(
  performances: readonly P[],
): readonly P[] {
  const played = performances.filter(({ status }) => status !== "cancelled");
  return played.length > 0 ? played : performances;
}
