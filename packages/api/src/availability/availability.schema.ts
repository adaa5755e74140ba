import { z } from "zod";

/** `epoch:counter`. */
export const versionSchema = z.string().regex(/^\d{1,10}:\d{1,16}$/);

/** One byte a seat: `0x40 | state | held << 3`; state 0 for sale, 1 for sale by a seller, 2 sold, 3 not for sale. */
export const snapshotView = z.object({ version: versionSchema, seats: z.string() });

/** Seat index and its new byte as a number. */
export const seatChange = z.tuple([z.number().int(), z.number().int()]);

/** Numbered changes that follow `version`, or `snapshotNeeded` when they are no longer kept. */
export const deltasView = z.union([
  z.object({ version: versionSchema, changes: z.array(seatChange), snapshotNeeded: z.literal(false) }),
  z.object({ version: versionSchema, snapshotNeeded: z.literal(true) }),
]);

/**
 * What listeners hear on the channel `perf-<id>` as event `seats`: changes from `from` to `to` (counters of `epoch`).
 * `c` is packed: for each change, the gap to the previous index in base 36 followed by the byte's character, so that
 * a batch costs few bytes a seat. As event `version` every five seconds: the current version alone.
 */
export const seatsMessage = z.object({ e: z.number().int(), f: z.number().int(), t: z.number().int(), c: z.string() });
export type SeatsMessage = z.infer<typeof seatsMessage>;
export const versionMessage = z.object({ e: z.number().int(), v: z.number().int() });
