import { createHash } from "node:crypto";
import type { IndexSettings } from "../integrations/meilisearch/index.ts";

/** What can be found, each kind in an index of its own. */
export const INDEXES = ["performances", "performers", "venues"] as const;
export type IndexName = (typeof INDEXES)[number];

/** Words that say nothing about what is looked for. */
const STOP_WORDS = "a an and at for in of on or the to with 的 在 和 与".split(" ");

/** What people call things that have another name here. Each goes both ways unless it is listed once. */
const SYNONYMS: Readonly<Record<string, string[]>> = {
  soccer: ["football"],
  footy: ["football"],
  hockey: ["ice hockey"],
  "hip hop": ["hip-hop"],
  rap: ["hip-hop"],
  gig: ["concert"],
  play: ["theatre"],
  theater: ["theatre"],
  drama: ["theatre"],
  expo: ["fair", "exhibition"],
  railway: ["train"],
  bus: ["coach"],
  boat: ["ferry"],
  kids: ["family"],
  children: ["family"],
  "stand up": ["comedy"],
  techno: ["electronic"],
  ballet: ["dance"],
  nyc: ["new york"],
  holland: ["netherlands"],
  uk: ["united kingdom"],
  england: ["united kingdom"],
  usa: ["united states"],
  america: ["united states"],
  演出: ["演唱会", "音乐会"],
  球赛: ["比赛"],
  高铁: ["火车"],
  儿童: ["亲子"],
};

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
      "genreWords",
      "subtitle",
      "subtitleZh",
      "countryWords",
      "dayWords",
      "organizerName",
    ],
    filterableAttributes: [
      "id",
      "eventId",
      "kind",
      "genre",
      "city",
      "day",
      "startsAt",
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
  .update(JSON.stringify({ settings: INDEX_SETTINGS, documents: 2 }))
  .digest("hex")
  .slice(0, 16);
