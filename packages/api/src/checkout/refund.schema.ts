import { z } from "zod";
import { seatNameView } from "../seating/seating.schema.ts";

export const refundInput = z.strictObject({
  orderId: z.uuid(),
  /** One key an intent: a repeat of the same request refunds once. */
  requestKey: z.uuid(),
  /** Seat lines to give back, with their fees; the whole order when empty. Without a first cell all lines of the place are meant. */
  seatIndexes: z
    .array(
      z.strictObject({
        performanceId: z.uuid(),
        seatIndex: z.number().int(),
        fromCell: z.number().int().min(0).max(63).optional(),
      }),
    )
    .max(200),
  reason: z.string().trim().min(1).max(300),
  /** Whether the seats go on sale again. Default: yes when not scanned and not started. */
  resell: z.boolean().optional(),
});
export const refundStatusSchema = z.enum(["requested", "sent", "succeeded", "failed"]);

export const refundView = z.object({
  id: z.uuid(),
  amountMinor: z.number().int(),
  status: refundStatusSchema,
  /** The number of the present try at the bank, from 1. */
  tries: z.number().int(),
});

export const resendRefundInput = z.strictObject({
  refundId: z.uuid(),
  /** The number of the try that was seen to fail: a repeat of the same request sends the refund once. */
  tries: z.number().int().min(1),
});

/** The reason of a refund that its buyer asked for under the organizer's rule; screens have words for it. */
export const RETURNED_BY_BUYER = "Returned by the buyer";

/** Tickets that a buyer may give back now, under the organizer's rule. */
export const returnableView = z.object({
  currency: z.string(),
  lines: z.array(
    seatNameView.extend({
      orderLineId: z.uuid(),
      performanceId: z.uuid(),
      fromCell: z.number().int(),
      toCell: z.number().int(),
      /** What was paid for it with its fee; what of it is kept; what comes back. */
      paidMinor: z.number().int(),
      keptMinor: z.number().int(),
      backMinor: z.number().int(),
      until: z.iso.datetime(),
    }),
  ),
});
export type ReturnableView = z.infer<typeof returnableView>;

export const returnTicketsInput = z.strictObject({
  orderId: z.uuid(),
  /** Seats, by their lines; their fees go with them. */
  orderLineIds: z.array(z.uuid()).min(1).max(200),
  /** What the buyer was told comes back. */
  expectedMinor: z.number().int().min(1),
  /** One key an intent: a repeat of the same request gives back once. */
  requestKey: z.uuid(),
});
