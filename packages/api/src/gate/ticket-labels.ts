import type { z } from "zod";
import type { RequestContext } from "../services.ts";
import type { ticketLabelsInput, ticketLabelsView } from "./gate.schema.ts";
import { gateAccess } from "./gate-access.ts";

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
    select: { id: true, serial: true, section: true, row: true, seat: true, orderId: true },
  });
  return {
    listedAtMs,
    tickets: rows.map(({ id, serial, section, row, seat, orderId }) => {
      const place = { section, row: row ?? "", seat: seat ?? "" };
      return { ticketId: id, serial, zone: "", ...place, party: partyOf(orderId), nameCheck: null };
    }),
    nextCursor: rows.length === PAGE ? (rows.at(-1)?.id ?? null) : null,
  };
}

/**
 * A number that tickets of one order share: the random end of the order's id. Of 40,000 orders two share a number in one
 * performance of five; the screen then shows four people where it means two, and nobody is refused for it.
 */
function partyOf(orderId: string): number {
  return Number.parseInt(orderId.slice(-8), 16);
}
