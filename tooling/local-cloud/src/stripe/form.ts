import { invalidRequest } from "./failures.ts";

/** A decoded form value. Brackets with indexes 0…n become arrays, other brackets become objects. */
export type FormValue = string | FormValue[] | FormFields;
export interface FormFields {
  [name: string]: FormValue;
}

interface Branch {
  [name: string]: string | Branch;
}

const newBranch = (): Branch => Object.create(null) as Branch;

function keyPath(key: string): string[] {
  const open = key.indexOf("[");
  if (open === -1) return [key];
  const path = [key.slice(0, open)];
  for (const [, part] of key.slice(open).matchAll(/\[([^\]]*)\]/g)) path.push(part ?? "");
  return path;
}

function plant(root: Branch, path: string[], value: string, key: string) {
  let branch = root;
  path.forEach((part, depth) => {
    const name = part === "" ? String(Object.keys(branch).length) : part;
    if (depth === path.length - 1) {
      branch[name] = value;
      return;
    }
    const next = branch[name] ?? newBranch();
    if (typeof next === "string") throw invalidRequest(`Invalid parameters: ${key} is both a value and an object.`);
    branch[name] = next;
    branch = next;
  });
}

function ripen(branch: string | Branch): FormValue {
  if (typeof branch === "string") return branch;
  const names = Object.keys(branch);
  const isArray = names.length > 0 && names.every((name, index) => name === String(index));
  if (isArray) return names.map((name) => ripen(branch[name] as string | Branch));
  return Object.fromEntries(names.map((name) => [name, ripen(branch[name] as string | Branch)]));
}

/** Decodes a form body or query string as the v1 API writes it: `a[b][0]=c` and `a[]=c`. Refuses contradictions. */
export function decodeForm(encoded: string): FormFields {
  const root = newBranch();
  for (const [key, value] of new URLSearchParams(encoded)) plant(root, keyPath(key), value, key);
  const fields: FormFields = {};
  for (const name of Object.keys(root)) fields[name] = ripen(root[name] as string | Branch);
  return fields;
}

/** The same parameters give the same text whatever their order, so that repeats under one key can be compared. */
export function canonicalForm(encoded: string): string {
  const pairs = [...new URLSearchParams(encoded)].map(([key, value]) => JSON.stringify([key, value]));
  return pairs.sort().join();
}
