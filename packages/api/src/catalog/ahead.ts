import { Prisma } from "@usher/db";

/** No fair has more days than a performance has cells; this much further back its beginning is looked for, so that an index bounds the search. */
const LONGEST_FAIR_MS = 64 * 86_400_000;

const longestAgo = (now: Date) => new Date(now.getTime() - LONGEST_FAIR_MS);

/** Whether people may still go there: what has not begun, and a fair until its last day closes. `alias` names the performance. */
export function isAhead(alias: Prisma.Sql, now: Date): Prisma.Sql {
  return Prisma.sql`(${alias}.starts_at > ${longestAgo(now)} AND (${alias}.starts_at > ${now} OR ${alias}.open_until > ${now}))`;
}

/** The same for the client. */
export const aheadWhere = (now: Date) =>
  ({
    startsAt: { gt: longestAgo(now) },
    OR: [{ startsAt: { gt: now } }, { openUntil: { gt: now } }],
  }) satisfies Prisma.PerformanceWhereInput;

/** Until when people may come to places that are sold by days; null where they have to be there at the beginning. */
export function openUntilOf(
  cells: readonly { readonly fromName: string | null; readonly endsAt: Date }[],
): Date | null {
  const last = cells.at(-1);
  return last && last.fromName === null ? last.endsAt : null;
}
