import { createHash } from "node:crypto";
import type { IndexSettings } from "../integrations/meilisearch/index.ts";
import { STOP_WORDS, SYNONYMS } from "./words.ts";

/** What can be found, each kind in an index of its own. */
export const INDEXES = ["performances", "performers", "venues"] as const;
export type IndexName = (typeof INDEXES)[number];

const shared = {
  stopWords: STOP_WORDS,
  synonyms: { ...SYNONYMS },
  // "fery" is a misspelling that people make: the engine's own five letters would not forgive it.
  typoTolerance: { minWordSizeForTypos: { oneTypo: 4, twoTypos: 8 }, disableOnNumbers: true },
  pagination: { maxTotalHits: 1_000 },
} satisfies IndexSettings;

/**
 * An event has as many documents as it has performances ahead, since date, place, price and what is left are those of one
 * evening; it is shown once, by its best. What was asked to be sorted is sorted before misspelling is weighed.
 */
export const INDEX_SETTINGS: Readonly<Record<IndexName, IndexSettings>> = {
  performances: {
    ...shared,
    searchableAttributes: [
      "title",
      "titleZh",
      "performers",
      "city",
      "cityZh",
      "venue",
      "venueZh",
      "competition",
      "competitionZh",
      "genreWords",
      "subtitle",
      "subtitleZh",
      "countryWords",
      "dayWords",
      "organizerName",
      "exhibitors",
    ],
    filterableAttributes: [
      "id",
      "eventId",
      "kind",
      "genre",
      "city",
      "day",
      "lastDay",
      "startsAt",
      "aheadUntil",
      "saleStartsAt",
      "saleEndsAt",
      "currency",
      "fromPriceMinor",
      "priceEuroCents",
      "left",
      "stepFreeLeft",
      "performerSlugs",
      "venueId",
      "_geo",
    ],
    sortableAttributes: ["startsAt", "saleStartsAt", "priceEuroCents", "popularity", "_geo"],
    rankingRules: ["words", "sort", "typo", "proximity", "attribute", "exactness", "popularity:desc", "startsAt:asc"],
    distinctAttribute: "eventId",
    faceting: { maxValuesPerFacet: 200 },
  },
  performers: {
    ...shared,
    searchableAttributes: ["name", "nameZh"],
    filterableAttributes: ["id"],
    rankingRules: ["words", "typo", "proximity", "attribute", "exactness", "eventCount:desc"],
  },
  venues: {
    ...shared,
    searchableAttributes: ["name", "nameZh", "city", "cityZh"],
    filterableAttributes: ["id"],
    rankingRules: ["words", "typo", "proximity", "attribute", "exactness", "eventCount:desc"],
  },
};

/** Changes when settings or documents do, so that a new build of the house builds its indexes anew. */
export const INDEX_FINGERPRINT = createHash("sha256")
  .update(JSON.stringify({ settings: INDEX_SETTINGS, documents: 5 }))
  .digest("hex")
  .slice(0, 16);
