import { textsAt } from "./document.ts";
import { hasPhrase, type Question, synonymsOf, type Wanted } from "./question.ts";
import type { Entry, FoundTerms, SearchIndex } from "./search-index.ts";
import { typosBetween, wordsOf } from "./words.ts";

/** How a document fits a question: what the rules of ranking compare. Less is better, but for `words` and `exactWords`. */
export interface Fit {
  readonly entry: Entry;
  /** How many words of the question it has. */
  readonly words: number;
  readonly typos: number;
  /** How far apart words stand that follow each other in the question, 1 for neighbours in order, to 8 each. */
  readonly proximity: number;
  /** The place of the best field of each word, summed. */
  readonly attribute: number;
  /** Words that are there letter for letter. */
  readonly exactWords: number;
  /** What of the document was hit, for highlighting. */
  readonly terms: ReadonlySet<string>;
}

const FURTHEST = 8;

/** How one word of the question was found in one document. */
interface Hit {
  readonly typos: number;
  readonly isExact: boolean;
  readonly terms: readonly string[];
  readonly field: number;
}

/** Every document that has at least one word of the question (`last`), or all of them (`all`), with how it fits. */
export function matchAll(
  index: SearchIndex,
  question: Question,
  options: { readonly strategy: "last" | "all"; readonly fields: readonly string[] },
): Fit[] {
  const { words, phrases, without } = question;
  const { fields } = options;
  const isLeftOut = ({ document }: Entry) => {
    const texts = fields.flatMap((field) => textsAt(document, field));
    return !phrases.every((phrase) => hasPhrase(texts, phrase)) || without.some((phrase) => hasPhrase(texts, phrase));
  };
  const hits = words.map((_, at) => hitsOf(index, words, at, fields));
  const fits: Fit[] = [];
  for (const entry of index.entries.values()) {
    const found = hits.map((byId) => byId.get(entry.id) ?? null);
    // Words are given up from the end: whoever typed more wanted the first ones most.
    const missing = found.indexOf(null);
    const count = missing < 0 ? found.length : missing;
    const isEnough = options.strategy === "all" ? count === words.length : count > 0 || words.length === 0;
    if (!isEnough || isLeftOut(entry)) continue;
    fits.push(fitOf(entry, found.slice(0, count) as Hit[], fields));
  }
  return fits;
}

function fitOf(entry: Entry, hits: readonly Hit[], fields: readonly string[]): Fit {
  const sum = (of: (hit: Hit) => number) => hits.reduce((total, hit) => total + of(hit), 0);
  return {
    entry,
    words: hits.length,
    typos: sum(({ typos }) => typos),
    proximity: proximityOf(entry, hits, fields),
    attribute: sum(({ field }) => field),
    exactWords: sum(({ isExact }) => (isExact ? 1 : 0)),
    terms: new Set(hits.flatMap(({ terms }) => terms)),
  };
}

function hitsOf(index: SearchIndex, words: readonly Wanted[], at: number, fields: readonly string[]): Map<string, Hit> {
  const { term, isPrefix } = words[at] as Wanted;
  const hits = new Map<string, Hit>();
  const most = mostTypos(index, term);
  // Swapped neighbours are one typo to people and two to Levenshtein, so more is fetched than is kept.
  for (const [id, found] of index.find(term, isPrefix, most === 0 ? 0 : most + 1, fields)) {
    const hit = bestOf(index, found, { term, isPrefix, most, fields });
    if (hit) hits.set(id, hit);
  }
  for (const [id, hit] of synonymHits(index, words, at, fields)) if (!hits.has(id)) hits.set(id, hit);
  return hits;
}

function mostTypos(index: SearchIndex, term: string): number {
  const { enabled, minWordSizeForTypos, disableOnWords, disableOnNumbers } = index.settings.typoTolerance;
  const isOff = !enabled || disableOnWords.includes(term) || (disableOnNumbers && /^\d+$/.test(term));
  if (isOff || term.length < minWordSizeForTypos.oneTypo) return 0;
  return term.length < minWordSizeForTypos.twoTypos ? 1 : 2;
}

function bestOf(
  index: SearchIndex,
  found: FoundTerms,
  wanted: Wanted & { readonly most: number; readonly fields: readonly string[] },
): Hit | null {
  const { term, isPrefix, most, fields } = wanted;
  const withoutTypos = new Set(index.settings.typoTolerance.disableOnAttributes);
  const hits = Object.entries(found).flatMap(([other, inFields]): Hit[] => {
    const typos = typosOf(term, other, isPrefix, most);
    const places = inFields
      .filter((field) => typos === 0 || !withoutTypos.has(field))
      .map((field) => fields.indexOf(field));
    if (typos > most || places.length === 0) return [];
    return [{ typos, isExact: other === term, terms: [other], field: Math.min(...places) }];
  });
  if (hits.length === 0) return null;
  const least = Math.min(...hits.map(({ typos }) => typos));
  const best = hits.filter(({ typos }) => typos === least);
  return {
    typos: least,
    isExact: hits.some(({ isExact }) => isExact),
    terms: hits.flatMap(({ terms }) => terms),
    field: Math.min(...best.map(({ field }) => field)),
  };
}

/** A wrong first letter counts twice, as people seldom get it wrong. */
function typosOf(term: string, other: string, isPrefix: boolean, most: number): number {
  if (isPrefix && other.startsWith(term)) return 0;
  const typos = typosBetween(term, other, most);
  return typos > 0 && term[0] !== other[0] ? typos + 1 : typos;
}

/** Documents that have a synonym of the word, or of the words that begin with it, whole. */
function synonymHits(
  index: SearchIndex,
  words: readonly Wanted[],
  at: number,
  fields: readonly string[],
): Map<string, Hit> {
  const hits = new Map<string, Hit>();
  for (const count of [1, 2, 3]) {
    // A name of several words is looked for under its first one, and the others are then there with it.
    for (let start = Math.max(0, at - count + 1); start <= at && start + count <= words.length; start++) {
      const named = words.slice(start, start + count).map(({ term }) => term);
      for (const synonym of synonymsOf(named, index.settings.synonyms)) {
        for (const [id, hit] of wholeHits(index, synonym, fields)) if (!hits.has(id)) hits.set(id, hit);
      }
    }
  }
  return hits;
}

function wholeHits(index: SearchIndex, terms: readonly string[], fields: readonly string[]): Map<string, Hit> {
  const [first, ...others] = terms.map((term) => index.find(term, false, 0, fields));
  const hits = new Map<string, Hit>();
  for (const [id, found] of first ?? []) {
    if (!others.every((other) => other.has(id))) continue;
    const places = Object.values(found)
      .flat()
      .map((field) => fields.indexOf(field));
    hits.set(id, { typos: 0, isExact: false, terms, field: Math.min(...places) });
  }
  return hits;
}

/** The distances of words that follow each other in the question, each in the field where they stand nearest. */
function proximityOf({ document }: Entry, hits: readonly Hit[], fields: readonly string[]): number {
  if (hits.length < 2) return 0;
  const texts = fields.map((field) =>
    textsAt(document, field).flatMap((text) => wordsOf(text).map(({ term }) => term)),
  );
  let sum = 0;
  for (const [at, hit] of hits.slice(1).entries()) {
    const before = hits[at] as Hit;
    sum += Math.min(FURTHEST, ...texts.map((words) => distanceIn(words, before.terms, hit.terms)));
  }
  return sum;
}

function distanceIn(words: readonly string[], before: readonly string[], after: readonly string[]): number {
  const placesOf = (terms: readonly string[]) => words.flatMap((word, at) => (terms.includes(word) ? [at] : []));
  let least = FURTHEST;
  for (const from of placesOf(before)) {
    // Words in the wrong order are one step further apart.
    for (const to of placesOf(after)) least = Math.min(least, to > from ? to - from : from - to + 1);
  }
  return least;
}
