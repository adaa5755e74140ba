import { z } from "zod";

export const saleReminderInput = z.strictObject({
  performanceId: z.uuid(),
  /** Wanted, or no longer. */
  remind: z.boolean(),
  locale: z.enum(["en", "zh"]).default("en"),
});
export const saleReminderView = z.object({ remind: z.boolean() });
export const saleReminderRef = z.strictObject({ performanceId: z.uuid() });
