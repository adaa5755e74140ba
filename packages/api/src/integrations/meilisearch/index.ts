import { Meilisearch, MeilisearchApiError, type MultiSearchQuery, type Settings } from "meilisearch";
import type { ApiEnv } from "../../env.ts";

/** A thing that can be found: an object with its key in `id`. */
export interface IndexedDocument {
  readonly id: string;
  readonly [field: string]: unknown;
}

export type IndexSettings = Settings;

/** One question to one index, in the engine's own words. */
export type IndexQuery = MultiSearchQuery;

/** What an index answers. `_formatted` of a hit has the marks, `_geoDistance` the metres where a place was named. */
export interface IndexAnswer {
  readonly hits: readonly Readonly<Record<string, unknown>>[];
  /** All that fit, as far as the index counts. */
  readonly totalHits: number;
  readonly facetDistribution: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Work that the engine has taken and does in its own time, in order. */
export interface IndexWork {
  /** Waits until it is done. Throws when it failed or takes longer than half a minute. */
  done(): Promise<void>;
}

/** The search engine. Every call throws when the engine is away or does not take what it is told. */
export interface SearchEngine {
  /** Asks all questions in one request. */
  ask(queries: readonly IndexQuery[]): Promise<IndexAnswer[]>;
  /** Documents of an index, whole: those of the same id are replaced. */
  put(index: string, documents: readonly IndexedDocument[]): Promise<IndexWork>;
  /** Some fields of documents; the others stay as they are. */
  merge(index: string, parts: readonly IndexedDocument[]): Promise<IndexWork>;
  /** Documents by what a filter says of them. */
  removeWhere(index: string, filter: string): Promise<IndexWork>;
  /** An empty index with these settings in place of whatever had its name. */
  create(index: string, settings: IndexSettings): Promise<void>;
  /** Each pair changes names in one step: nobody finds neither. */
  swap(pairs: readonly (readonly [string, string])[]): Promise<void>;
  drop(index: string): Promise<void>;
  /** Names of the indexes there are, up to a thousand. */
  indexes(): Promise<Set<string>>;
  /** A sign of life. */
  check(): Promise<void>;
}

// A search that takes longer than this is answered from the database instead.
const ASK_TIMEOUT_MS = 1_500;
const WORK_TIMEOUT_MS = 10_000;
const DONE_WITHIN_MS = 30_000;
const DONE_INTERVAL_MS = 20;
const MOST_INDEXES = 1_000;

export function openSearchEngine(env: ApiEnv): SearchEngine {
  const access = { host: env.MEILISEARCH_URL, apiKey: env.MEILISEARCH_KEY };
  const asking = new Meilisearch({ ...access, timeout: ASK_TIMEOUT_MS });
  const working = new Meilisearch({
    ...access,
    timeout: WORK_TIMEOUT_MS,
    defaultWaitOptions: { timeout: DONE_WITHIN_MS, interval: DONE_INTERVAL_MS },
  });
  const work = async (enqueued: EnqueuedWork): Promise<IndexWork> => {
    const { taskUid } = await enqueued;
    return { done: async () => refuseFailed(await working.tasks.waitForTask(taskUid)) };
  };
  const finished = async (enqueued: EnqueuedWork) => (await work(enqueued)).done();
  return {
    async ask(queries) {
      const { results } = await asking.multiSearch({ queries: [...queries] });
      return results.map(({ hits, facetDistribution, ...counts }) => ({
        hits,
        totalHits: "totalHits" in counts ? Number(counts.totalHits) : Number(counts.estimatedTotalHits ?? hits.length),
        facetDistribution: facetDistribution ?? {},
      }));
    },
    put: (index, documents) => work(working.index(index).addDocuments([...documents], { primaryKey: "id" })),
    merge: (index, parts) => work(working.index(index).updateDocuments([...parts], { primaryKey: "id" })),
    removeWhere: (index, filter) => work(working.index(index).deleteDocuments({ filter })),
    async create(index, settings) {
      await dropIndex(working, index);
      await finished(working.createIndex(index, { primaryKey: "id" }));
      await finished(working.index(index).updateSettings(settings));
    },
    swap: (pairs) =>
      finished(working.swapIndexes(pairs.map(([one, other]) => ({ indexes: [one, other], rename: false })))),
    drop: (index) => dropIndex(working, index),
    async indexes() {
      const { results } = await working.getIndexes({ limit: MOST_INDEXES });
      return new Set(results.map(({ uid }) => uid));
    },
    check: async () => void (await asking.health()),
  };
}

type EnqueuedWork = PromiseLike<{ taskUid: number }>;

async function dropIndex(client: Meilisearch, index: string): Promise<void> {
  const { taskUid } = await client.deleteIndex(index);
  const task = await client.tasks.waitForTask(taskUid);
  if (task.error?.code !== "index_not_found") refuseFailed(task);
}

function refuseFailed(task: { status: string; error: { message: string } | null }): void {
  if (task.status !== "succeeded")
    throw new Error(`The search engine could not: ${task.error?.message ?? task.status}`);
}

/** Whether no answer came from the engine, or one that says that it cannot answer anybody. */
export function isEngineAway(error: unknown): boolean {
  return !(error instanceof MeilisearchApiError) || error.response.status >= 500;
}
