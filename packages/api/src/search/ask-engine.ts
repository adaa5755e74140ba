import type { IndexAnswer, IndexQuery } from "../integrations/meilisearch/index.ts";
import type { Services } from "../services.ts";
import type { PerformanceDocument, PerformerDocument, VenueDocument } from "./documents.ts";
import { countsOf, hitOf, MARK_BEGINS, MARK_ENDS, marksIn, performerOf, venueOf } from "./hits.ts";
import { type GivenUp, MOST_NEAREST, waysOut } from "./nearest.ts";
import type { SearchHitView, SearchView } from "./search.schema.ts";
import { understoodAs } from "./understood.ts";
import { filterOf, type Wanted } from "./wanted.ts";
import { indexUid } from "./write-indexes.ts";

export const HITS_A_PAGE = 20;
const MOST_BESIDE = 4;
const MOST_CITIES = 60;

/** What was found, before it is said what people and places are called. */
export type Found = Omit<SearchView, "from" | "performer" | "venue" | "cities"> & {
  readonly cities: { value: string; count: number }[];
};

/**
 * Searches in one request, and in a second one for the nearest there is when nothing fits. Throws when the engine is away
 * or has no such index.
 */
export async function askEngine(services: Services, wanted: Wanted, page: number): Promise<Found> {
  const facets = (["kinds", "genres", "cities"] as const).filter((name) => wanted[name].length > 0);
  const beside = page === 1 && wanted.words !== "" ? besideQueries(services, wanted) : [];
  const [main, ...others] = await services.search.ask([
    mainQuery(services, wanted, page),
    ...facets.map((name) => facetQuery(services, wanted, name)),
    ...beside,
  ]);
  const counted = Object.fromEntries(facets.map((name, at) => [name, others[at]])) as Partial<
    Record<(typeof facets)[number], IndexAnswer>
  >;
  const [performers, venues] = beside.length > 0 ? others.slice(facets.length) : [];
  const hits = (main?.hits ?? []) as unknown as readonly FoundDocument[];
  const total = main?.totalHits ?? 0;
  const nearest = total === 0 && page === 1 ? await askNearest(services, wanted) : null;
  return {
    hits: nearest ? nearest.hits : hits.map((hit) => shown(hit, wanted)),
    total,
    nextPage: page * HITS_A_PAGE < total ? page + 1 : null,
    understood: hits[0] && wanted.words !== "" ? understoodAs(wanted.words, markedTexts(hits[0])) : null,
    givenUp: nearest?.givenUp ?? null,
    performers: documentsOf<PerformerDocument>(performers).map((one) => performerOf(one, wanted)),
    venues: documentsOf<VenueDocument>(venues).map((one) => venueOf(one, wanted)),
    kinds: countsOf(counted.kinds ?? main, "kind") as SearchView["kinds"],
    genres: countsOf(counted.genres ?? main, "genre") as SearchView["genres"],
    cities: countsOf(counted.cities ?? main, "city").slice(0, MOST_CITIES),
  };
}

type FoundDocument = PerformanceDocument & { readonly _formatted?: Readonly<Record<string, unknown>> };

const documentsOf = <T>(answer: IndexAnswer | undefined) => (answer?.hits ?? []) as unknown as readonly T[];

/** Fields in which what was found is marked: those that are shown or that people name. */
const MARKED = [
  "title",
  "titleZh",
  "performers",
  "venue",
  "venueZh",
  "city",
  "cityZh",
  "genreWords",
  "competition",
  "competitionZh",
];

function mainQuery(services: Services, wanted: Wanted, page: number): IndexQuery {
  return {
    indexUid: indexUid(services, "performances"),
    q: wanted.words,
    filter: filterOf(wanted),
    facets: ["kind", "genre", "city"],
    ...sortOf(wanted),
    page,
    hitsPerPage: HITS_A_PAGE,
    matchingStrategy: "all",
    attributesToHighlight: wanted.words === "" ? [] : MARKED,
    highlightPreTag: MARK_BEGINS,
    highlightPostTag: MARK_ENDS,
  };
}

/** A facet is counted without its own filter, so that its other values can be chosen too. */
function facetQuery(services: Services, wanted: Wanted, name: "kinds" | "genres" | "cities"): IndexQuery {
  const facet = { kinds: "kind", genres: "genre", cities: "city" }[name];
  return {
    indexUid: indexUid(services, "performances"),
    q: wanted.words,
    // A kind has its own genres: without the kind the genres that were chosen would hold it fast.
    filter: filterOf(wanted, name === "kinds" ? ["kinds", "genres"] : [name]),
    facets: [facet],
    page: 1,
    hitsPerPage: 0,
    matchingStrategy: "all",
  };
}

function sortOf({ sort, near }: Wanted): { sort?: string[] } {
  if (sort === "date") return { sort: ["startsAt:asc"] };
  if (sort === "saleStart") return { sort: ["saleStartsAt:asc"] };
  if (sort === "price") return { sort: ["priceEuroCents:asc"] };
  if (sort === "popularity") return { sort: ["popularity:desc"] };
  if (sort === "distance" && near) return { sort: [`_geoPoint(${near.latitude}, ${near.longitude}):asc`] };
  return {};
}

function besideQueries(services: Services, { words }: Wanted): IndexQuery[] {
  return (["performers", "venues"] as const).map((name) => ({
    indexUid: indexUid(services, name),
    q: words,
    limit: MOST_BESIDE,
    matchingStrategy: "all" as const,
  }));
}

/** Some events for each of several questions, in one request. */
export async function askEach(
  services: Services,
  questions: readonly { readonly wanted: Wanted; readonly most: number }[],
): Promise<{ hits: SearchHitView[]; total: number }[]> {
  const answers = await services.search.ask(
    questions.map(({ wanted, most }) => ({
      indexUid: indexUid(services, "performances"),
      q: wanted.words,
      filter: filterOf(wanted),
      ...sortOf(wanted),
      page: 1,
      hitsPerPage: most,
    })),
  );
  return answers.map((answer, at) => ({
    hits: documentsOf<FoundDocument>(answer).map((hit) =>
      shown(hit, (questions[at] as (typeof questions)[number]).wanted),
    ),
    total: answer.totalHits,
  }));
}

async function askNearest(
  services: Services,
  wanted: Wanted,
): Promise<(Pick<Found, "hits"> & { givenUp: GivenUp }) | null> {
  const ways = waysOut(wanted);
  const answers = await services.search.ask(
    ways.map(({ words, without, strategy }) => ({
      indexUid: indexUid(services, "performances"),
      q: words,
      filter: filterOf(wanted, without),
      ...sortOf(wanted),
      page: 1,
      hitsPerPage: MOST_NEAREST,
      matchingStrategy: strategy,
    })),
  );
  const at = answers.findIndex(({ hits }) => hits.length > 0);
  const way = ways[at];
  if (!way) return null;
  return { givenUp: way.givenUp, hits: documentsOf<FoundDocument>(answers[at]).map((hit) => shown(hit, wanted)) };
}

function shown(hit: FoundDocument, wanted: Wanted) {
  const marked = hit._formatted?.[wanted.locale === "zh" ? "titleZh" : "title"];
  return hitOf(hit, wanted, typeof marked === "string" ? marksIn(marked) : []);
}

function markedTexts({ _formatted }: FoundDocument): string[] {
  return MARKED.flatMap((field) => _formatted?.[field] ?? []).filter((text) => typeof text === "string");
}
