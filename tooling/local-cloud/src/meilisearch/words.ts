/** A word of a text, as it is compared, and where it stands. */
export interface Word {
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

// Words of Chinese and Japanese have no spaces between them; the segmenter knows them by a dictionary.
const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** Letters as they are compared: without case, marks and width (NFKD). */
export function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ø", "o")
    .replaceAll("æ", "ae")
    .replaceAll("œ", "oe")
    .replaceAll("đ", "d")
    .replaceAll("ł", "l");
}

// The same titles, cities and genres are read again for every evening and every answer.
const MOST_KEPT = 20_000;
const kept = new Map<string, readonly Word[]>();

/** The words of a text, in order. Apostrophes and all other signs part words. */
export function wordsOf(text: string): readonly Word[] {
  const known = kept.get(text);
  if (known) return known;
  const words = readWords(text);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(text, words);
  return words;
}

function readWords(text: string): Word[] {
  const words: Word[] = [];
  for (const { segment, index, isWordLike } of segmenter.segment(text)) {
    if (!isWordLike) continue;
    for (const part of segment.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      const start = index + part.index;
      words.push({ term: plain(part[0]), start, end: start + part[0].length });
    }
  }
  return words;
}

/**
 * How many letters must be put in, left out, changed or swapped with their neighbour (Damerau–Levenshtein, adjacent swaps), up to `most`
 * + 1; with `isPrefix` to come to any beginning of the other word.
 */
export function typosBetween(one: string, other: string, most: number, isPrefix = false): number {
  if (one.length - other.length > most || (!isPrefix && other.length - one.length > most)) return most + 1;
  // No beginning that is longer than this can be near enough.
  const length = Math.min(other.length, one.length + most);
  let [beforeLast, last]: [number[], number[]] = [[], Array.from({ length: length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    let nearest = row;
    for (let column = 1; column <= length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      const least = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const typos = isSwapped ? Math.min(least, (beforeLast[column - 2] ?? 0) + 1) : least;
      next.push(typos);
      nearest = Math.min(nearest, typos);
    }
    if (nearest > most) return most + 1;
    [beforeLast, last] = [last, next];
  }
  return Math.min(isPrefix ? Math.min(...last) : (last[other.length] ?? most + 1), most + 1);
}
