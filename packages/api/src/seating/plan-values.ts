/** Any JSON object, before it is known what it holds. */
export type Tree = Readonly<Record<string, unknown>>;

/** Further out than this, in a plan's units, sums and squares of coordinates would stop being exact. */
export const LARGEST_COORDINATE = 1e7;

export function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A finite number, also when it is written as text; null otherwise. */
export function numberIn(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}
