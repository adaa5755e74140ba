import type { Role } from "@usher/db";
import type { z } from "zod";
import { requireRole } from "../accounts/index.ts";
import type { RequestContext, Services } from "../services.ts";
import type { StatementView, statementInput } from "./finance.schema.ts";
import { monthOf, rangeOfMonth } from "./months.ts";
import { movedLines } from "./moved-lines.ts";

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
  const [balances, parts] = await Promise.all([readBalances(ctx, period), readParts(ctx, period)]);
  const firstAt = balances.map(({ firstAt: at }) => at).sort((a, b) => a.getTime() - b.getTime())[0];
  return {
    ...{ month, timeZone, from: from.toISOString(), to: to.toISOString(), thisMonth },
    firstMonth: firstAt ? monthOf(firstAt, timeZone) : month,
    currencies: balances.map(({ currency, openingMinor, closingMinor }) => ({
      ...{ currency, openingMinor, closingMinor },
      ...sumsOf(parts.filter((part) => part.currency === currency)),
    })),
  };
}

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

interface Part {
  readonly currency: string;
  readonly kind: string;
  /** 1 sold, -1 given back. */
  readonly sign: number;
  readonly place: string;
  readonly rateBasisPoints: number;
  readonly count: number;
  readonly grossMinor: number;
  readonly taxMinor: number;
}

/** What moved, by all that a statement tells apart: a few rows, however much was sold. */
function readParts({ db }: Services, period: Period): Promise<Part[]> {
  return db.$queryRaw<Part[]>`
    WITH ${movedLines(period)}
    SELECT currency::text AS currency, kind::text AS kind, sign, place, rate AS "rateBasisPoints", count(*)::int AS count,
      sum(gross_minor)::float8 AS "grossMinor", sum(tax_minor)::float8 AS "taxMinor"
    FROM lines GROUP BY currency, kind, sign, place, rate ORDER BY place, rate DESC`;
}

/** One currency of a statement from its parts. */
function sumsOf(parts: readonly Part[]) {
  const total = (kind: string, sign: 1 | -1, of: (part: Part) => number) =>
    parts.filter((part) => part.kind === kind && part.sign === sign).reduce((sum, part) => sum + of(part), 0);
  const gross = ({ grossMinor }: Part) => grossMinor;
  const seats = parts.filter(({ kind }) => kind === "seat");
  const byRate = Map.groupBy(seats, ({ place, rateBasisPoints }) => `${place} ${rateBasisPoints}`);
  return {
    tickets: total("seat", 1, ({ count }) => count),
    soldMinor: total("seat", 1, gross),
    ticketsBack: total("seat", -1, ({ count }) => count),
    refundedMinor: total("seat", -1, gross),
    feesMinor: total("fee", 1, gross) - total("fee", -1, gross),
    taxes: [...byRate.values()].map((some) => ({
      place: some[0]?.place ?? "",
      rateBasisPoints: some[0]?.rateBasisPoints ?? 0,
      netMinor: some.reduce((sum, { sign, grossMinor, taxMinor }) => sum + sign * (grossMinor - taxMinor), 0),
      taxMinor: some.reduce((sum, { sign, taxMinor }) => sum + sign * taxMinor, 0),
    })),
  };
}
