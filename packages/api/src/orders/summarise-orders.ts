import { type Database, type OrderStatus, Prisma } from "@usher/db";
import type { Locale } from "../catalog/index.ts";

interface Row {
  readonly id: string;
  readonly code: string;
  readonly status: OrderStatus;
  readonly email: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly refundedMinor: number;
  readonly createdAt: Date;
  readonly name: string | null;
  readonly ticketCount: number;
  readonly title: string | null;
  readonly startsAt: Date | null;
  readonly timeZone: string | null;
}

/**
 * Orders as lists show them, newest first, from one statement: what they came to, and the event of their first place in a language. An
 * order without places, which there is none of, would have no title.
 */
export async function summariseOrders(
  db: Pick<Database, "$queryRaw">,
  ids: readonly string[],
  locale: Locale,
): Promise<OrderSummary[]> {
  if (ids.length === 0) return [];
  const translated =
    locale === "en" ? Prisma.empty : Prisma.sql`nullif(e.translations -> ${locale}::text ->> 'title', ''),`;
  const rows = await db.$queryRaw<Row[]>`
    SELECT o.id, o.code, o.status, o.email::text, o.currency, o.total_minor AS "totalMinor", o.created_at AS "createdAt", person.name,
      r.refunded AS "refundedMinor", l.places AS "ticketCount", coalesce(${translated} e.title) AS title,
      p.starts_at AS "startsAt", v.time_zone AS "timeZone"
    FROM "order" o
    LEFT JOIN person ON person.id = o.person_id
    CROSS JOIN LATERAL (SELECT coalesce(sum(amount_minor), 0)::int AS refunded FROM refund WHERE order_id = o.id) r
    CROSS JOIN LATERAL (SELECT count(*)::int AS places, (array_agg(performance_id ORDER BY id))[1] AS performance_id
      FROM order_line WHERE order_id = o.id AND kind = 'seat') l
    LEFT JOIN performance p ON p.id = l.performance_id
    LEFT JOIN event e ON e.id = p.event_id
    LEFT JOIN venue v ON v.id = p.venue_id
    WHERE o.id = ANY(${[...ids]}::uuid[]) ORDER BY o.id DESC`;
  return rows.map(({ createdAt, startsAt, title, timeZone, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    title: title ?? "",
    startsAt: (startsAt ?? createdAt).toISOString(),
    timeZone: timeZone ?? "UTC",
  }));
}

export type OrderSummary = Omit<Row, "createdAt" | "title" | "startsAt" | "timeZone"> & {
  readonly createdAt: string;
  readonly title: string;
  readonly startsAt: string;
  readonly timeZone: string;
};
