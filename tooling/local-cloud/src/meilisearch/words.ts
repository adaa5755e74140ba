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

/** The words of a text, in order. Apostrophes and all other signs part words. */
export function wordsOf(text: string): Word[] {
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

/** How many letters must be put in, left out, changed or swapped with their neighbour (Damerau–Levenshtein, adjacent swaps), up to `most` + 1. */
export function typosBetween(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [beforeLast, last]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      const least = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      next.push(isSwapped ? Math.min(least, (beforeLast[column - 2] ?? 0) + 1) : least);
    }
    [beforeLast, last] = [last, next];
  }
  return Math.min(last[other.length] ?? 0, most + 1);
}
