import { readExchangeRates } from "../catalog/index.ts";
import { isIndexMissing } from "../integrations/meilisearch/index.ts";
import type { Services } from "../services.ts";
import { askDatabase } from "./ask-database.ts";
import { askEngine } from "./ask-engine.ts";
import type { SearchInput, SearchView } from "./search.schema.ts";
import { readWanted } from "./wanted.ts";

// Whoever searches after one who waited in vain does not wait too.
const AWAY_MS = 2_000;
const awayUntil = new WeakMap<object, number>();

// Rates change once a day, searches come by the thousand.
const RATES_MS = 60_000;
const rates = new WeakMap<object, { until: number; rates: ReturnType<typeof readExchangeRates> }>();

/**
 * Events that fit, the best first, each by its best evening, with what else was meant and how many there are of each kind.
 * Answered by the database while the engine is away, never with an error for that.
 */
export async function searchEvents(services: Services, input: SearchInput): Promise<SearchView> {
  const wanted = readWanted(input, await keptRates(services), services.clock.nowMs());
  if ((awayUntil.get(services.search) ?? 0) < Date.now()) {
    try {
      return { ...(await askEngine(services, wanted, input.page)), from: "engine" };
    } catch (error) {
      services.log.warn({ err: error }, "the search engine did not answer");
      // An engine without its indexes is up, and has them again in a moment.
      if (!isIndexMissing(error)) awayUntil.set(services.search, Date.now() + AWAY_MS);
    }
  }
  return { ...(await askDatabase(services, wanted, input.page)), from: "database" };
}

function keptRates(services: Services) {
  const known = rates.get(services.db);
  if (known && known.until > Date.now()) return known.rates;
  const read = readExchangeRates(services.db);
  rates.set(services.db, { until: Date.now() + RATES_MS, rates: read });
  read.catch(() => rates.delete(services.db));
  return read;
}
