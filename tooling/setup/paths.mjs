import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that holds the whole project. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
/** Everything that running the project leaves behind. */
export const LOCAL = join(ROOT, ".local");

/** A path inside the project. */
export function at(...parts) {
  return join(ROOT, ...parts);
}

/**
 * The Node that runs the product: the pinned one from npm. The scripts of this folder run on whatever Node the machine has, since they are what
 * fetches the pinned one.
 */
export function pinnedNode() {
  const direct = at("node_modules/node/bin/node");
  return existsSync(direct) ? direct : at("node_modules/.bin/node");
}

/** Folders of one installation: `product` for `npm start`, `test` for `npm test`, which may run beside it. */
export function foldersOf(installation) {
  const home = installation === "product" ? LOCAL : join(LOCAL, installation);
  return {
    home,
    data: join(home, "data"),
    stamps: join(home, "stamps"),
    logs: join(home, "logs"),
    nextDist: installation === "product" ? ".next" : `.next-${installation}`,
  };
}
