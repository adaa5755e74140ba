import type { ExhibitorView } from "@usher/api/contract";

/** What is typed and what is written, without case and accents. */
const plain = (text: string) => text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();

/** Exhibitors whose name, stand or line has every word that was typed, in their order. */
export function findExhibitors(exhibitors: readonly ExhibitorView[], typed: string): readonly ExhibitorView[] {
  const words = plain(typed).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return exhibitors;
  return exhibitors.filter(({ name, stand, summary }) => {
    const text = plain(`${name} ${stand} ${summary}`);
    return words.every((word) => text.includes(word));
  });
}
