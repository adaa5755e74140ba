/** A thing's values as history keeps them: flat, by path ("categories › Rank 1 › faceMinor"). */
export type AuditValues = Readonly<Record<string, string | number | boolean | null>>;

/** Stands between the parts of a path. */
export const PATH_MARK = " › ";

/**
 * A row with its parts as flat values: moments as ISO text; lists by what their items are called, or else by their place from 1;
 * what is empty (null, "", no items) is left out, so that it is the same whether it was never said or taken away.
 */
export function auditValues(row: Readonly<Record<string, unknown>>): AuditValues {
  const values: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(row)) flatten(name, value, values);
  return values;
}

function flatten(path: string, value: unknown, into: Record<string, string | number | boolean>): void {
  if (value === null || value === undefined || value === "") return;
  if (value instanceof Date) into[path] = value.toISOString();
  else if (Array.isArray(value)) flattenList(path, value, into);
  else if (typeof value === "object")
    for (const [name, part] of Object.entries(value)) flatten(path + PATH_MARK + name, part, into);
  else if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") into[path] = value;
  else throw new Error(`${path} cannot be kept as a value`);
}

function flattenList(path: string, items: readonly unknown[], into: Record<string, string | number | boolean>): void {
  if (items.every((item) => typeof item === "string" || typeof item === "number")) {
    if (items.length > 0) into[path] = items.join(", ");
    return;
  }
  const names = items.map(nameOf);
  const areNames = names.every((name) => name !== null) && new Set(names).size === names.length;
  for (const [at, item] of items.entries()) {
    const { name, ...rest } = item as Record<string, unknown>;
    const itemPath = path + PATH_MARK + (areNames ? name : at + 1);
    const before = Object.keys(into).length;
    flatten(itemPath, areNames ? rest : item, into);
    // That it is there at all is said of what has nothing but a name.
    if (Object.keys(into).length === before) into[itemPath] = true;
  }
}

function nameOf(item: unknown): string | null {
  const name = (item as { name?: unknown } | null)?.name;
  return typeof name === "string" && name !== "" ? name : null;
}

/** The values that differ, as they were and as they are; what was not there before is null then, and the other way round. */
export function changesBetween(before: AuditValues, after: AuditValues): { before: AuditValues; after: AuditValues } {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter((name) => (before[name] ?? null) !== (after[name] ?? null));
  const pick = (values: AuditValues) => Object.fromEntries(changed.map((name) => [name, values[name] ?? null]));
  return { before: pick(before), after: pick(after) };
}
