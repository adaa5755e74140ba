import { delimiter, join } from "node:path";
import { isProgram } from "../process/is-program.ts";

/**
 * The real engine on this machine: `MEILISEARCH_BINARY` where that is set, else the first `meilisearch` on the path; null where there
 * is none. Refuses a `MEILISEARCH_BINARY` that cannot be run, so that nobody takes the stand-in for what they asked for.
 */
export function findMeilisearch(environment: NodeJS.ProcessEnv = process.env): string | null {
  const named = environment.MEILISEARCH_BINARY;
  if (named) {
    if (!isProgram(named)) throw new Error(`MEILISEARCH_BINARY is ${named}, which is no program that can be run.`);
    return named;
  }
  const folders = (environment.PATH ?? "").split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, "meilisearch")).find(isProgram) ?? null;
}
