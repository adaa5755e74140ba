import { isEngineAway } from "../integrations/meilisearch/index.ts";
import type { Services } from "../services.ts";

// Whoever asks after one who waited in vain does not wait too.
const AWAY_MS = 2_000;
const awayUntil = new WeakMap<object, number>();

/** Asks the engine, and the database when the engine does not answer or has just not answered. */
export async function withOrWithoutEngine<T>(
  services: Services,
  engine: () => Promise<T>,
  database: () => Promise<T>,
): Promise<{ answer: T; from: "engine" | "database" }> {
  if ((awayUntil.get(services.search) ?? 0) < Date.now()) {
    try {
      return { answer: await engine(), from: "engine" };
    } catch (error) {
      services.log.warn({ err: error }, "the search engine did not answer");
      // One that answers is there: it lacks an index for a moment, or did not understand this one question.
      if (isEngineAway(error)) awayUntil.set(services.search, Date.now() + AWAY_MS);
    }
  }
  return { answer: await database(), from: "database" };
}
