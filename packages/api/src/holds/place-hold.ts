import { createHash } from "node:crypto";
import type { z } from "zod";
import { availabilityKeys, cursorsKey, requestKey, withEpoch } from "../availability/index.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../kernel/ids.ts";
import type { RequestContext } from "../services.ts";
import { readHoldAnswer } from "./hold-answer.ts";
import type { HoldLine, HoldView, placeHoldInput, swapHoldInput } from "./holds.schema.ts";
import { type PerformanceOnSale, performanceOnSale } from "./performance-on-sale.ts";
import { holdSeatsScript } from "./scripts.ts";

/**
 * Keeps seats for one buyer for a while: all of them, or none. A repeat of the same request changes nothing.
 * Refuses SEAT_TAKEN naming the seats, SEATS_GONE, LIMIT_REACHED, SEAT_UNKNOWN, NOT_ON_SALE, REQUEST_REUSED.
 */
export function placeHold(ctx: RequestContext, input: z.output<typeof placeHoldInput>): Promise<HoldView> {
  return changeHold(ctx, input, newId(), "place");
}

/** Changes what a hold keeps, in one step. Seats in both stay, and so does the deadline. Refuses as `placeHold`, and HOLD_GONE. */
export function swapHold(ctx: RequestContext, input: z.output<typeof swapHoldInput>): Promise<HoldView> {
  return changeHold(ctx, input, input.holdId, "swap");
}

async function changeHold(
  ctx: RequestContext,
  input: z.output<typeof placeHoldInput>,
  holdId: string,
  mode: "place" | "swap",
): Promise<HoldView> {
  const { performanceId, requestId } = input;
  const performance = await performanceOnSale(ctx, performanceId);
  const lines = input.lines.flatMap((line) => scriptLine(performance, line));
  const keys = [
    ...availabilityKeys(ctx.redis, performanceId),
    requestKey(ctx.redis, performanceId, ctx.caller.buyerKey, requestId),
    cursorsKey(ctx.redis, performanceId),
  ];
  const fingerprint = createHash("sha1")
    .update(`${mode} ${mode === "swap" ? holdId : ""} ${lines.join(" ")}`)
    .digest("hex");
  let heldAs = 0;
  const answer = await withEpoch(ctx, performanceId, (epoch) => {
    heldAs = epoch;
    const args = [epoch, ctx.caller.buyerKey, holdId, mode, performance.chooseSeconds * 1_000, performance.ticketLimit];
    return holdSeatsScript.run<unknown[]>(ctx.redis, keys, [...args, fingerprint, performance.seatCount, ...lines]);
  });
  if (answer?.[0] !== 1) return readHoldAnswer(answer, { performanceId, holdId, epoch: heldAs });
  // For a repeated request the hold that answers is the one that the first made.
  const [code, version, leftMs, lifetimeMs, id, ...seats] = answer;
  const first = { performanceId, holdId: String(id).slice(1), epoch: heldAs };
  return readHoldAnswer([code, version, leftMs, lifetimeMs, ...seats], first);
}

function scriptLine(performance: PerformanceOnSale, line: HoldLine): (string | number)[] {
  if ("seat" in line) return ["s", line.seat];
  const count = performance.runs.get(line.run);
  if (count === undefined) throw new Refusal("SEAT_UNKNOWN", { seat: line.run });
  return ["r", line.run, count, line.count];
}
