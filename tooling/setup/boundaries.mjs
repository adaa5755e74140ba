/**
 * Checks the direction between the modules of packages/api: `node boundaries.mjs [folder]`. Biome's rules see single imports (who may import a
 * vendor's SDK, that modules meet through index.ts); which module may know which is a table, and this reads it.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { at } from "./paths.mjs";

/** What each module may use directly. What they use, it may use too. */
const MAY_USE = {
  accounts: [],
  team: ["accounts"],
  seating: ["accounts"],
  availability: [],
  catalog: ["accounts", "seating", "availability"],
  search: ["catalog", "meilisearch"],
  releases: ["catalog"],
  "waiting-room": ["catalog"],
  holds: ["availability", "seating", "waiting-room"],
  ledger: [],
  orders: ["accounts", "catalog", "availability", "seating", "ledger"],
  checkout: ["holds", "availability", "orders", "accounts", "stripe"],
  changes: ["catalog", "checkout", "orders", "accounts"],
  finance: ["accounts", "catalog", "orders", "reconcile"],
  reconcile: ["availability", "accounts"],
  tickets: ["orders", "availability", "checkout"],
  resale: ["tickets", "checkout"],
  payouts: ["ledger", "resale", "stripe"],
  gate: ["tickets", "accounts"],
  notifications: ["catalog", "accounts", "seating", "mail", "sms", "push", "pusher"],
};
const IMPORT = /(?:^|\n)\s*(?:import|export)\s(?:[^"';]*?\sfrom\s)?\s*"(\.[^"]+)"|\bimport\("(\.[^"]+)"\)/g;
const NOT_PRODUCT = /\.(test|fixture)\.ts$/;

/** Every module that `module` may know, directly or through another. */
export function reachable(module, seen = new Set()) {
  for (const next of MAY_USE[module] ?? []) {
    if (seen.has(next)) continue;
    seen.add(next);
    reachable(next, seen);
  }
  return seen;
}

/** Sentences for all imports in `source` (packages/api/src) that run against the table. */
export function wrongDirections(source) {
  return filesIn(source).flatMap((file) => {
    const from = moduleOf(source, file);
    if (!(from in MAY_USE)) return [];
    const allowed = reachable(from);
    return importsOf(file)
      .map((path) => moduleOf(source, resolve(file, "..", path)))
      .filter((to) => to !== from && (to in MAY_USE || isService(to)) && !allowed.has(to))
      .map((to) => `${relative(source, file)}: ${from} may not know ${to}.`);
  });
}

const SERVICES = new Set(["stripe", "pusher", "mail", "sms", "push", "meilisearch", "storage"]);

function isService(name) {
  return SERVICES.has(name);
}

function importsOf(file) {
  return [...readFileSync(file, "utf8").matchAll(IMPORT)].map((match) => match[1] ?? match[2]);
}

function moduleOf(source, path) {
  const [first = "", second = ""] = relative(source, path).split("/");
  return first === "integrations" ? second : first;
}

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !NOT_PRODUCT.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

if (process.argv[1] && resolve(process.argv[1]) === at("tooling/setup/boundaries.mjs")) {
  const wrong = wrongDirections(resolve(process.argv[2] ?? at("packages/api/src")));
  for (const sentence of wrong) console.error(sentence);
  if (wrong.length > 0) process.exit(1);
}
