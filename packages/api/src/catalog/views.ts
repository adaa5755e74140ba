import type { Services } from "../services.ts";

const DAY_MS = 86_400_000;
const COUNTED_DAYS = 7;
const KEPT_SECONDS = (COUNTED_DAYS + 1) * 86_400;
const MOST_TOUCHED = 200;

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const viewsKey = ({ redis }: Services, eventId: string, day: string) => `${redis.prefix}views:{${eventId}}:${day}`;
const touchedKey = ({ redis }: Services) => `${redis.prefix}views:touched`;

/**
 * Notes that a browser looked at an event. A browser counts once a day, in a sketch (HyperLogLog) that knows how many there were
 * and not who. Nothing is noted while Redis is away.
 */
export async function countView(services: Services, eventId: string, buyerKey: string): Promise<void> {
  const key = viewsKey(services, eventId, dayOf(services.clock.nowMs()));
  const { client } = services.redis;
  try {
    const isNew = await client.pfadd(key, buyerKey);
    if (isNew === 0) return;
    await client.expire(key, KEPT_SECONDS);
    await client.sadd(touchedKey(services), eventId);
  } catch (error) {
    services.log.debug({ err: error }, "a view was not counted");
  }
}

/** How many browsers looked at each event in the last week, about. Zero for all while Redis is away. */
export async function viewsOf(services: Services, eventIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const nowMs = services.clock.nowMs();
  const days = Array.from({ length: COUNTED_DAYS }, (_, at) => dayOf(nowMs - at * DAY_MS));
  if (eventIds.length === 0) return new Map();
  const pipeline = services.redis.client.pipeline();
  for (const id of eventIds) {
    const [first = "", ...others] = days.map((day) => viewsKey(services, id, day));
    pipeline.pfcount(first, ...others);
  }
  try {
    const counts = await pipeline.exec<number[]>();
    return new Map(eventIds.map((id, at) => [id, Number(counts[at] ?? 0)]));
  } catch (error) {
    services.log.debug({ err: error }, "views are not known");
    return new Map();
  }
}

/** Takes some of the events that were looked at since they were taken last. */
export async function takeTouchedEvents(services: Services): Promise<string[]> {
  return (await services.redis.client.spop<string[]>(touchedKey(services), MOST_TOUCHED)) ?? [];
}
