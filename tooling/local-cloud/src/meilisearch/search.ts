import { isObject, metresBetween, placeOf, type SearchDocument, valuesAt } from "./document.ts";
import { isNamed, readFilter } from "./filter.ts";
import { type Fit, matchAll } from "./match.ts";
import { rankingOf, readSort, type Sorting } from "./order.ts";
import type { SearchQuery } from "./query.ts";
import { readQuestion } from "./question.ts";
import { invalid } from "./refusal.ts";
import type { SearchIndex } from "./search-index.ts";
import { wordsOf } from "./words.ts";

/** Answers a search as Meilisearch does (docs: meilisearch.com/docs/reference/api/search). */
export function search(index: SearchIndex, query: SearchQuery): Record<string, unknown> {
  const startedMs = performance.now();
  const sorting = readSort(query.sort, index.settings.sortableAttributes);
  const found = distinctOnly(index, query, findAll(index, query, sorting));
  const page = pageOf(index, query, found);
  return {
    hits: page.fits.map((fit) => showHit(index, query, sorting, fit)),
    query: query.q,
    processingTimeMs: Math.round(performance.now() - startedMs),
    ...page.totals,
    ...(query.facets.length > 0 ? facetsOf(index, query, found) : {}),
  };
}

/** The values of one facet that begin as `facetQuery` says, the most frequent first. */
export function searchFacet(
  index: SearchIndex,
  facet: string,
  facetQuery: string,
  query: SearchQuery,
): Record<string, unknown> {
  const startedMs = performance.now();
  if (!index.settings.facetSearch)
    throw invalid("facet_search_disabled", `The facet search is disabled for the index \`${index.uid}\``);
  needFacet(index, facet, "invalid_facet_search_facet_name");
  const found = findAll(index, query, readSort([], []));
  const wanted = wordsOf(facetQuery).map(({ term }) => term);
  const isMeant = (value: string) => {
    const words = wordsOf(value).map(({ term }) => term);
    return wanted.every((term) => words.some((word) => word.startsWith(term)));
  };
  const hits = [...countValues(found, facet)].filter(([value]) => isMeant(value)).sort(byCount);
  return {
    facetHits: hits.slice(0, 100).map(([value, count]) => ({ value, count })),
    facetQuery,
    processingTimeMs: Math.round(performance.now() - startedMs),
  };
}

function findAll(index: SearchIndex, query: SearchQuery, sorting: Sorting): Fit[] {
  const { settings } = index;
  const passes = readFilter(query.filter, new Set(settings.filterableAttributes));
  const question = readQuestion(query.q, index.stopWords, settings.prefixSearch !== "disabled");
  const fields = searchedFields(index, query.attributesToSearchOn);
  const fits = matchAll(index, question, { strategy: query.strategy, fields, passes });
  return fits.sort(rankingOf(settings, sorting));
}

function searchedFields(index: SearchIndex, only: readonly string[] | null): readonly string[] {
  if (only === null || only.includes("*")) return index.fields;
  const isAll = index.settings.searchableAttributes.includes("*");
  const unknown = only.find((field) => !isAll && !index.fields.includes(field));
  if (unknown !== undefined)
    throw invalid(
      "invalid_search_attributes_to_search_on",
      `Attribute \`${unknown}\` is not searchable. Available searchable attributes are: \`${index.fields.join(", ")}\`.`,
    );
  return index.fields.filter((field) => only.includes(field));
}

function distinctOnly(index: SearchIndex, query: SearchQuery, fits: Fit[]): Fit[] {
  const attribute = query.distinct ?? index.settings.distinctAttribute;
  if (attribute === null) return fits;
  if (query.distinct !== null && !isNamed(attribute, new Set(index.settings.filterableAttributes)))
    throw invalid(
      "invalid_search_distinct",
      `Attribute \`${attribute}\` is not filterable and thus, cannot be used as distinct attribute.`,
    );
  const seen = new Set<unknown>();
  return fits.filter(({ entry }) => {
    const [value] = valuesAt(entry.document, attribute);
    if (value === undefined) return true;
    const isNew = !seen.has(value);
    seen.add(value);
    return isNew;
  });
}

function pageOf(index: SearchIndex, query: SearchQuery, found: readonly Fit[]) {
  const { maxTotalHits } = index.settings.pagination;
  const reachable = found.slice(0, maxTotalHits);
  if (!query.pages) {
    const { offset, limit } = query;
    const totals = { limit, offset, estimatedTotalHits: reachable.length };
    return { fits: reachable.slice(offset, offset + limit), totals };
  }
  const { page, hitsPerPage } = query.pages;
  const first = (page - 1) * hitsPerPage;
  const totalPages = hitsPerPage === 0 ? 0 : Math.ceil(reachable.length / hitsPerPage);
  return {
    fits: page === 0 ? [] : reachable.slice(first, first + hitsPerPage),
    totals: { page, hitsPerPage, totalPages, totalHits: reachable.length },
  };
}

function showHit(index: SearchIndex, query: SearchQuery, { from }: Sorting, fit: Fit): Record<string, unknown> {
  const { document } = fit.entry;
  const displayed = new Set(index.settings.displayedAttributes);
  const wanted = new Set(query.attributesToRetrieve);
  const isShown = (name: string, names: ReadonlySet<string>) =>
    names.has("*") || names.has(name) || [...names].some((one) => one.startsWith(`${name}.`));
  const shown = Object.fromEntries(
    Object.entries(document).filter(([name]) => isShown(name, displayed) && isShown(name, wanted)),
  );
  const place = from && placeOf(document);
  const lit = query.attributesToHighlight.length === 0 ? {} : { _formatted: formatted(shown, query, fit) };
  return { ...shown, ...(place ? { _geoDistance: Math.round(metresBetween(from, place)) } : {}), ...lit };
}

/** Everything that is shown, in texts, with the words that were found between tags in the fields that asked for it. */
function formatted(shown: SearchDocument, query: SearchQuery, fit: Fit): Record<string, unknown> {
  const wanted = new Set(query.attributesToHighlight);
  const format = (value: unknown, isLit: boolean): unknown => {
    if (Array.isArray(value)) return value.map((one) => format(one, isLit));
    if (isObject(value))
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, format(one, isLit)]));
    if (typeof value === "number") return String(value);
    return typeof value === "string" && isLit ? highlighted(value, query, fit.terms) : value;
  };
  return Object.fromEntries(
    Object.entries(shown).map(([name, value]) => [name, format(value, wanted.has("*") || wanted.has(name))]),
  );
}

/** Of a word that is only begun, as much is lit as was typed. */
function highlighted(text: string, query: SearchQuery, terms: ReadonlySet<string>): string {
  const [before, after] = query.tags;
  const typed = wordsOf(query.q).map(({ term }) => term);
  let result = "";
  let at = 0;
  for (const { term, start, end } of wordsOf(text)) {
    if (!terms.has(term) && !typed.includes(term)) continue;
    const begun = typed.find((one) => term.startsWith(one) && one.length < end - start);
    const until = typed.includes(term) || begun === undefined ? end : start + begun.length;
    result += text.slice(at, start) + before + text.slice(start, until) + after;
    at = until;
  }
  return result + text.slice(at);
}

function facetsOf(index: SearchIndex, query: SearchQuery, found: readonly Fit[]) {
  const names = query.facets.includes("*") ? [...index.settings.filterableAttributes] : query.facets;
  const distribution: Record<string, Record<string, number>> = {};
  const stats: Record<string, { min: number; max: number }> = {};
  const { maxValuesPerFacet, sortFacetValuesBy } = index.settings.faceting;
  for (const name of names) {
    needFacet(index, name, "invalid_search_facets");
    const isByCount = (sortFacetValuesBy[name] ?? sortFacetValuesBy["*"]) === "count";
    const counts = [...countValues(found, name)].sort(isByCount ? byCount : byName);
    distribution[name] = Object.fromEntries(counts.slice(0, maxValuesPerFacet));
    const numbers = found
      .flatMap(({ entry }) => valuesAt(entry.document, name))
      .filter((value) => typeof value === "number");
    if (numbers.length > 0) stats[name] = { min: Math.min(...numbers), max: Math.max(...numbers) };
  }
  return { facetDistribution: distribution, facetStats: stats };
}

function needFacet(index: SearchIndex, name: string, code: string): void {
  const { filterableAttributes } = index.settings;
  if (isNamed(name, new Set(filterableAttributes))) return;
  const known = filterableAttributes.map((one) => `\`${one}\``).join(", ");
  throw invalid(
    code,
    `Invalid facet distribution: Attribute \`${name}\` is not filterable. Available filterable attributes patterns are: ${known}.`,
  );
}

type ValueCount = readonly [value: string, count: number];
const byCount = (a: ValueCount, b: ValueCount) => b[1] - a[1] || byName(a, b);
const byName = (a: ValueCount, b: ValueCount) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);

/** How many documents have each value, each document once a value. */
function countValues(found: readonly Fit[], name: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { entry } of found) {
    const values = valuesAt(entry.document, name).filter((value) =>
      ["string", "number", "boolean"].includes(typeof value),
    );
    for (const value of new Set(values.map(String))) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}
