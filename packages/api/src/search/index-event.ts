import { takeTouchedEvents } from "../catalog/index.ts";
import type { IndexedDocument, IndexWork } from "../integrations/meilisearch/index.ts";
import type { JobPayloads } from "../kernel/jobs.ts";
import type { Services } from "../services.ts";
import {
  type MovingFields,
  movingParts,
  onShow,
  performanceDocuments,
  performerDocuments,
  venueDocuments,
} from "./documents.ts";
import type { IndexName } from "./index-settings.ts";
import { writeIndexes } from "./write-indexes.ts";

/** Far more evenings than an event has; the soonest count. */
const MOST_PERFORMANCES = 1_000;
const MOST_BESIDE = 500;
const BATCH = 500;

type Uids = (name: IndexName) => readonly string[];

/**
 * Writes what an event is now, or that it is no more, with the performers and venues that it touches, those it had before
 * included. A second run changes nothing.
 */
export async function indexEvent(
  services: Services,
  { eventId, performerIds = [], venueIds = [] }: JobPayloads["search.indexEvent"],
): Promise<void> {
  await writeIndexes(services, "together", async (uids) => {
    const event = await services.db.event.findUnique({
      where: { id: eventId },
      select: {
        performers: { select: { performerId: true } },
        performances: { select: { venueId: true }, distinct: ["venueId"], take: MOST_BESIDE },
      },
    });
    const performers = [...performerIds, ...(event?.performers ?? []).map((one) => one.performerId)];
    const venues = [...venueIds, ...(event?.performances ?? []).map((one) => one.venueId)];
    return [
      ...(await writePerformances(services, uids, eventId)),
      ...(await writeBeside(services, uids, "performers", performers)),
      ...(await writeBeside(services, uids, "venues", venues)),
    ];
  });
}

async function writePerformances(services: Services, uids: Uids, eventId: string): Promise<IndexWork[]> {
  const rows = await services.db.performance.findMany({
    where: { eventId, ...onShow(services) },
    orderBy: { startsAt: "asc" },
    take: MOST_PERFORMANCES,
    select: { id: true },
  });
  const documents = await performanceDocuments(
    services,
    rows.map(({ id }) => id),
  );
  const kept = documents.map(({ id }) => `"${id}"`).join(", ");
  const gone = `eventId = "${eventId}"${kept ? ` AND id NOT IN [${kept}]` : ""}`;
  return replace(services, uids("performances"), documents, gone);
}

async function writeBeside(
  services: Services,
  uids: Uids,
  name: "performers" | "venues",
  wanted: readonly string[],
): Promise<IndexWork[]> {
  const ids = [...new Set(wanted)];
  if (ids.length === 0) return [];
  const read = name === "performers" ? performerDocuments : venueDocuments;
  const documents: IndexedDocument[] = await read(services.db, services.clock.now(), { ids, most: ids.length });
  const found = new Set(documents.map(({ id }) => id));
  const gone = ids.filter((id) => !found.has(id)).map((id) => `"${id}"`);
  return replace(services, uids(name), documents, gone.length > 0 ? `id IN [${gone.join(", ")}]` : null);
}

async function replace(
  { search }: Services,
  uids: readonly string[],
  documents: readonly IndexedDocument[],
  gone: string | null,
): Promise<IndexWork[]> {
  const works: IndexWork[] = [];
  for (const uid of uids) {
    if (gone !== null) works.push(await search.removeWhere(uid, gone));
    if (documents.length > 0) works.push(await search.put(uid, documents));
  }
  return works;
}

/** Writes the figures of events that somebody looked at since the last turn. Returns how many they were. */
export async function indexViewed(services: Services): Promise<number> {
  const eventIds = await takeTouchedEvents(services);
  if (eventIds.length === 0) return 0;
  const rows = await services.db.performance.findMany({
    where: { eventId: { in: eventIds }, ...onShow(services) },
    take: MOST_PERFORMANCES,
    orderBy: { startsAt: "asc" },
    select: { id: true },
  });
  await indexFigures(
    services,
    rows.map(({ id }) => id),
  );
  return eventIds.length;
}

/** Writes what is left of performances and what it costs, as it is now. Returns what it counted of those that everybody sees. */
export async function indexFigures(
  services: Services,
  performanceIds: readonly string[],
): Promise<({ id: string } & Pick<MovingFields, "left">)[]> {
  const counted: ({ id: string } & MovingFields)[] = [];
  for (let at = 0; at < performanceIds.length; at += BATCH) {
    await writeIndexes(services, "together", async (uids) => {
      const parts = await movingParts(services, performanceIds.slice(at, at + BATCH));
      counted.push(...parts);
      if (parts.length === 0) return [];
      return Promise.all(uids("performances").map((uid) => services.search.merge(uid, parts)));
    });
  }
  return counted;
}
