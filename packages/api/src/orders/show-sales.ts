import { requireRole, STAFF } from "../accounts/index.ts";
import { bytesOfSpan, countSeats, readSnapshot } from "../availability/index.ts";
import { Refusal } from "../errors.ts";
import type { ChartGeometry } from "../seating/index.ts";
import { readGeometry } from "../seating/index.ts";
import type { RequestContext } from "../services.ts";
import type { SalesView } from "./office.schema.ts";

const MINUTES_SHOWN = 60;
const ORDERS_SHOWN = 12;

/** A performance's sales as they stand now. Refuses NOT_FOUND, NOT_YOURS. */
export async function showSales(ctx: RequestContext, performanceId: string): Promise<SalesView> {
  const performance = await ctx.db.performance.findUnique({
    where: { id: performanceId },
    include: { event: true, venue: true, categories: { orderBy: { tier: "asc" } }, chartRevision: true },
  });
  if (!performance) throw new Refusal("NOT_FOUND");
  await requireRole(ctx, performance.organizerId, STAFF);
  const geometry = await readGeometry(ctx, performance.chartRevision.geometryHash);
  const { cellCount } = performance;
  // A place of which a part is sold counts as sold: it can no longer be had whole.
  const seats =
    performance.epoch > 0
      ? bytesOfSpan((await readSnapshot(ctx, performanceId)).seats, cellCount, { from: 0, to: cellCount })
      : "C".repeat(performance.seatCount);
  const counts = countSeats(seats);
  const now = ctx.clock.now();
  const [money, minutes, recent, scanned] = await Promise.all([
    readMoney(ctx, performanceId),
    readMinutes(ctx, performanceId),
    readRecent(ctx, performanceId),
    ctx.db.scan.findMany({
      where: { performanceId, verdict: { startsWith: "in/" } },
      distinct: ["ticketId"],
      select: { id: true },
    }),
  ]);
  return {
    performanceId,
    title: performance.event.title,
    startsAt: performance.startsAt.toISOString(),
    venueName: performance.venue.name,
    timeZone: performance.venue.timeZone,
    currency: performance.currency,
    geometryHash: performance.chartRevision.geometryHash,
    onShow: performance.status === "published" && performance.event.status === "published",
    onSale: performance.status === "published" && performance.saleStartsAt <= now && now < performance.saleEndsAt,
    seatCount: performance.seatCount,
    cellCount,
    forSaleCount: counts.total,
    soldCount: counts.sold,
    heldCount: counts.held,
    ...money,
    ticketsByMinute: minutes,
    byCategory: performance.categories.map((category) => ({
      chartCategory: category.chartCategory,
      name: category.name,
      tier: category.tier,
      priceMinor: category.faceMinor + category.feeMinor,
      ...countCategory(geometry, seats, category.chartCategory),
    })),
    recentOrders: recent,
    scannedCount: scanned.length,
  };
}

function countCategory(geometry: ChartGeometry, seats: string, wanted: number) {
  const counts = { seatCount: 0, soldCount: 0, heldCount: 0 };
  const count = (index: number, category: number) => {
    const byte = seats.charCodeAt(index);
    if (category !== wanted || (byte & 3) === 3) return;
    counts.seatCount++;
    if ((byte & 3) === 2) counts.soldCount++;
    else if (byte & 8) counts.heldCount++;
  };
  for (const { rows, standing } of geometry.sections) {
    if (standing) for (let i = 0; i < standing.count; i++) count(standing.first + i, standing.category);
    for (const row of rows) {
      for (let i = 0; i < row.count; i++)
        count(row.first + i, typeof row.category === "number" ? row.category : (row.category[i] ?? 0));
    }
  }
  return counts;
}

async function readMoney(ctx: RequestContext, performanceId: string) {
  const [sums] = await ctx.db.$queryRaw<{ taken: bigint; refunded: bigint }[]>`
    SELECT coalesce(sum(l.net_minor + l.tax_minor), 0)::bigint AS taken, coalesce(sum(r.amount_minor), 0)::bigint AS refunded
    FROM order_line l JOIN "order" o ON o.id = l.order_id
    LEFT JOIN LATERAL (SELECT sum(amount_minor) AS amount_minor FROM refund_line WHERE order_line_id = l.id) r ON true
    WHERE l.performance_id = ${performanceId}::uuid AND o.status IN ('paid', 'refunded')`;
  return { takenMinor: Number(sums?.taken ?? 0), refundedMinor: Number(sums?.refunded ?? 0) };
}

async function readMinutes(ctx: RequestContext, performanceId: string) {
  const since = new Date(ctx.clock.nowMs() - MINUTES_SHOWN * 60_000);
  const rows = await ctx.db.$queryRaw<{ minute: Date; tickets: number }[]>`
    SELECT date_trunc('minute', created_at) AS minute, count(*)::int AS tickets FROM ticket
    WHERE performance_id = ${performanceId}::uuid AND created_at >= ${since} GROUP BY 1 ORDER BY 1`;
  return rows.map(({ minute, tickets }) => ({ minute: minute.toISOString(), tickets }));
}

async function readRecent(ctx: RequestContext, performanceId: string) {
  const orders = await ctx.db.order.findMany({
    where: { lines: { some: { performanceId } }, paidAt: { not: null } },
    orderBy: { paidAt: "desc" },
    take: ORDERS_SHOWN,
    include: { lines: { where: { kind: "seat", performanceId }, orderBy: { seatIndex: "asc" } } },
  });
  return orders.map((order) => ({
    id: order.id,
    paidAt: (order.paidAt ?? order.createdAt).toISOString(),
    seatCount: order.lines.length,
    section: order.lines[0]?.section ?? "",
    row: order.lines[0]?.row ?? null,
    totalMinor: order.totalMinor,
  }));
}
