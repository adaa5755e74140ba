import { z } from "zod";

const instant = z.iso.datetime();
const name = z.string().trim().min(1).max(60);
const MOST_RANGES = 2_000;
const MOST_PLACE = 199_999;

/** Places that are to be kept back for a release. */
export const setAsideInput = z.strictObject({
  performanceId: z.uuid(),
  name,
  /** When they come on sale by themselves; null: by hand alone. */
  opensAt: instant.nullable(),
  /** Seats, as runs of the chart's indexes. */
  ranges: z
    .array(z.strictObject({ first: z.number().int().min(0).max(MOST_PLACE), count: z.number().int().min(1) }))
    .max(MOST_RANGES),
  /** So many places of a standing run, named by its first index. */
  runs: z
    .array(z.strictObject({ run: z.number().int().min(0).max(MOST_PLACE), count: z.number().int().min(1) }))
    .max(200),
});
export const changeReleaseInput = z.strictObject({ releaseId: z.uuid(), name, opensAt: instant.nullable() });
export const releaseRef = z.strictObject({ releaseId: z.uuid() });
export const releasesOf = z.strictObject({ performanceId: z.uuid() });

/** How many places of each section. */
const sections = z.array(z.object({ name: z.string(), count: z.number().int() }));

export const releasesView = z.object({
  /** Those that wait, the next one first, then those that were opened, the newest first. */
  releases: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      opensAt: instant.nullable(),
      openedAt: instant.nullable(),
      /** Places that wait for it. */
      placeCount: z.number().int(),
      sections,
    }),
  ),
  /** Places that are not for sale and wait for no release, as after a refund. */
  keptBack: z.object({ placeCount: z.number().int(), sections }),
});
export type ReleasesView = z.infer<typeof releasesView>;

/** `missed`: places that were asked for and are sold, held, or kept back already. */
export const setAsideView = releasesView.extend({ missed: z.number().int() });
export type SetAsideView = z.infer<typeof setAsideView>;
