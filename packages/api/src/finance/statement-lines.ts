import { Prisma } from "@usher/db";
import type { z } from "zod";
import { requireRole } from "../accounts/index.ts";
import { type Locale, textsIn } from "../catalog/index.ts";
import type { RequestContext, Services } from "../services.ts";
import type { StatementLineView, statementLinesInput, statementLinesView } from "./finance.schema.ts";
import { rangeOfMonth } from "./months.ts";
import { MOVED_SUMS, type MovedSums, movedLines } from "./moved-lines.ts";
import { BOOKKEEPERS, zoneOf } from "./read-statement.ts";

/** A month's movements by performance, a page at a time. For owner, manager and finance. Refuses NOT_SIGNED_IN and NOT_YOURS. */
export async function statementLines(
  ctx: RequestContext,
  input: z.output<typeof statementLinesInput>,
): Promise<z.output<typeof statementLinesView>> {
  await requireRole(ctx, input.organizerId, BOOKKEEPERS);
  const { limit } = input;
  const lines = await readLines(ctx, { ...input, cursor: input.cursor ?? null }, limit + 1);
  const shown = lines.slice(0, limit);
  return { lines: shown, nextCursor: lines.length > limit ? (shown.at(-1)?.performanceId ?? null) : null };
}

interface Question {
  readonly organizerId: string;
  readonly month: string;
  readonly locale: Locale;
  readonly cursor: string | null;
}

/** The lines after `cursor`, in the order of the performances' ids. */
export async function readLines(
  ctx: Services,
  { organizerId, month, locale, cursor }: Question,
  most: number,
): Promise<StatementLineView[]> {
  const period = { organizerId, ...rangeOfMonth(month, await zoneOf(ctx, organizerId)) };
  const after = cursor ? Prisma.sql`WHERE performance_id > ${cursor}::uuid` : Prisma.empty;
  const rows = await ctx.db.$queryRaw<(MovedSums & { performanceId: string; currency: string })[]>`
    WITH ${movedLines(period)}
    SELECT performance_id AS "performanceId", currency::text AS currency, ${MOVED_SUMS}
    FROM lines ${after} GROUP BY performance_id, currency ORDER BY performance_id LIMIT ${most}`;
  const performances = await ctx.db.performance.findMany({
    where: { id: { in: rows.map(({ performanceId }) => performanceId) } },
    include: { event: true, venue: true },
  });
  const byId = new Map(performances.map((performance) => [performance.id, performance]));
  return rows.flatMap((row) => {
    const performance = byId.get(row.performanceId);
    if (!performance) return [];
    const { event, venue, startsAt } = performance;
    return [
      {
        ...row,
        payableMinor: row.soldMinor - row.refundedMinor,
        title: textsIn(event, locale).title,
        startsAt: startsAt.toISOString(),
        timeZone: venue.timeZone,
        venueName: venue.name,
      },
    ];
  });
}
