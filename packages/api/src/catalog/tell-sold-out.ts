import { enqueue } from "../kernel/jobs.ts";
import type { Services } from "../services.ts";

/** Longer than any sale: what is forgotten is told once more. */
const KNOWN_SECONDS = 400 * 86_400;
/** Held seats come back and go again: only what lasts so long is told. */
const LASTS_MS = 5_000;

const soldOutKey = ({ redis }: Services, performanceId: string) => `${redis.prefix}sold-out:{${performanceId}}`;

/**
 * Has the page of an event made anew when one of its performances sells out or has places again, which search engines read
 * there. `left` is how many places each has now. What is lost with Redis, or with the process, the page's own age mends.
 */
export async function tellSoldOut(
  services: Services,
  performances: readonly { readonly id: string; readonly left: number | null }[],
): Promise<void> {
  const counted = performances.filter(({ left }) => left !== null);
  if (counted.length === 0) return;
  const pipeline = services.redis.client.pipeline();
  for (const { id, left } of counted) {
    if (left === 0) pipeline.set(soldOutKey(services, id), 1, { nx: true, ex: KNOWN_SECONDS });
    else pipeline.del(soldOutKey(services, id));
  }
  const answers = await pipeline.exec<unknown[]>();
  // "OK" for a key that is new, 1 for one that was there; null and 0 say that nothing changed.
  const changed = counted.filter((_, at) => answers[at] === "OK" || answers[at] === 1).map(({ id }) => id);
  if (changed.length === 0) return;
  const events = await services.db.event.findMany({
    where: { performances: { some: { id: { in: changed } } } },
    select: { slug: true },
  });
  const runAt = new Date(services.clock.nowMs() + LASTS_MS);
  await services.db.$transaction(async (tx) => {
    for (const { slug } of events) {
      await enqueue(tx, "catalog.revalidate", { slug }, { key: `sold out:${slug}`, runAt });
    }
  });
}
