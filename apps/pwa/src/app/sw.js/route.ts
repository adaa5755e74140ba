import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { distDir, isBuilt } from "../../env.ts";
import { serveWorker } from "../../service-worker/serve-worker.ts";

export const dynamic = "force-dynamic";

/** The service worker of this very build. It stands beside the build, so that two builds never share one. */
export function GET(): Promise<Response> {
  const file = join(/* turbopackIgnore: true */ resolve(distDir()), "sw.js");
  return serveWorker(isBuilt() ? () => readFile(file, "utf8") : null);
}
