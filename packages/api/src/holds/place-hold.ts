import { createHash } from "node:crypto";
import type { z } from "zod";
import {
  availabilityKeys,
  cellsOf,
  cursorsKey,
  isHeldByte,
  requestKey,
  type Span,
  stateOfByte,
  withEpoch,
} from "../availability/index.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../kernel/ids.ts";
import { companionsAlone, mendChoice, seatsAtRisk } from "../seating/index.ts";
import type { RequestContext } from "../services.ts";
import { readHoldAnswer } from "./hold-answer.ts";
import type { HoldLine, HoldView, placeHoldInput, swapHoldInput } from "./holds.schema.ts";
import { type PerformanceOnSale, performanceOnSale } from "./performance-on-sale.ts";
import { holdSeatsScript } from "./scripts.ts";

/**
 * Keeps seats for one buyer for a while: all of them, or none. A repeat of the same request changes nothing.
 * Where places are sold in cells, each line is a place with the cells of the span, free only if all of them are.
 * Refuses SEAT_TAKEN naming the seats, SEATS_GONE, SPAN_UNKNOWN for cells that are not sold by themselves,
 * LIMIT_REACHED, QUOTA_REACHED with how many are left, SEAT_UNKNOWN,
 * NOT_ON_SALE, REQUEST_REUSED; COMPANION_ALONE naming
 * companion seats without their wheelchair place; SEAT_STRANDED naming the seats that would be left alone and what to take instead.
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
  const { geometry, chooseSeconds, ticketLimit, seatCount, cellCount } = performance;
  const span = spanOf(performance, input.span, ctx.clock.now());
  const seats = input.lines.flatMap((line) => ("seat" in line ? [line.seat] : []));
  const companions = companionsAlone(geometry, seats);
  if (companions.length > 0) throw new Refusal("COMPANION_ALONE", { seats: companions });
  const lines = input.lines.flatMap((line) => scriptLine(performance, line));
  const keys = [
    ...availabilityKeys(ctx.redis, performanceId),
    requestKey(ctx.redis, performanceId, ctx.caller.buyerKey, requestId),
    cursorsKey(ctx.redis, performanceId),
  ];
  const fingerprint = createHash("sha1")
    .update(`${mode} ${mode === "swap" ? holdId : ""} ${span.from}-${span.to} ${lines.join(" ")}`)
    .digest("hex");
  let heldAs = 0;
  const ask = (atRisk: readonly (string | number)[]) =>
    withEpoch(ctx, performanceId, (epoch) => {
      heldAs = epoch;
      const args = [epoch, ctx.caller.buyerKey, holdId, mode, chooseSeconds * 1_000, ticketLimit];
      const house = [seatCount, cellCount, span.from, span.to - span.from];
      const rules = [...atRisk, ...performance.quotaLines];
      return holdSeatsScript.run<unknown[]>(ctx.redis, keys, [...args, fingerprint, ...house, ...lines, ...rules]);
    });
  const atRisk = performance.allowsSingles ? [] : seatsAtRisk(geometry, new Set(seats));
  let answer = await ask(atRisk.flatMap((pair) => ["o", ...pair]));
  if (answer?.[0] === STRANDS) {
    refuseStranding(performance, span, seats, answer);
    // Nothing else is left for this party at this price, so it may leave somebody alone.
    answer = await ask([]);
  }
  if (answer?.[0] !== 1) return readHoldAnswer(answer, { performanceId, holdId, epoch: heldAs });
  // For a repeated request the hold that answers is the one that the first made.
  const [code, version, leftMs, lifetimeMs, id, ...held] = answer;
  const first = { performanceId, holdId: String(id).slice(1), epoch: heldAs };
  return readHoldAnswer([code, version, leftMs, lifetimeMs, ...held], first);
}

const STRANDS = -9;

/** Judges by the very bytes that the script saw, with the rule that the buyer's map goes by. */
function refuseStranding(
  { geometry, cellCount }: PerformanceOnSale,
  span: Span,
  seats: readonly number[],
  answer: readonly unknown[],
): void {
  const [, text, ...rest] = answer;
  const bytes = String(text).slice(1);
  const indexes = rest.map(Number);
  const mine = new Set(indexes.slice(indexes.indexOf(-1) + 1));
  const isFreeCell = (cell: number) => {
    const byte = bytes.charCodeAt(cell);
    return mine.has(cell) || (stateOfByte(byte) <= 1 && !isHeldByte(byte));
  };
  const isFree = (index: number) => cellsOf([index], cellCount, span).every(isFreeCell);
  const mend = mendChoice(geometry, seats, isFree);
  if (!mend) return;
  const { stranded, instead, replaced } = mend;
  throw new Refusal("SEAT_STRANDED", { seats: stranded, instead, replaced });
}

function spanOf({ cellCount, spans }: PerformanceOnSale, wanted: Span = { from: 0, to: cellCount }, now: Date): Span {
  const span = spans.find(({ from, to }) => from === wanted.from && to === wanted.to);
  if (!span) throw new Refusal("SPAN_UNKNOWN");
  if (span.until && now >= span.until) throw new Refusal("NOT_ON_SALE");
  return span;
}

function scriptLine(performance: PerformanceOnSale, line: HoldLine): (string | number)[] {
  if ("seat" in line) return ["s", line.seat];
  const count = performance.runs.get(line.run);
  if (count === undefined) throw new Refusal("SEAT_UNKNOWN", { seat: line.run });
  return ["r", line.run, count, line.count];
}
