import type { SearchDocument } from "./document.ts";
import type { Question, Wanted } from "./question.ts";
import type { Entry, SearchIndex } from "./search-index.ts";
import type { Place } from "./word-index.ts";

/** How a document fits a question: what the rules of ranking compare. Less is better, but for `words`, `wholeField` and `exactWords`. */
export interface Fit {
  readonly entry: Entry;
  /** How many words of the question it has. */
  readonly words: number;
  readonly typos: number;
  /** How far apart words stand that follow each other in the question, 1 for neighbours in order, to 8 each. */
  readonly proximity: number;
  /** The place of the best field of each word, summed. */
  readonly attribute: number;
  /** How far words stand from where they were typed. */
  readonly position: number;
  /** 2 when a field is the question letter for letter, 1 when one begins with it. */
  readonly wholeField: number;
  /** Words that are there letter for letter. */
  readonly exactWords: number;
  /** What of the document was hit, for highlighting. */
  readonly terms: ReadonlySet<string>;
}

const FURTHEST = 8;
const LONGEST_GRAM = 3;

/** How a word of the question, or some in a row, were found in one document. */
interface Hit {
  readonly typos: number;
  /** Words with the fewest typos, and words that stand in a row for it. */
  readonly words: readonly string[];
  readonly phrases: readonly (readonly string[])[];
  /** All that was hit, with more typos too. */
  readonly terms: readonly string[];
}

/** Where in the question a hit begins, and over how many of its words it goes: people tear words apart. */
interface Node {
  readonly start: number;
  readonly length: number;
  readonly term: string;
  readonly hits: ReadonlyMap<string, Hit>;
}

/** Which of an index's documents are looked at, and where in them. */
export interface Scope {
  readonly strategy: "last" | "all";
  readonly fields: readonly string[];
  readonly passes: (document: SearchDocument) => boolean;
}

/** Every document that has at least one word of the question (`last`), or all of them (`all`), with how it fits. */
export function matchAll(index: SearchIndex, question: Question, scope: Scope): Fit[] {
  const { words, phrases, without } = question;
  const known = index.fields.map((field) => scope.fields.includes(field));
  const isKnown = ({ field }: Place) => known[field] ?? false;
  const nodes = nodesOf(index, words, isKnown);
  const hasPhrase = (id: string, phrase: readonly string[]) => index.words.phrasePlaces(id, phrase).some(isKnown);
  const fits: Fit[] = [];
  for (const id of words.length === 0
    ? index.entries.keys()
    : new Set(nodes[0]?.flatMap(({ hits }) => [...hits.keys()]))) {
    const entry = index.entries.get(id);
    if (!entry || !scope.passes(entry.document)) continue;
    const { reach, typos, steps } = bestWay(nodes, id, words.length);
    if (scope.strategy === "all" && reach < words.length) continue;
    if (!phrases.every((phrase) => hasPhrase(id, phrase)) || without.some((phrase) => hasPhrase(id, phrase))) continue;
    fits.push({ entry, words: reach, typos, ...rankOf(index, id, { words, steps, isKnown, fields: scope.fields }) });
  }
  return fits;
}

interface Step {
  readonly node: Node;
  readonly hit: Hit;
}

/** Through as many words as a document has, from the first on, with the fewest typos. Words are given up from the end. */
function bestWay(nodes: readonly (readonly Node[])[], id: string, count: number) {
  const ways: ({ typos: number; steps: readonly Step[] } | undefined)[] = [{ typos: 0, steps: [] }];
  let reach = 0;
  for (let at = 0; at < count; at++) {
    const way = ways[at];
    if (!way) continue;
    for (const node of nodes[at] ?? []) {
      const hit = node.hits.get(id);
      if (!hit) continue;
      const end = at + node.length;
      const typos = way.typos + hit.typos + (node.length > 1 ? node.length : 0);
      if (typos < (ways[end]?.typos ?? Infinity)) ways[end] = { typos, steps: [...way.steps, { node, hit }] };
      reach = Math.max(reach, end);
    }
  }
  const { typos, steps } = ways[reach] as { typos: number; steps: readonly Step[] };
  return { reach, typos, steps };
}

/** Words, and up to three in a row as one, by where they begin. */
function nodesOf(index: SearchIndex, words: readonly Wanted[], isKnown: (place: Place) => boolean): Node[][] {
  return words.map((_, start) => {
    const lengths = Array.from({ length: Math.min(LONGEST_GRAM, words.length - start) }, (_, at) => at + 1);
    return lengths.flatMap((length) => {
      const gram = words.slice(start, start + length);
      const isUnbroken = gram.every(({ at }, step) => at === (gram[0]?.at ?? 0) + step);
      if (!isUnbroken) return [];
      const term = gram.map((word) => word.term).join("");
      return [{ start, length, term, hits: hitsOf(index, gram, isKnown) }];
    });
  });
}

function hitsOf(index: SearchIndex, gram: readonly Wanted[], isKnown: (place: Place) => boolean): Map<string, Hit> {
  const { words, settings } = index;
  const named = gram.map(({ term }) => term);
  const term = named.join("");
  const isPrefix = gram.at(-1)?.isPrefix ?? false;
  const hits = new Map<string, { typos: number; words: string[]; phrases: (readonly string[])[]; terms: string[] }>();
  const add = (
    id: string,
    typos: number,
    found: { readonly word: string } | { readonly phrase: readonly string[] },
  ) => {
    const hit = hits.get(id) ?? { typos, words: [], phrases: [], terms: [] };
    hits.set(id, hit);
    if (typos < hit.typos) Object.assign(hit, { typos, words: [], phrases: [] });
    if ("word" in found) hit.terms.push(found.word);
    else hit.terms.push(...found.phrase);
    if (typos > hit.typos) return;
    if ("word" in found) hit.words.push(found.word);
    else hit.phrases.push(found.phrase);
  };
  const withoutTypos = index.fields.map((field) => settings.typoTolerance.disableOnAttributes.includes(field));
  const most = Math.max(0, mostTypos(index, term) - (gram.length - 1));
  for (const [word, typos] of words.alike(term, isPrefix, most)) {
    for (const id of words.having(word)) {
      const places = words.reading(id)?.places.get(word) ?? [];
      if (places.some((place) => isKnown(place) && (typos === 0 || !withoutTypos[place.field])))
        add(id, typos, { word });
    }
  }
  const split = words.split(term);
  if (split && split.words.join(" ") !== named.join(" ")) {
    for (const id of split.ids)
      if (words.phrasePlaces(id, split.words).some(isKnown)) add(id, 1, { phrase: split.words });
  }
  for (const phrase of index.synonyms.get(named.join(" ")) ?? []) {
    for (const id of words.having(phrase[0] ?? ""))
      if (words.phrasePlaces(id, phrase).some(isKnown)) add(id, 0, { phrase });
  }
  return hits;
}

function mostTypos(index: SearchIndex, term: string): number {
  const { enabled, minWordSizeForTypos, disableOnWords, disableOnNumbers } = index.settings.typoTolerance;
  const isOff = !enabled || disableOnWords.includes(term) || (disableOnNumbers && /^\d+$/.test(term));
  if (isOff || term.length < minWordSizeForTypos.oneTypo) return 0;
  return term.length < minWordSizeForTypos.twoTypos ? 1 : 2;
}

/** Where a hit begins and where it ends. */
interface Stretch {
  readonly field: number;
  readonly from: number;
  readonly until: number;
}

function rankOf(
  index: SearchIndex,
  id: string,
  found: {
    readonly words: readonly Wanted[];
    readonly steps: readonly Step[];
    readonly isKnown: (place: Place) => boolean;
    readonly fields: readonly string[];
  },
): Omit<Fit, "entry" | "words" | "typos"> {
  const { words, steps, isKnown, fields } = found;
  const weights = index.fields.map((field) => fields.indexOf(field));
  const places = index.words.reading(id)?.places;
  const stretches = steps.map(({ hit }): Stretch[] => [
    ...hit.words.flatMap((word) =>
      (places?.get(word) ?? []).filter(isKnown).map(({ field, at }) => ({ field, from: at, until: at })),
    ),
    ...hit.phrases.flatMap((phrase) =>
      index.words
        .phrasePlaces(id, phrase)
        .filter(isKnown)
        .map(({ field, at }) => ({ field, from: at, until: at + phrase.length - 1 })),
    ),
  ]);
  const sum = (of: (step: Step, at: number) => number) => steps.reduce((total, step, at) => total + of(step, at), 0);
  const leastOf = (at: number, of: (stretch: Stretch) => number) => Math.min(...(stretches[at] ?? []).map(of));
  const isExact = ({ node, hit }: Step) => node.length === 1 && hit.words.includes(node.term);
  return {
    proximity: sum((_, at) => (at === 0 ? 0 : distanceBetween(stretches[at - 1] ?? [], stretches[at] ?? []))),
    attribute: sum(({ node }, at) => node.length * leastOf(at, ({ field }) => weights[field] ?? 0)),
    position: sum(({ node }, at) => leastOf(at, ({ from }) => costOf(Math.abs(from - (words[node.start]?.at ?? 0))))),
    wholeField:
      steps.length > 0 && steps.every(isExact)
        ? wholeFieldOf(
            index,
            id,
            steps.map(({ node }) => words[node.start] as Wanted),
            isKnown,
          )
        : 0,
    exactWords: sum((step) => (isExact(step) ? 1 : 0)),
    terms: new Set(steps.flatMap(({ hit }) => hit.terms)),
  };
}

function distanceBetween(before: readonly Stretch[], after: readonly Stretch[]): number {
  let least = FURTHEST;
  for (const { field, from, until } of before) {
    for (const next of after) {
      if (next.field !== field) continue;
      // Words in the wrong order are one step further apart.
      least = Math.min(least, next.from > until ? next.from - until : from - next.until + 1);
    }
  }
  return Math.max(1, least);
}

/** The engine counts distances from where a word was typed in steps that grow. */
const STEPS = [0, 1, 4, 7, 11, 16, 24, 64, 256, 1_024];
const costOf = (distance: number) => {
  const step = STEPS.findIndex((most) => distance <= most);
  return step < 0 ? STEPS.length : step;
};

function wholeFieldOf(
  index: SearchIndex,
  id: string,
  words: readonly Wanted[],
  isKnown: (place: Place) => boolean,
): 0 | 1 | 2 {
  const reading = index.words.reading(id);
  const begins = (field: number) =>
    words.every(({ term, at }) =>
      reading?.places.get(term)?.some((place) => isKnown(place) && place.field === field && place.at === at),
    );
  const begun = index.fields.map((_, field) => field).filter(begins);
  if (begun.length === 0) return 0;
  return begun.some((field) => reading?.counts[field] === words.length) ? 2 : 1;
}
