import { z } from "zod";
import { refundStatusSchema } from "../checkout/refund.schema.ts";

const instant = z.iso.datetime();
const count = z.number().int();

/** In words that buyers read. */
const reason = z.string().trim().min(1).max(300);

export const previewChangeInput = z.strictObject({
  performanceId: z.uuid(),
  /** Another beginning; null to cancel. */
  startsAt: instant.nullable(),
});
/** What a change would touch, before it is made. */
export const previewChangeView = z.object({
  currency: z.string(),
  orders: count,
  tickets: count,
  /** Different addresses that would be written to. */
  people: count,
  /** What all these tickets cost with their fees, of which nothing was given back yet. */
  amountMinor: count,
  /** Orders that are being paid this minute. */
  paying: count,
  /** The times as they would be; null to cancel. */
  times: z
    .object({
      startsAt: instant,
      doorsAt: instant.nullable(),
      endsAt: instant.nullable(),
      saleEndsAt: instant,
      refundUntil: instant.nullable(),
      /** Until when buyers answer if nothing else is said, and the latest that may be said. */
      answerUntil: instant,
      latestAnswer: instant,
    })
    .nullable(),
});

export type PreviewChangeView = z.infer<typeof previewChangeView>;

export const cancelPerformanceInput = z.strictObject({
  performanceId: z.uuid(),
  reason,
  /** One key an intent: a repeat of the same request cancels once. */
  requestKey: z.uuid(),
});

export const movePerformanceInput = cancelPerformanceInput.extend({
  startsAt: instant,
  /** When it began as the caller saw it: where somebody else has moved it since, this move is refused. */
  movedFrom: instant,
  /** Until then buyers may give their tickets back; null for two weeks, or until doors if that is earlier. */
  answerUntil: instant.nullable(),
});

export const changesOfInput = z.strictObject({ eventId: z.uuid() });

/** A change and how far it has been carried out. */
export const changeView = z.object({
  id: z.uuid(),
  performanceId: z.uuid(),
  kind: z.enum(["cancelled", "moved"]),
  reason: z.string(),
  createdAt: instant,
  startsBefore: instant,
  startsAfter: instant.nullable(),
  answerUntil: instant.nullable(),
  finishedAt: instant.nullable(),
  currency: z.string(),
  orders: z.object({
    total: count,
    /** Seen to: their buyers are told, and of what is cancelled the money is on its way. */
    done: count,
    keeps: count,
    returns: count,
    /** Have tickets of it still, and have not said. */
    silent: count,
  }),
  refunds: z.object({
    count,
    amountMinor: count,
    /** What the bank has confirmed, and what it sent back, in numbers of refunds. */
    succeeded: count,
    failed: count,
  }),
});
export type ChangeView = z.infer<typeof changeView>;
/** Newest first. */
export const changesView = z.object({ changes: z.array(changeView) });

export const changesOfOrderInput = z.strictObject({ orderId: z.uuid() });
/** What happened to a performance that an order has tickets for, as its buyer is told. */
export const orderChangeView = z.object({
  changeId: z.uuid(),
  performanceId: z.uuid(),
  kind: z.enum(["cancelled", "moved"]),
  reason: z.string(),
  startsBefore: instant,
  startsAfter: instant.nullable(),
  timeZone: z.string(),
  refund: z.object({ amountMinor: count, status: refundStatusSchema }).nullable(),
  answer: z.enum(["keeps", "returns"]).nullable(),
  /** Until when the tickets may be given back, and what for; null where they cannot be, or no longer. */
  giveBack: z.object({ until: instant, amountMinor: count, tickets: count }).nullable(),
});
export type OrderChangeView = z.infer<typeof orderChangeView>;
export const orderChangesView = z.object({ currency: z.string(), changes: z.array(orderChangeView) });

export const answerChangeInput = z.strictObject({
  orderId: z.uuid(),
  changeId: z.uuid(),
  answer: z.enum(["keeps", "returns"]),
});
