import type { z } from "zod";
import type { RequestContext } from "../services.ts";
import type { ticketLabelsInput, ticketLabelsView } from "./gate.schema.ts";
import { gateAccess, partsOf } from "./gate-access.ts";

const PAGE = 5_000;

/**
 * The gate's list, in the order in which tickets were issued, 5,000 a page. Refunded tickets are on it, so that a gate says
 * that they were refunded rather than that it never heard of them. Refuses as `gateAccess`.
 */
export async function ticketLabels(
  ctx: RequestContext,
  input: z.output<typeof ticketLabelsInput>,
): Promise<z.infer<typeof ticketLabelsView>> {
  const { performance } = await gateAccess(ctx, input);
  const listedAtMs = ctx.clock.nowMs();
  const rows = await ctx.db.ticket.findMany({
    where: { performanceId: performance.id, ...(input.cursor ? { id: { gt: input.cursor } } : {}) },
    orderBy: { id: "asc" },
    take: PAGE,
    select: {
      ...{ id: true, serial: true, section: true, row: true, seat: true },
      ...{ fromCell: true, toCell: true, orderId: true, orderLineId: true },
    },
  });
  const partOf = partsOf(performance);
  const tariffOf = await tariffNames(ctx, performance.id, rows);
  return {
    listedAtMs,
    tickets: rows.map(({ id, serial, section, row, seat, orderId, orderLineId, ...span }) => {
      const place = { section, row: row ?? "", seat: seat ?? "" };
      const sold = { party: partyNumber(orderId), tariff: tariffOf.get(orderLineId) ?? "" };
      return { ticketId: id, serial, zone: "", ...place, ...sold, part: partOf(span), nameCheck: null };
    }),
    nextCursor: rows.length === PAGE ? (rows.at(-1)?.id ?? null) : null,
  };
}

/**
 * A number that tickets of one order share: the random end of the order's id. Of 40,000 orders two share a number in one
 * performance of five; the screen then shows four people where it means two, and nobody is refused for it.
 */
function partyNumber(orderId: string): number {
  return Number.parseInt(orderId.slice(-8), 16);
}

/**
 * For whom tickets were sold, by order line; those at the full price are left out. A tariff never changes its name, but may be
 * taken off while its tickets stand: its name is then what the line says after its category ("Front, child"), or all it says.
 */
async function tariffNames(
  { db }: RequestContext,
  performanceId: string,
  tickets: readonly { readonly orderLineId: string }[],
): Promise<ReadonlyMap<string, string>> {
  const lines = await db.orderLine.findMany({
    where: { id: { in: tickets.map(({ orderLineId }) => orderLineId) }, tariffId: { not: null } },
    select: { id: true, tariffId: true, categoryName: true },
  });
  if (lines.length === 0) return new Map();
  const [tariffs, categories] = await Promise.all([
    db.tariff.findMany({ where: { performanceId }, select: { id: true, name: true } }),
    db.priceCategory.findMany({ where: { performanceId }, select: { name: true } }),
  ]);
  const nameOf = new Map(tariffs.map(({ id, name }) => [id, name]));
  // The longest first: "Front, left" before "Front".
  const starts = categories.map(({ name }) => `${name}, `).sort((a, b) => b.length - a.length);
  const written = (said: string) => said.slice(starts.find((start) => said.startsWith(start))?.length ?? 0);
  return new Map(
    lines.map(({ id, tariffId, categoryName }) => [id, nameOf.get(tariffId ?? "") ?? written(categoryName)]),
  );
}
