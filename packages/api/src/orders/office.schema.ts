import { z } from "zod";
import { localeSchema } from "../accounts/accounts.schema.ts";
import { nextCursor, pageInput } from "../kernel/paging.ts";
import { seatNameView } from "../seating/seating.schema.ts";
import { orderStatusSchema, orderSummaryView } from "./orders.schema.ts";

export const searchOrdersInput = pageInput.extend({
  organizerId: z.uuid(),
  /** Parts of the code, the mail address or the buyer's name; or a seat by section, row and number, or by row and number. */
  text: z.string().trim().max(254).default(""),
  status: orderStatusSchema.optional(),
  performanceId: z.uuid().optional(),
  locale: localeSchema.default("en"),
});
/** The same question in an address, without pages: all of them are wanted. */
export const exportOrdersInput = searchOrdersInput.pick({
  organizerId: true,
  text: true,
  status: true,
  performanceId: true,
  locale: true,
});
export const searchOrdersView = z.object({
  orders: z.array(
    orderSummaryView.extend({
      /** What the buyer's account is called; null of a guest, and of who said no name. */
      name: z.string().nullable(),
    }),
  ),
  nextCursor,
});

/** A performance's sales as they stand; the map comes from availability, changes by its channel. */
export const salesView = z.object({
  performanceId: z.uuid(),
  title: z.string(),
  startsAt: z.iso.datetime(),
  venueName: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  geometryHash: z.string(),
  /** Whether the public sees it. */
  onShow: z.boolean(),
  onSale: z.boolean(),
  seatCount: z.number().int(),
  /** Parts that each place is sold in. */
  cellCount: z.number().int(),
  forSaleCount: z.number().int(),
  soldCount: z.number().int(),
  heldCount: z.number().int(),
  takenMinor: z.number().int(),
  refundedMinor: z.number().int(),
  ticketsByMinute: z.array(z.object({ minute: z.iso.datetime(), tickets: z.number().int() })),
  byCategory: z.array(
    z.object({
      chartCategory: z.number().int(),
      name: z.string(),
      tier: z.number().int(),
      priceMinor: z.number().int(),
      seatCount: z.number().int(),
      soldCount: z.number().int(),
      heldCount: z.number().int(),
    }),
  ),
  recentOrders: z.array(
    z.object({
      id: z.uuid(),
      paidAt: z.iso.datetime(),
      /** How many seats of this performance, and where the first is. */
      seatCount: z.number().int(),
      section: z.string(),
      row: z.string().nullable(),
      totalMinor: z.number().int(),
    }),
  ),
  scannedCount: z.number().int(),
});
export type SalesView = z.infer<typeof salesView>;
export const salesInput = z.strictObject({ performanceId: z.uuid() });

const storyEntry = z.object({
  at: z.iso.datetime(),
  kind: z.enum([
    ...(["ordered", "pageOpened", "paid", "providerTold", "posted"] as const),
    ...(["refundAccepted", "refundSettled", "refundFailed"] as const),
    ...(["cancelled", "moved", "keeps", "returns"] as const),
    ...(["letterSent", "letterWaits", "letIn", "letOut", "refusedAtGate"] as const),
  ]),
  amountMinor: z.number().int().nullable(),
  /** A reason as it was written, or the word that the house has for it: a posting's kind, a letter's, a verdict. */
  text: z.string().nullable(),
  /** Who did it, or to whom; a gate by its name. */
  who: z.string().nullable(),
  /** Of a try: the first, the second. */
  number: z.number().int().nullable(),
  /** Of an entry at the gate. */
  seat: seatNameView.nullable(),
});
export type StoryEntry = z.infer<typeof storyEntry>;
/** Oldest first. */
export const storyView = z.object({
  currency: z.string(),
  entries: z.array(storyEntry.extend({ position: z.number().int() })),
});
export type StoryView = z.infer<typeof storyView>;

export const alertsInput = pageInput.extend({ organizerId: z.uuid() });
export const alertView = z.object({
  id: z.uuid(),
  orderId: z.uuid(),
  kind: z.enum(["manyTries", "refundFailed", "lateMoney", "doesNotAgree"]),
  detail: z.string(),
  raisedAt: z.iso.datetime(),
  code: z.string(),
  email: z.string(),
  status: orderStatusSchema,
  totalMinor: z.number().int(),
  currency: z.string(),
});
export type AlertView = z.infer<typeof alertView>;
/** Newest first. A hundred that are open are a hundred or more. */
export const alertsView = z.object({ openCount: z.number().int(), alerts: z.array(alertView), nextCursor });
export const alertRef = z.strictObject({ alertId: z.uuid() });
