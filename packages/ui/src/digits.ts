/**
 * The digits in what a person typed or pasted, at most `most` of them. Spaces, dashes and words around them do not
 * count, and the wide digits of a Chinese keyboard are taken as digits.
 */
export function digitsOf(text: string, most: number): string {
  return text.normalize("NFKC").replace(/\D/g, "").slice(0, most);
}
