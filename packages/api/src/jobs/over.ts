import { enqueue } from "../kernel/jobs.ts";
import type { Services } from "../services.ts";

const FIRST_LOOK_BACK_MS = 2 * 86_400_000;
const MOST_EVENTS = 1_000;

/**
 * A turn that writes events anew of which an evening has begun, or a fair has closed, since the turn before. A search never shows what is over;
 * this keeps counts true and the index small.
 */
export function createOverTaker(services: Services): () => Promise<void> {
  let since = new Date(services.clock.nowMs() - FIRST_LOOK_BACK_MS);
  return async () => {
    const now = services.clock.now();
    const begun = await services.db.performance.findMany({
      where: {
        status: "published",
        OR: [{ startsAt: { gt: since, lte: now } }, { openUntil: { gt: since, lte: now } }],
      },
      select: { eventId: true },
      distinct: ["eventId"],
      take: MOST_EVENTS,
    });
    await services.db.$transaction(async (tx) => {
      for (const { eventId } of begun) await enqueue(tx, "search.indexEvent", { eventId });
    });
    since = now;
  };
}
