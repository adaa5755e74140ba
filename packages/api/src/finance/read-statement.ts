import type { Role } from "@usher/db";
import type { z } from "zod";
import { requireRole } from "../accounts/index.ts";
import type { RequestContext, Services } from "../services.ts";
import type { StatementView, statementInput } from "./finance.schema.ts";
import { monthOf, rangeOfMonth } from "./months.ts";
import { MOVED_SUMS, type MovedSums, movedLines } from "./moved-lines.ts";

/** Who sees the books. */
export const BOOKKEEPERS: readonly Role[] = ["owner", "manager", "finance"];

/**
 * What an organizer is owed and why, for a month, one currency beside the other: what stood open, what was sold, what came back, what stands open
 * then. Balances are sums over the ledger; the rest is read from the lines of the transactions that moved them. For owner, manager and finance.
 * Refuses NOT_SIGNED_IN and NOT_YOURS.
 */
export async function readStatement(
  ctx: RequestContext,
  { organizerId, month: wanted }: z.output<typeof statementInput>,
): Promise<StatementView> {
  await requireRole(ctx, organizerId, BOOKKEEPERS);
  const timeZone = await zoneOf(ctx, organizerId);
  const thisMonth = monthOf(ctx.clock.now(), timeZone);
  const month = wanted ?? thisMonth;
  const { from, to } = rangeOfMonth(month, timeZone);
  const period = { organizerId, from, to };
  const [balances, sums, taxes] = await Promise.all([
    readBalances(ctx, period),
    readSums(ctx, period),
    readTaxes(ctx, period),
  ]);
  const firstAt = balances.map(({ firstAt: at }) => at).sort((a, b) => a.getTime() - b.getTime())[0];
  return {
    ...{ month, timeZone, from: from.toISOString(), to: to.toISOString(), thisMonth },
    firstMonth: firstAt ? monthOf(firstAt, timeZone) : month,
    currencies: balances.map(({ currency, openingMinor, closingMinor }) => {
      const { taxMinor: _, ...moved } = sums.get(currency) ?? NOTHING;
      const own = taxes.filter((tax) => tax.currency === currency);
      return { ...moved, currency, openingMinor, closingMinor, taxes: own.map(({ currency: _own, ...tax }) => tax) };
    }),
  };
}

const NOTHING: MovedSums = { tickets: 0, soldMinor: 0, ticketsBack: 0, refundedMinor: 0, feesMinor: 0, taxMinor: 0 };

/** Whose clock an organizer's months go by: that of the venue it had first, which keeps its zone once something was put on there. UTC before it has one. */
export async function zoneOf({ db }: Pick<Services, "db">, organizerId: string): Promise<string> {
  const first = await db.venue.findFirst({
    where: { organizerId },
    orderBy: { id: "asc" },
    select: { timeZone: true },
  });
  return first?.timeZone ?? "UTC";
}

interface Period {
  readonly organizerId: string;
  readonly from: Date;
  readonly to: Date;
}

interface Balance {
  readonly currency: string;
  readonly openingMinor: number;
  readonly closingMinor: number;
  readonly firstAt: Date;
}

/** From the ledger alone. What is owed is a credit: negative there, positive here. */
function readBalances({ db }: Services, { organizerId, from, to }: Period): Promise<Balance[]> {
  return db.$queryRaw<Balance[]>`
    SELECT a.currency::text AS currency, min(e.occurred_at) AS "firstAt",
      coalesce(-sum(e.amount_minor) FILTER (WHERE e.occurred_at < ${from}), 0)::float8 AS "openingMinor",
      coalesce(-sum(e.amount_minor) FILTER (WHERE e.occurred_at < ${to}), 0)::float8 AS "closingMinor"
    FROM ledger_account a JOIN ledger_entry e ON e.account_id = a.id
    WHERE a.code = 'organizerPayable' AND a.owner_id = ${organizerId}::uuid GROUP BY a.currency ORDER BY a.currency`;
}

async function readSums({ db }: Services, period: Period): Promise<Map<string, MovedSums>> {
  const rows = await db.$queryRaw<(MovedSums & { currency: string })[]>`
    WITH ${movedLines(period)} SELECT currency::text AS currency, ${MOVED_SUMS} FROM lines GROUP BY currency`;
  return new Map(rows.map(({ currency, ...sums }) => [currency, sums]));
}

interface Tax {
  readonly currency: string;
  readonly place: string;
  readonly rateBasisPoints: number;
  readonly netMinor: number;
  readonly taxMinor: number;
}

function readTaxes({ db }: Services, period: Period): Promise<Tax[]> {
  return db.$queryRaw<Tax[]>`
    WITH ${movedLines(period)}
    SELECT currency::text AS currency, place, rate AS "rateBasisPoints",
      sum(sign * (gross_minor - tax_minor))::float8 AS "netMinor", sum(sign * tax_minor)::float8 AS "taxMinor"
    FROM lines WHERE kind = 'seat' GROUP BY currency, place, rate ORDER BY currency, place, rate DESC`;
}
