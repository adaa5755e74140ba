import { z } from "zod";
import { invalid, notHere } from "./refusal.ts";

const names = z.array(z.string());
const count = z.int().nonnegative();

/** What a search may say here. */
const FIELDS = {
  q: z.string().nullable(),
  offset: count,
  limit: count,
  page: count,
  hitsPerPage: count,
  filter: z.union([z.string(), z.array(z.union([z.string(), z.array(z.string())]))]).nullable(),
  facets: names.nullable(),
  sort: names.nullable(),
  attributesToRetrieve: names,
  attributesToHighlight: names.nullable(),
  attributesToSearchOn: names.nullable(),
  highlightPreTag: z.string(),
  highlightPostTag: z.string(),
  matchingStrategy: z.enum(["last", "all", "frequency"]),
  distinct: z.string().nullable(),
  locales: names.nullable(),
} as const;

/** Of the real engine, and not of this one. */
const NOT_HERE = new Set([
  "attributesToCrop",
  "cropLength",
  "cropMarker",
  "hybrid",
  "media",
  "personalize",
  "rankingScoreThreshold",
  "retrieveVectors",
  "showMatchesPosition",
  "showPerformanceDetails",
  "showRankingScore",
  "showRankingScoreDetails",
  "vector",
]);

/** A search, read. */
export interface SearchQuery {
  readonly q: string;
  readonly offset: number;
  readonly limit: number;
  /** Set when pages are asked for: `page` or `hitsPerPage`. */
  readonly pages: { readonly page: number; readonly hitsPerPage: number } | null;
  readonly filter: unknown;
  readonly facets: readonly string[];
  readonly sort: readonly string[];
  readonly attributesToRetrieve: readonly string[];
  readonly attributesToHighlight: readonly string[];
  readonly attributesToSearchOn: readonly string[] | null;
  readonly tags: readonly [before: string, after: string];
  readonly strategy: "last" | "all";
  readonly distinct: string | null;
}

/** Reads the body of a search. Refuses what it does not know, each wrong field with its own code. */
export function readQuery(body: Readonly<Record<string, unknown>>): SearchQuery {
  for (const [name, value] of Object.entries(body)) {
    if (NOT_HERE.has(name)) throw notHere(`search parameter \`${name}\``);
    if (!Object.hasOwn(FIELDS, name)) {
      const known = Object.keys(FIELDS).map((one) => `\`${one}\``);
      throw invalid("bad_request", `Unknown field \`${name}\`: expected one of ${known.join(", ")}`);
    }
    const read = FIELDS[name as keyof typeof FIELDS].safeParse(value);
    if (read.success) continue;
    const code = `invalid_search_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
    throw invalid(code, `Invalid value at \`.${name}\`: ${read.error.issues[0]?.message ?? "unknown"}`);
  }
  const known = z.object(FIELDS).partial().parse(body);
  if (known.matchingStrategy === "frequency") throw notHere("matching strategy `frequency`");
  const isPaged = known.page !== undefined || known.hitsPerPage !== undefined;
  return {
    q: known.q ?? "",
    offset: known.offset ?? 0,
    limit: known.limit ?? 20,
    pages: isPaged ? { page: known.page ?? 1, hitsPerPage: known.hitsPerPage ?? 20 } : null,
    filter: known.filter,
    facets: known.facets ?? [],
    sort: known.sort ?? [],
    attributesToRetrieve: known.attributesToRetrieve ?? ["*"],
    attributesToHighlight: known.attributesToHighlight ?? [],
    attributesToSearchOn: known.attributesToSearchOn ?? null,
    tags: [known.highlightPreTag ?? "<em>", known.highlightPostTag ?? "</em>"],
    strategy: known.matchingStrategy ?? "last",
    distinct: known.distinct ?? null,
  };
}
