/**
 * Whether every text in a value can be written down: PostgreSQL takes neither the character NUL nor half of a surrogate pair, and would
 * fail where it should refuse.
 */
export function isStorable(value: unknown): boolean {
  if (typeof value === "string") return !value.includes("\0") && value.isWellFormed();
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([name, inner]) => isStorable(name) && isStorable(inner));
}
