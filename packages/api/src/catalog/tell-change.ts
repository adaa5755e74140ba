import type { Tx } from "@usher/db";
import { BACKGROUND, enqueue } from "../kernel/jobs.ts";

/** What changed of an event that people may see, and who and where was part of it before. */
export interface EventChange {
  readonly eventId: string;
  readonly slug: string;
  /** Where it is another one now, or is seen for the first time. */
  readonly posterSeed?: number;
  readonly performerIds?: readonly string[];
  readonly venueIds?: readonly string[];
}

/** In the transaction of a change: its page is made anew, and search says what is true now. */
export async function tellChange(tx: Pick<Tx, "$executeRaw">, change: EventChange): Promise<void> {
  const { eventId, slug, posterSeed, performerIds = [], venueIds = [] } = change;
  await enqueue(tx, "catalog.revalidate", { slug });
  if (posterSeed !== undefined) await enqueue(tx, "catalog.drawPoster", { seed: posterSeed }, { queue: BACKGROUND });
  await enqueue(tx, "search.indexEvent", { eventId, performerIds: [...performerIds], venueIds: [...venueIds] });
}
