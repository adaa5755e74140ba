import { z } from "zod";
import { localeSchema } from "../accounts/accounts.schema.ts";
import { cellView } from "../catalog/catalog.schema.ts";
import { nextCursor, pageInput } from "../kernel/paging.ts";
import { seatNameView } from "../seating/seating.schema.ts";

const instant = z.iso.datetime();
export const orderStatusSchema = z.enum(["pendingPayment", "closing", "paid", "expired", "returning", "refunded"]);

export const orderLineView = seatNameView.extend({
  id: z.uuid(),
  kind: z.enum(["seat", "fee", "tax", "postage", "discount"]),
  performanceId: z.uuid(),
  seatIndex: z.number().int(),
  /** Cells of the place: the first, and the one after the last. */
  fromCell: z.number().int(),
  toCell: z.number().int(),
  categoryName: z.string(),
  grossMinor: z.number().int(),
  netMinor: z.number().int(),
  taxMinor: z.number().int(),
  taxRateBasisPoints: z.number().int(),
  refundedMinor: z.number().int(),
});

export const orderPerformanceView = z.object({
  performanceId: z.uuid(),
  eventSlug: z.string(),
  title: z.string(),
  posterSeed: z.number().int(),
  isCancelled: z.boolean(),
  startsAt: instant,
  venueName: z.string(),
  city: z.string(),
  timeZone: z.string(),
  cells: z.array(cellView),
  refundUntil: instant.nullable(),
  refundFeeMinor: z.number().int(),
});

export const orderView = z.object({
  id: z.uuid(),
  code: z.string(),
  status: orderStatusSchema,
  email: z.string(),
  currency: z.string(),
  totalMinor: z.number().int(),
  paidMinor: z.number().int(),
  refundedMinor: z.number().int(),
  createdAt: instant,
  paidAt: instant.nullable(),
  /** Until the order closes; 0 once it has. */
  secondsLeft: z.number().int(),
  lines: z.array(orderLineView),
  performances: z.array(orderPerformanceView),
  tickets: z.array(
    seatNameView.extend({
      id: z.uuid(),
      performanceId: z.uuid(),
      fromCell: z.number().int(),
      toCell: z.number().int(),
      categoryName: z.string(),
      status: z.enum(["valid", "refunded"]),
    }),
  ),
  refunds: z.array(
    z.object({
      id: z.uuid(),
      amountMinor: z.number().int(),
      status: z.enum(["requested", "sent", "succeeded", "failed"]),
      /** The number of the present try at the bank, from 1. One that failed can be sent again. */
      tries: z.number().int(),
      reason: z.string(),
      createdAt: instant,
    }),
  ),
  /** Why the last try at paying did not succeed, when it did not. */
  paymentProblem: z.enum(["declined", "insufficientFunds", "authenticationFailed", "abandoned"]).nullable(),
});
export type OrderView = z.infer<typeof orderView>;

export const orderRef = z.strictObject({ orderId: z.uuid() });
export const showOrderInput = orderRef.extend({ locale: localeSchema.default("en") });
export const myOrdersInput = pageInput.extend({ locale: localeSchema.default("en") });
export const orderSummaryView = orderView
  .pick({
    id: true,
    code: true,
    status: true,
    email: true,
    currency: true,
    totalMinor: true,
    refundedMinor: true,
    createdAt: true,
  })
  .extend({ title: z.string(), startsAt: instant, timeZone: z.string(), ticketCount: z.number().int() });
export const listOrdersView = z.object({ orders: z.array(orderSummaryView), nextCursor });
