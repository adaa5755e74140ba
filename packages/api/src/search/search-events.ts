import { performerNameIn, placeIn, readExchangeRates } from "../catalog/index.ts";
import { isIndexMissing } from "../integrations/meilisearch/index.ts";
import type { Services } from "../services.ts";
import { askDatabase } from "./ask-database.ts";
import { askEngine, type Found } from "./ask-engine.ts";
import type { SearchInput, SearchView } from "./search.schema.ts";
import { readWanted, type Wanted } from "./wanted.ts";

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
      const [found, names] = await Promise.all([askEngine(services, wanted, input.page), namesOf(services, wanted)]);
      return { ...(await named(services, found, wanted)), ...names, from: "engine" };
    } catch (error) {
      services.log.warn({ err: error }, "the search engine did not answer");
      // An engine without its indexes is up, and has them again in a moment.
      if (!isIndexMissing(error)) awayUntil.set(services.search, Date.now() + AWAY_MS);
    }
  }
  const names = await namesOf(services, wanted);
  const found = await askDatabase(services, wanted, input.page);
  return { ...(await named(services, found, wanted)), ...names, from: "database" };
}

/** Cities with what they are called in the reader's language. */
async function named(services: Services, found: Found, { locale }: Wanted) {
  const names = locale === "en" ? null : await cityNames(services);
  return { ...found, cities: found.cities.map((city) => ({ ...city, name: names?.get(city.value) ?? city.value })) };
}

// Venues come slowly: a minute is young enough for a name.
const NAMES_MS = 60_000;
const MOST_VENUES = 5_000;
const names = new WeakMap<object, { until: number; names: Promise<Map<string, string>> }>();

function cityNames({ db }: Services): Promise<Map<string, string>> {
  const known = names.get(db);
  if (known && known.until > Date.now()) return known.names;
  const read = db.venue
    .findMany({ distinct: ["city"], take: MOST_VENUES, select: { name: true, city: true, translations: true } })
    .then((rows) => new Map(rows.map((row) => [row.city, placeIn(row, "zh").city])));
  names.set(db, { until: Date.now() + NAMES_MS, names: read });
  read.catch(() => names.delete(db));
  return read;
}

/** What the performer and the venue are called to which a search is narrowed down. */
async function namesOf({ db }: Services, { performer: slug, venueId, locale }: Wanted) {
  const [performer, venue] = await Promise.all([
    slug === null ? null : db.performer.findUnique({ where: { slug } }),
    venueId === null ? null : db.venue.findUnique({ where: { id: venueId } }),
  ]);
  return {
    performer: performer && { slug: performer.slug, kind: performer.kind, name: performerNameIn(performer, locale) },
    venue: venue && { id: venue.id, countryCode: venue.countryCode, ...placeIn(venue, locale) },
  };
}

function keptRates(services: Services) {
  const known = rates.get(services.db);
  if (known && known.until > Date.now()) return known.rates;
  const read = readExchangeRates(services.db);
  rates.set(services.db, { until: Date.now() + RATES_MS, rates: read });
  read.catch(() => rates.delete(services.db));
  return read;
}
