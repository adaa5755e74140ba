import type { z } from "zod";
import { isOffered, tariffsLeft } from "../catalog/index.ts";
import { Refusal } from "../errors.ts";
import { listMyHolds } from "../holds/index.ts";
import { seatAt } from "../seating/index.ts";
import type { RequestContext } from "../services.ts";
import type { QuoteView, quoteInput } from "./checkout.schema.ts";
import { grossOf, totalOf } from "./price-lines.ts";
import { priceHold, refuseSoldOutTariffs } from "./start-checkout.ts";

/** What a hold of this buyer will cost, line by line, with what a change of mind gives back. Refuses HOLD_GONE, TARIFF_UNKNOWN and TARIFF_GONE. */
export async function quoteHold(ctx: RequestContext, input: z.output<typeof quoteInput>): Promise<QuoteView> {
  const holds = await listMyHolds(ctx, input.performanceId);
  const hold = holds.find(({ holdId }) => holdId === input.holdId);
  if (!hold) throw new Refusal("HOLD_GONE");
  const priced = await priceHold(ctx, hold, input.tariffs);
  const { lines, currency, performance } = priced;
  // Tickets of an order that is there already are among those that are sold.
  if (!hold.orderId) await refuseSoldOutTariffs(ctx.db, [priced]);
  const rule = await ctx.db.performance.findUniqueOrThrow({
    where: { id: input.performanceId },
    select: { refundUntil: true, refundFeeMinor: true, tariffs: { orderBy: { position: "asc" } } },
  });
  const offered = rule.tariffs.filter((tariff) => isOffered(tariff, ctx.clock.now()));
  const leftAt = await tariffsLeft(ctx.db, offered);
  const seatLines = lines.filter((line) => line.kind === "seat");
  const totalMinor = totalOf(lines);
  return {
    currency,
    totalMinor,
    secondsLeft: hold.secondsLeft,
    orderId: hold.orderId,
    span: hold.span,
    lines: seatLines.map((line) => {
      const fee = lines.find((other) => other.kind === "fee" && other.seatIndex === line.seatIndex);
      return {
        seatIndex: line.seatIndex,
        section: line.section,
        row: line.row,
        seat: line.seat,
        categoryName: line.categoryName,
        chartCategory: seatAt(performance.geometry, line.seatIndex)?.category ?? 0,
        tariffId: line.tariffId,
        faceMinor: grossOf(line),
        feeMinor: fee ? grossOf(fee) : 0,
        taxMinor: line.taxMinor + (fee?.taxMinor ?? 0),
      };
    }),
    tariffs: offered.map(({ id }) => ({ tariffId: id, left: leftAt.get(id) ?? null })),
    refund: {
      until: rule.refundUntil && rule.refundUntil > ctx.clock.now() ? rule.refundUntil.toISOString() : null,
      amountMinor: Math.max(0, totalMinor - seatLines.length * rule.refundFeeMinor),
    },
  };
}
