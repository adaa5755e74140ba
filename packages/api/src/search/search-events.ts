import { keptExchangeRates, type Locale, performerNameIn, placeIn } from "../catalog/index.ts";
import type { Services } from "../services.ts";
import { askDatabase } from "./ask-database.ts";
import { askEngine, type Found } from "./ask-engine.ts";
import { readCities } from "./cities.ts";
import { type SearchInput, type SearchView, searchInput } from "./search.schema.ts";
import { readWanted, type Wanted } from "./wanted.ts";
import { withOrWithoutEngine } from "./with-engine.ts";

/**
 * Events that fit, the best first, each by its best evening, with what else was meant and how many there are of each kind.
 * Answered by the database while the engine is away, never with an error for that.
 */
export async function searchEvents(services: Services, input: SearchInput): Promise<SearchView> {
  const wanted = readWanted(input, await keptExchangeRates(services), services.clock.nowMs());
  const [{ answer, from }, names] = await Promise.all([
    withOrWithoutEngine(
      services,
      () => askEngine(services, wanted, input.page),
      () => askDatabase(services, wanted, input.page),
    ),
    namesOf(services, wanted),
  ]);
  return { ...(await named(services, answer, wanted)), ...names, from };
}

/** What a search shows before anything is asked: what many look at and buy, everywhere. For pages that are made ahead. */
export function popularEvents(
  services: Services,
  asked: { readonly locale: Locale; readonly currency: string },
): Promise<SearchView> {
  return searchEvents(services, searchInput.parse(asked));
}

/** Cities with what they are called in the reader's language. */
async function named(services: Services, found: Found, { locale }: Wanted) {
  const names = locale === "en" ? null : new Map((await readCities(services)).map((city) => [city.name, city.nameZh]));
  return { ...found, cities: found.cities.map((city) => ({ ...city, name: names?.get(city.value) ?? city.value })) };
}

const ON_SHOW = { status: "published" } as const;

/** Of what nobody announced yet nothing is said, not even a name. What the performer and the venue are called to which a search is narrowed down. */
async function namesOf({ db }: Services, { performer: slug, venueId, locale }: Wanted) {
  const [performer, venue] = await Promise.all([
    slug === null ? null : db.performer.findFirst({ where: { slug, events: { some: { event: ON_SHOW } } } }),
    venueId === null
      ? null
      : db.venue.findFirst({ where: { id: venueId, performances: { some: { status: "published", event: ON_SHOW } } } }),
  ]);
  return {
    performer: performer && { slug: performer.slug, kind: performer.kind, name: performerNameIn(performer, locale) },
    venue: venue && { id: venue.id, countryCode: venue.countryCode, ...placeIn(venue, locale) },
  };
}
