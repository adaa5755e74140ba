import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { distDir } from "../../env.ts";

export const dynamic = "force-dynamic";

/** Takes away whatever worker an earlier, built app left at this address: one that is developed has none. */
const NO_WORKER = `self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", () => self.registration.unregister());
`;

const HEADERS = {
  "content-type": "text/javascript; charset=utf-8",
  "cache-control": "no-cache, no-store, must-revalidate",
  "service-worker-allowed": "/",
};

/** The service worker of this very build. It stands beside the build, so that two builds never share one. */
export async function GET(): Promise<Response> {
  if (process.env.NODE_ENV !== "production") return new Response(NO_WORKER, { headers: HEADERS });
  try {
    const file = join(/* turbopackIgnore: true */ resolve(distDir()), "sw.js");
    return new Response(await readFile(file, "utf8"), { headers: HEADERS });
  } catch {
    return new Response(NO_WORKER, { headers: HEADERS });
  }
}
