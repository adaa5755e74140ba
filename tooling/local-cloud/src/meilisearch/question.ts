import { wordsOf } from "./words.ts";

/** One word that is looked for, or what stands for it. */
export interface Wanted {
  readonly term: string;
  readonly isPrefix: boolean;
  /** How many words before it were typed, those that say nothing too. */
  readonly at: number;
}

/** A question taken apart. */
export interface Question {
  /** In order; words in quotes are only in `phrases`. */
  readonly words: readonly Wanted[];
  /** Must stand one after the other in one field. */
  readonly phrases: readonly (readonly string[])[];
  /** Must not be there: `-word` and `-"some words"`. */
  readonly without: readonly (readonly string[])[];
}

const MOST_WORDS = 10;
const PARTS = /(-?)"([^"]*)"?|(-?)([^\s"]+)/gu;

/**
 * Takes a question apart as Meilisearch does: at most ten words, the last one a beginning unless something follows it. As a beginning even
 * a stop word says something: "the" may become "theatre".
 */
export function readQuestion(text: string, stopWords: ReadonlySet<string>, hasPrefixes: boolean): Question {
  const words: (Wanted & { readonly isStop: boolean })[] = [];
  const phrases: string[][] = [];
  const without: string[][] = [];
  let at = 0;
  let endsOpen = false;
  for (const [, minusPhrase, phrase, minusWord, word] of text.matchAll(PARTS)) {
    const terms = wordsOf(phrase ?? word ?? "").map(({ term }) => term);
    if (terms.length === 0) continue;
    const isPlain = minusPhrase !== "-" && minusWord !== "-" && phrase === undefined;
    endsOpen = isPlain && /[\p{L}\p{N}\p{M}]$/u.test(text);
    if (minusPhrase === "-" || minusWord === "-") without.push(terms);
    else if (phrase !== undefined) phrases.push(terms);
    else words.push(...terms.map((term) => ({ term, isPrefix: false, at: at++, isStop: stopWords.has(term) })));
  }
  const kept = words.filter(({ isStop }, place) => !isStop || (endsOpen && place === words.length - 1));
  const asked = kept.slice(0, MOST_WORDS).map(({ isStop: _, ...word }) => word);
  const last = asked.at(-1);
  const isLastTyped = last !== undefined && last.at === words.at(-1)?.at;
  if (isLastTyped && hasPrefixes && endsOpen) asked[asked.length - 1] = { ...last, isPrefix: true };
  return { words: asked, phrases, without };
}

/** Synonyms as phrases, by the words they stand for, which have a space between them. */
export function readSynonyms(
  synonyms: Readonly<Record<string, readonly string[]>>,
): ReadonlyMap<string, readonly (readonly string[])[]> {
  const termsOf = (text: string) => wordsOf(text).map(({ term }) => term);
  return new Map(Object.entries(synonyms).map(([name, others]) => [termsOf(name).join(" "), others.map(termsOf)]));
}
