import { holdName } from "@usher/db";
import type { IndexedDocument } from "../integrations/meilisearch/index.ts";
import type { Services } from "../services.ts";
import { onShow, performanceDocuments, performerDocuments, venueDocuments } from "./documents.ts";
import { INDEX_FINGERPRINT, INDEX_SETTINGS, INDEXES, type IndexName } from "./index-settings.ts";
import { BUILDING, indexUid, nextUid, writeIndexes } from "./write-indexes.ts";

const BATCH = 500;
const BUILT = "search.built";

/** How many documents each index has now. */
export type ReindexAnswer = Readonly<Record<IndexName, number>>;

/**
 * Builds every index anew beside the old one and puts it in its place in one step, so that whoever searches meanwhile
 * finds what there was, and nothing that is written meanwhile is lost. Waits while another process is at it.
 */
export async function reindex(services: Services): Promise<ReindexAnswer> {
  return inTurn(services, () => buildAll(services));
}

/** Builds the indexes where they are missing, or were built by a house that wrote them otherwise. True when it did. */
export async function ensureIndexes(services: Services): Promise<boolean> {
  if (await areBuilt(services)) return false;
  return inTurn(services, async () => {
    if (await areBuilt(services)) return false;
    await buildAll(services);
    return true;
  });
}

async function inTurn<T>(services: Services, work: () => Promise<T>): Promise<T> {
  const turn = await holdName(services.env.DATABASE_URL, "usher reindex");
  try {
    return await work();
  } finally {
    await turn.release();
  }
}

async function areBuilt(services: Services): Promise<boolean> {
  const [known, built] = await Promise.all([
    services.search.indexes(),
    services.db.setting.findUnique({ where: { name: BUILT } }),
  ]);
  return built?.value === INDEX_FINGERPRINT && INDEXES.every((name) => known.has(indexUid(services, name)));
}

async function buildAll(services: Services): Promise<ReindexAnswer> {
  for (const name of INDEXES) await services.search.create(nextUid(services, name), INDEX_SETTINGS[name]);
  const since = { name: BUILDING, value: services.clock.now().toISOString() };
  await services.db.setting.upsert({ where: { name: BUILDING }, create: since, update: since });
  const counts = {
    performances: await fill(services, "performances", nextPerformances),
    performers: await fill(services, "performers", nextPerformers),
    venues: await fill(services, "venues", nextVenues),
  };
  await writeIndexes(services, "alone", async () => {
    await takePlace(services);
    await services.db.setting.deleteMany({ where: { name: BUILDING } });
    return [];
  });
  const built = { name: BUILT, value: INDEX_FINGERPRINT };
  await services.db.setting.upsert({ where: { name: BUILT }, create: built, update: built });
  return counts;
}

/** Some documents, and the id after which the next ones begin; null when there are none left. */
interface Batch {
  readonly documents: readonly IndexedDocument[];
  readonly after: string | null;
}
type ReadBatch = (services: Services, after: string | null) => Promise<Batch>;

/** Batch after batch by id; each is read and handed over while nobody else writes. */
async function fill(services: Services, name: IndexName, read: ReadBatch): Promise<number> {
  let after: string | null = null;
  let count = 0;
  do {
    await writeIndexes(services, "alone", async () => {
      const batch: Batch = await read(services, after);
      after = batch.after;
      count += batch.documents.length;
      return batch.documents.length > 0 ? [await services.search.put(nextUid(services, name), batch.documents)] : [];
    });
  } while (after !== null);
  return count;
}

const nextPerformances: ReadBatch = async (services, after) => {
  const rows = await services.db.performance.findMany({
    where: { ...onShow(services), ...(after ? { id: { gt: after } } : {}) },
    orderBy: { id: "asc" },
    take: BATCH,
    select: { id: true },
  });
  const ids = rows.map(({ id }) => id);
  return { documents: await performanceDocuments(services, ids), after: ids.at(-1) ?? null };
};

const nextPerformers: ReadBatch = async ({ db, clock }, after) =>
  batchOf(await performerDocuments(db, clock.now(), { after, most: BATCH }));

const nextVenues: ReadBatch = async ({ db, clock }, after) =>
  batchOf(await venueDocuments(db, clock.now(), { after, most: BATCH }));

const batchOf = (documents: readonly IndexedDocument[]): Batch => ({ documents, after: documents.at(-1)?.id ?? null });

async function takePlace(services: Services): Promise<void> {
  const known = await services.search.indexes();
  // A swap needs both; the first time there is nothing yet to take the place of.
  for (const name of INDEXES) {
    if (!known.has(indexUid(services, name)))
      await services.search.create(indexUid(services, name), INDEX_SETTINGS[name]);
  }
  await services.search.swap(INDEXES.map((name) => [indexUid(services, name), nextUid(services, name)] as const));
  for (const name of INDEXES) await services.search.drop(nextUid(services, name));
}
