import { plain, wordsOf } from "./words.ts";

/** One word that is looked for, or what stands for it. */
export interface Wanted {
  readonly term: string;
  readonly isPrefix: boolean;
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

/** Takes a question apart as Meilisearch does: at most ten words, the last one a beginning unless a space follows it. */
export function readQuestion(text: string, stopWords: ReadonlySet<string>, hasPrefixes: boolean): Question {
  const words: Wanted[] = [];
  const phrases: string[][] = [];
  const without: string[][] = [];
  for (const [, minusPhrase, phrase, minusWord, word] of text.matchAll(PARTS)) {
    const terms = wordsOf(phrase ?? word ?? "").map(({ term }) => term);
    if (terms.length === 0) continue;
    if (minusPhrase === "-" || minusWord === "-") without.push(terms);
    else if (phrase !== undefined) phrases.push(terms);
    else words.push(...terms.map((term) => ({ term, isPrefix: false })));
  }
  const kept = words.filter(({ term }) => !stopWords.has(term)).slice(0, MOST_WORDS);
  const last = kept.at(-1);
  const endsOpen = /[\p{L}\p{N}\p{M}]$/u.test(text);
  if (last && hasPrefixes && endsOpen) kept[kept.length - 1] = { ...last, isPrefix: true };
  return { words: kept, phrases, without };
}

/** Whether words stand one after the other in one of these texts. */
export function hasPhrase(texts: readonly string[], phrase: readonly string[]): boolean {
  return texts.some((text) => {
    const words = wordsOf(text).map(({ term }) => term);
    return words.some((_, at) => phrase.every((term, step) => words[at + step] === term));
  });
}

/** The synonyms of a word or of some words in a row, each as words. */
export function synonymsOf(
  terms: readonly string[],
  synonyms: Readonly<Record<string, readonly string[]>>,
): string[][] {
  const wanted = terms.join(" ");
  return Object.entries(synonyms).flatMap(([name, others]) => {
    const isMeant =
      wordsOf(name)
        .map(({ term }) => term)
        .join(" ") === wanted;
    return isMeant ? others.map((other) => wordsOf(plain(other)).map(({ term }) => term)) : [];
  });
}
