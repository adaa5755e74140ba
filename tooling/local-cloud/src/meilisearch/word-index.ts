import { type SearchDocument, textsAt } from "./document.ts";
import { typosBetween, wordsOf } from "./words.ts";

/** Where a word stands: in which of the searched fields, and how many words after its beginning. */
export interface Place {
  readonly field: number;
  readonly at: number;
}

/** A document's words. Stop words are not among them, but keep the others apart. */
export interface Reading {
  /** What was read; as long as it is the same, so are the words. */
  readonly source: string;
  readonly places: ReadonlyMap<string, readonly Place[]>;
  /** How many words each field has. */
  readonly counts: readonly number[];
}

/** One text of several in a field begins this far after the one before, so that nothing stands near across them. */
const APART = 8;
const MOST_KEPT = 5_000;
const NOTHING: ReadonlySet<string> = new Set();

/** Which documents have which words. */
export class WordIndex {
  readonly #fields: readonly string[];
  readonly #stops: ReadonlySet<string>;
  readonly #readings = new Map<string, Reading>();
  readonly #having = new Map<string, Set<string>>();
  readonly #alike = new Map<string, ReadonlyMap<string, number>>();

  constructor(fields: readonly string[], stops: ReadonlySet<string>) {
    this.#fields = fields;
    this.#stops = stops;
  }

  put(id: string, document: SearchDocument): void {
    const texts = this.#fields.map((field) => textsAt(document, field));
    const source = JSON.stringify(texts);
    if (this.#readings.get(id)?.source === source) return;
    this.remove(id);
    const reading = readTexts(source, texts, this.#stops);
    this.#readings.set(id, reading);
    for (const term of reading.places.keys()) {
      const having = this.#having.get(term);
      if (having) having.add(id);
      else this.#addTerm(term, id);
    }
  }

  remove(id: string): void {
    for (const term of this.#readings.get(id)?.places.keys() ?? []) {
      const having = this.#having.get(term);
      having?.delete(id);
      if (having?.size !== 0) continue;
      this.#having.delete(term);
      this.#alike.clear();
    }
    this.#readings.delete(id);
  }

  /** Ids of the documents that have a word, letter for letter. */
  having(term: string): ReadonlySet<string> {
    return this.#having.get(term) ?? NOTHING;
  }

  reading(id: string): Reading | undefined {
    return this.#readings.get(id);
  }

  /** Where words stand one after the other in a document: the place of the first. */
  phrasePlaces(id: string, phrase: readonly string[]): Place[] {
    const places = this.#readings.get(id)?.places;
    const known = phrase.map((term, step) => ({ term, step })).filter(({ term }) => !this.#stops.has(term));
    const [first, ...others] = known;
    return (
      (first &&
        places
          ?.get(first.term)
          ?.filter((place) =>
            others.every(({ term, step }) =>
              places.get(term)?.some(({ field, at }) => field === place.field && at - place.at === step - first.step),
            ),
          )) ??
      []
    );
  }

  /** Every word of the index that may have been meant by one, with how many typos lie between. */
  alike(term: string, isPrefix: boolean, mostTypos: number): ReadonlyMap<string, number> {
    const key = `${mostTypos}${isPrefix ? "…" : " "}${term}`;
    const known = this.#alike.get(key);
    if (known) return known;
    const found = new Map<string, number>();
    for (const other of this.#having.keys()) {
      const typos = typosOf(term, other, isPrefix, mostTypos);
      if (typos <= mostTypos) found.set(other, typos);
    }
    if (this.#alike.size >= MOST_KEPT) this.#alike.clear();
    this.#alike.set(key, found);
    return found;
  }

  /** The two words that stand most often side by side of those that a word can be cut into; null where there are none. */
  split(term: string): { readonly words: readonly [string, string]; readonly ids: readonly string[] } | null {
    let best: { words: readonly [string, string]; ids: readonly string[] } | null = null;
    for (let at = 1; at < term.length; at++) {
      const words = [term.slice(0, at), term.slice(at)] as const;
      const after = this.having(words[1]);
      const ids = [...this.having(words[0])].filter((id) => after.has(id) && this.phrasePlaces(id, words).length > 0);
      if (ids.length > (best?.ids.length ?? 0)) best = { words, ids };
    }
    return best;
  }

  #addTerm(term: string, id: string): void {
    this.#having.set(term, new Set([id]));
    this.#alike.clear();
  }
}

function readTexts(source: string, texts: readonly (readonly string[])[], stops: ReadonlySet<string>): Reading {
  const places = new Map<string, Place[]>();
  const counts = texts.map((inField, field) => {
    let next = 0;
    let count = 0;
    for (const text of inField) {
      for (const { term } of wordsOf(text)) {
        const at = next++;
        if (stops.has(term)) continue;
        count++;
        const known = places.get(term);
        if (known) known.push({ field, at });
        else places.set(term, [{ field, at }]);
      }
      next += APART - 1;
    }
    return count;
  });
  return { source, places, counts };
}

/** A wrong first letter counts twice, as people seldom get it wrong. */
function typosOf(term: string, other: string, isPrefix: boolean, most: number): number {
  if (term === other || (isPrefix && other.startsWith(term))) return 0;
  const isOtherwise = term[0] !== other[0];
  if (most === 0 || (isOtherwise && most === 1)) return most + 1;
  const typos = typosBetween(term, other, isOtherwise ? 1 : most, isPrefix);
  if (!isOtherwise) return typos;
  return typos > 1 ? most + 1 : 2;
}
