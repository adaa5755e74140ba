import { z } from "zod";

/** Lists are paged by key: `cursor` is the id of the last row seen. */
export const pageInput = z.strictObject({
  cursor: z.uuid().nullish(),
  limit: z.number().int().min(1).max(100).default(50),
  /** Said by tRPC's infinite queries beside the cursor. Lists are read forward alone. */
  direction: z.literal("forward").optional(),
});

export const nextCursor = z.uuid().nullable();
