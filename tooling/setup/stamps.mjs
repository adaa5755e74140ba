import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { ROOT } from "./paths.mjs";

const NOT_SOURCE = /^(node_modules|generated|test|test-results|playwright-report|\..*)$/;
const NOT_SOURCE_FILE = /(\.test\.tsx?|\.fixture\.ts|\.tsbuildinfo|\.log|next-env\.d\.ts)$/;

/** One hash over the names and contents of all source in these files and folders, and over `facts`. Tests do not count. */
export function hashSources(paths, facts = []) {
  const hash = createHash("sha256");
  for (const fact of facts) hash.update(`${fact}\0`);
  for (const file of paths.flatMap(filesIn).sort()) {
    hash.update(`${relative(ROOT, file)}\0`);
    hash.update(readFileSync(file));
    hash.update("\0");
  }
  return hash.digest("hex");
}

function filesIn(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return NOT_SOURCE.test(entry.name) ? [] : filesIn(join(path, entry.name));
    return entry.isFile() && !NOT_SOURCE_FILE.test(entry.name) ? [join(path, entry.name)] : [];
  });
}

/**
 * Does `work` unless it was done for the same `hash` before. The stamp is written only after success, so what was broken off
 * is done again; so is what has since disappeared, which `isThere` tells. Returns whether there was work.
 */
export async function unlessStamped(file, hash, work, isThere = () => true) {
  if (existsSync(file) && readFileSync(file, "utf8") === hash && isThere()) return false;
  await work();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, hash);
  return true;
}
