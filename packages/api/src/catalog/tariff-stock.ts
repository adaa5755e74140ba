import type { Tx } from "@usher/db";

interface LimitedTariff {
  readonly id: string;
  /** null: as many as there are places. */
  readonly capacity: number | null;
}

/**
 * How many more may be sold at tariffs that only so many are sold at; those without a limit are left out. What is being paid for
 * counts as sold, what was given back does not. Whoever decides by it must have `lockTariffs`.
 */
export async function tariffsLeft(
  db: Pick<Tx, "$queryRaw">,
  tariffs: readonly LimitedTariff[],
): Promise<Map<string, number>> {
  const limited = tariffs.flatMap(({ id, capacity }) => (capacity === null ? [] : [{ id, capacity }]));
  if (limited.length === 0) return new Map();
  const rows = await db.$queryRaw<{ tariff_id: string; sold: number }[]>`
    SELECT line.tariff_id, count(*)::int AS sold FROM order_line line JOIN "order" o ON o.id = line.order_id
    WHERE line.tariff_id = ANY(${limited.map(({ id }) => id)}::uuid[]) AND line.kind = 'seat'
      AND o.status IN ('pendingPayment', 'closing', 'paid')
      AND NOT EXISTS (SELECT 1 FROM refund_line given_back WHERE given_back.order_line_id = line.id)
    GROUP BY line.tariff_id`;
  const soldOf = new Map(rows.map(({ tariff_id, sold }) => [tariff_id, sold]));
  return new Map(limited.map(({ id, capacity }) => [id, Math.max(0, capacity - (soldOf.get(id) ?? 0))]));
}

/** Until the transaction ends nobody else sells at these tariffs. In one order everywhere, so that two orders never wait for each other. */
export async function lockTariffs(tx: Pick<Tx, "$executeRaw">, tariffIds: readonly string[]): Promise<void> {
  for (const id of [...tariffIds].sort()) {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`tariff:${id}`}, 0))`;
  }
}

/** Whether a tariff is offered at this moment. */
export const isOffered = (
  { saleStartsAt, saleEndsAt }: { readonly saleStartsAt: Date | null; readonly saleEndsAt: Date | null },
  now: Date,
): boolean => (saleStartsAt === null || now >= saleStartsAt) && (saleEndsAt === null || now < saleEndsAt);
