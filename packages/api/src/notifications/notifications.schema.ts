import { z } from "zod";

export const saleReminderInput = z.strictObject({
  performanceId: z.uuid(),
  /** Wanted, or no longer. */
  remind: z.boolean(),
  locale: z.enum(["en", "zh"]).default("en"),
});
export const saleReminderView = z.object({ remind: z.boolean() });
export const saleReminderRef = z.strictObject({ performanceId: z.uuid() });

export const ticketsAgainInput = z.strictObject({
  orderId: z.uuid(),
  /** One key an intent: a repeat of the same request sends one letter. */
  requestKey: z.uuid(),
});
