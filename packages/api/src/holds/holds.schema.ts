import { z } from "zod";

/** Numbered seats by index, or a count of places in a standing section (named by its first index). */
export const holdLine = z.union([
  z.strictObject({ seat: z.number().int().min(0).max(199_999) }),
  z.strictObject({ run: z.number().int().min(0).max(199_999), count: z.number().int().min(1).max(50) }),
]);
export type HoldLine = z.infer<typeof holdLine>;

const requestId = z.uuid();
/** Cells that are held of each place: the first, and the one after the last. */
const span = z
  .strictObject({ from: z.number().int().min(0).max(63), to: z.number().int().min(1).max(64) })
  .refine(({ from, to }) => from < to, "A span ends after it begins");

export const placeHoldInput = z.strictObject({
  performanceId: z.uuid(),
  /** Made by the caller for each intent; a repeat of the same request has the same answer and changes nothing. */
  requestId,
  lines: z.array(holdLine).min(1).max(50),
  /** Needed where places are sold in cells; without it all cells are meant. */
  span: span.optional(),
});
/** The whole new choice; seats in both stay, the deadline stays. */
export const swapHoldInput = z.strictObject({ ...placeHoldInput.shape, holdId: z.uuid() });
export const holdRef = z.strictObject({ performanceId: z.uuid(), holdId: z.uuid(), requestId });

export const holdView = z.object({
  holdId: z.uuid(),
  performanceId: z.uuid(),
  seats: z.array(z.number().int()),
  span,
  secondsLeft: z.number().int(),
  /** Of the whole hold, for the bar. */
  secondsTotal: z.number().int(),
  /** The order that is paying for it, if checkout has begun. */
  orderId: z.uuid().nullable(),
  /** Availability version after this change. */
  version: z.string(),
});
export type HoldView = z.infer<typeof holdView>;
export const myHoldsInput = z.strictObject({ performanceId: z.uuid() });
export const myHoldsView = z.object({ holds: z.array(holdView) });
