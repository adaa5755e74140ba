import { MARK_BEGINS, MARK_ENDS } from "./hits.ts";

const MARKED = new RegExp(`${MARK_BEGINS}([^${MARK_ENDS}]*)${MARK_ENDS}([\\p{L}\\p{N}]*)`, "gu");

/**
 * What the words were read as: each typed word that begins none of the words that were found in the best hit is said as
 * the nearest of those. Null when all was typed as it is written, or when nothing is near enough to say so. Chinese is found
 * as it was typed or not at all, and cut into words in ways of the engine's own.
 */
export function understoodAs(typed: string, markedTexts: readonly string[]): string | null {
  const words = typed.split(/\s+/).filter(Boolean);
  const found = markedTexts.flatMap((text) =>
    [...text.matchAll(MARKED)].map(([, marked = "", rest = ""]) => marked + rest),
  );
  const plainFound = found.map(plain);
  const read = words.map((word) => {
    if (/\p{Script=Han}/u.test(word)) return word;
    const wanted = plain(word);
    if (plainFound.some((one) => one.startsWith(wanted))) return word;
    const nearest = plainFound
      .map((one) => ({ one, edits: editsBetween(wanted, one) }))
      .filter(({ edits }) => edits <= (wanted.length < 8 ? 1 : 2))
      .sort((a, b) => a.edits - b.edits)[0];
    return nearest?.one ?? word;
  });
  return read.every((word, at) => word === words[at]) ? null : read.join(" ");
}

export function plain(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/** Levenshtein's distance, with two swapped neighbours as one edit. */
function editsBetween(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let at = 1; at <= other.length; at++) {
      const isSame = one[row - 1] === other[at - 1];
      const isSwapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      const least = Math.min(
        (last[at] ?? 0) + 1,
        (line[at - 1] ?? 0) + 1,
        (last[at - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (before[at - 2] ?? 0) + 1 : Infinity,
      );
      line.push(least);
    }
    before = last;
    last = line;
  }
  return last[other.length] ?? 0;
}
