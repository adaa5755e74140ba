import type { z } from "zod";
import { availabilityKeys, withEpoch } from "../availability/index.ts";
import { Refusal } from "../errors.ts";
import type { RequestContext, Services } from "../services.ts";
import { readHoldAnswer, refuseByCode } from "./hold-answer.ts";
import type { HoldView, holdRef } from "./holds.schema.ts";
import { performanceOnSale } from "./performance-on-sale.ts";
import { claimHoldScript, extendHoldScript, readHoldsScript, releaseHoldScript, unclaimHoldScript } from "./scripts.ts";

/** How long an order may take from claiming the hold to claiming the rows, before the sweeper looks into it. */
const HANDOVER_MS = 60_000;

type HoldRef = z.output<typeof holdRef>;

/** Gives a hold its second stretch, once, when the buyer goes on to checkout. Refuses HOLD_GONE. */
export async function extendHold(ctx: RequestContext, { performanceId, holdId }: HoldRef): Promise<HoldView> {
  const { checkoutSeconds } = await performanceOnSale(ctx, performanceId);
  const keys = availabilityKeys(ctx.redis, performanceId);
  let heldAs = 0;
  const answer = await withEpoch(ctx, performanceId, (epoch) => {
    heldAs = epoch;
    return extendHoldScript.run<unknown[]>(ctx.redis, keys, [
      epoch,
      ctx.caller.buyerKey,
      holdId,
      checkoutSeconds * 1_000,
    ]);
  });
  return readHoldAnswer(answer, { performanceId, holdId, epoch: heldAs });
}

/** Lets a hold go. Letting go of what is gone already is no error. Refuses HOLD_IN_CHECKOUT: cancel the order instead. */
export async function releaseHold(
  ctx: RequestContext,
  { performanceId, holdId }: HoldRef,
): Promise<{ released: boolean }> {
  const keys = availabilityKeys(ctx.redis, performanceId);
  const answer = await withEpoch(ctx, performanceId, (epoch) =>
    releaseHoldScript.run<unknown[]>(ctx.redis, keys, [epoch, ctx.caller.buyerKey, holdId]),
  );
  if (!answer) throw new Refusal("NOT_FOUND");
  refuseByCode(answer);
  return { released: true };
}

/** What this buyer holds of a performance, in any tab. */
export async function listMyHolds(ctx: RequestContext, performanceId: string): Promise<HoldView[]> {
  const keys = availabilityKeys(ctx.redis, performanceId);
  let heldAs = 0;
  const answer = await withEpoch(ctx, performanceId, (epoch) => {
    heldAs = epoch;
    return readHoldsScript.run<unknown[]>(ctx.redis, keys, [epoch, ctx.caller.buyerKey]);
  });
  if (!answer) return [];
  refuseByCode(answer);
  const holds: HoldView[] = [];
  for (let at = 2; at < answer.length; ) {
    const [id, leftMs, lifetimeMs, orderId, from, to, count] = answer.slice(at, at + 7);
    const seats = answer.slice(at + 7, at + 7 + Number(count));
    const hold = {
      performanceId,
      holdId: String(id).slice(1),
      epoch: heldAs,
      orderId: String(orderId).slice(1) || null,
    };
    holds.push(readHoldAnswer([1, answer[1], leftMs, lifetimeMs, from, to, ...seats], hold));
    at += 7 + Number(count);
  }
  return holds;
}

/**
 * Proves that a hold is this buyer's, and hands it over to an order. A repeat of the same request is answered with the
 * order that it got before, for the process may have died before it could write that down. Refuses HOLD_GONE,
 * HOLD_IN_CHECKOUT.
 */
export async function claimHold(
  services: Services,
  claim: { performanceId: string; holdId: string; buyerKey: string; orderId: string; requestId: string },
): Promise<HoldView & { orderId: string }> {
  const keys = availabilityKeys(services.redis, claim.performanceId);
  let heldAs = 0;
  const answer = await withEpoch(services, claim.performanceId, (epoch) => {
    heldAs = epoch;
    return claimHoldScript.run<unknown[]>(services.redis, keys, [
      epoch,
      claim.buyerKey,
      claim.holdId,
      claim.orderId,
      HANDOVER_MS,
      claim.requestId,
    ]);
  });
  const { performanceId, holdId } = claim;
  if (!answer) throw new Refusal("NOT_FOUND");
  refuseByCode(answer);
  const [code, version, leftMs, lifetimeMs, order, ...held] = answer;
  const view = readHoldAnswer([code, version, leftMs, lifetimeMs, ...held], { performanceId, holdId, epoch: heldAs });
  return { ...view, orderId: String(order).slice(1) };
}

/** Gives a hold back its own deadline when the order it was handed to never came to be. */
export async function unclaimHold(
  services: Services,
  performanceId: string,
  holdId: string,
  orderId: string,
): Promise<void> {
  const keys = availabilityKeys(services.redis, performanceId);
  await withEpoch(services, performanceId, (epoch) =>
    unclaimHoldScript.run<unknown[]>(services.redis, keys, [epoch, holdId, orderId]),
  );
}
