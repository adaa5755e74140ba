import { z } from "zod";
import { emailSchema, localeSchema } from "../accounts/accounts.schema.ts";
import { spanView } from "../catalog/catalog.schema.ts";
import { seatNameView } from "../seating/seating.schema.ts";

/** Seats of a hold that are bought at a tariff; the others cost the full price. */
const chosenTariffs = z
  .array(z.strictObject({ seatIndex: z.number().int().min(0).max(199_999), tariffId: z.uuid() }))
  .max(50)
  .optional();
export type ChosenTariffs = z.infer<typeof chosenTariffs>;

export const startCheckoutInput = z.strictObject({
  requestId: z.uuid(),
  holds: z
    .array(z.strictObject({ performanceId: z.uuid(), holdId: z.uuid(), tariffs: chosenTariffs }))
    .min(1)
    .max(5),
  /** Needed of a guest; a signed-in person's own address is used. */
  email: emailSchema.optional(),
  locale: localeSchema,
  /** What the buyer was told it costs; another price is refused. Without it any price is taken. */
  expectedTotalMinor: z.number().int().min(0).optional(),
});

/** What a hold will cost, before anything is ordered. */
export const quoteInput = z.strictObject({ performanceId: z.uuid(), holdId: z.uuid(), tariffs: chosenTariffs });
export const quoteView = z.object({
  currency: z.string(),
  totalMinor: z.number().int(),
  secondsLeft: z.number().int(),
  /** The order that is already paying for this hold. */
  orderId: z.uuid().nullable(),
  /** The cells that are held of each place: the first, and the one after the last. */
  span: spanView,
  lines: z.array(
    seatNameView.extend({
      seatIndex: z.number().int(),
      categoryName: z.string(),
      chartCategory: z.number().int(),
      tariffId: z.uuid().nullable(),
      faceMinor: z.number().int(),
      feeMinor: z.number().int(),
      taxMinor: z.number().int(),
    }),
  ),
  /** Tariffs that are offered now, with how many more are sold at them; null: as many as there are places. */
  tariffs: z.array(z.object({ tariffId: z.uuid(), left: z.number().int().nullable() })),
  refund: z.object({ until: z.iso.datetime().nullable(), amountMinor: z.number().int() }),
});
export type QuoteView = z.infer<typeof quoteView>;

/** Where to pay: the provider's hosted page. */
export const checkoutView = z.object({ orderId: z.uuid(), paymentUrl: z.string(), secondsLeft: z.number().int() });
