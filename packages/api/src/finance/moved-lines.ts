import { Prisma } from "@usher/db";

interface Period {
  readonly organizerId: string;
  readonly from: Date;
  readonly to: Date;
}

/**
 * The lines of orders that moved what an organizer is owed in a period, sold as 1 and given back as -1: read from the ledger's entries of the
 * organizer's own accounts, so that sums over them are what the ledger says. Columns: performance_id, currency, kind, sign, gross_minor,
 * tax_minor, rate, place.
 */
export function movedLines({ organizerId, from, to }: Period): Prisma.Sql {
  return Prisma.sql`
    moved AS (
      SELECT t.kind, t.order_id, t.source_key, a.currency FROM ledger_account a
      JOIN ledger_entry e ON e.account_id = a.id AND e.occurred_at >= ${from} AND e.occurred_at < ${to}
      JOIN ledger_transaction t ON t.id = e.transaction_id
      WHERE a.code = 'organizerPayable' AND a.owner_id = ${organizerId}::uuid
    ),
    lines AS (
      SELECT l.performance_id, m.currency, l.kind, 1 AS sign, l.net_minor + l.tax_minor AS gross_minor, l.tax_minor,
        l.tax_rate_basis_points AS rate, l.tax_place AS place
      FROM moved m JOIN order_line l ON l.order_id = m.order_id WHERE m.kind = 'sale'
      UNION ALL
      SELECT l.performance_id, m.currency, l.kind, -1, r.amount_minor,
        round(r.amount_minor::numeric * l.tax_rate_basis_points / (10000 + l.tax_rate_basis_points))::int, l.tax_rate_basis_points, l.tax_place
      FROM moved m JOIN refund_line r ON r.refund_id = substr(m.source_key, 8)::uuid JOIN order_line l ON l.id = r.order_line_id
      WHERE m.kind = 'refundAccepted'
    )`;
}

/** Sums over `lines`: the figures of a statement, by whatever they are grouped by. */
export const MOVED_SUMS = Prisma.sql`
  count(*) FILTER (WHERE kind = 'seat' AND sign = 1)::int AS tickets,
  coalesce(sum(gross_minor) FILTER (WHERE kind = 'seat' AND sign = 1), 0)::float8 AS "soldMinor",
  count(*) FILTER (WHERE kind = 'seat' AND sign = -1)::int AS "ticketsBack",
  coalesce(sum(gross_minor) FILTER (WHERE kind = 'seat' AND sign = -1), 0)::float8 AS "refundedMinor",
  coalesce(sum(sign * gross_minor) FILTER (WHERE kind = 'fee'), 0)::float8 AS "feesMinor",
  coalesce(sum(sign * tax_minor) FILTER (WHERE kind = 'seat'), 0)::float8 AS "taxMinor"`;

export interface MovedSums {
  readonly tickets: number;
  readonly soldMinor: number;
  readonly ticketsBack: number;
  readonly refundedMinor: number;
  readonly feesMinor: number;
  readonly taxMinor: number;
}
