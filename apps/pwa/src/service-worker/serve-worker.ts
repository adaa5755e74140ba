/** Takes away whatever worker an earlier, built app left at this address: one that is developed has none. */
const NO_WORKER = `self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", () => self.registration.unregister());
`;

const HEADERS = {
  "content-type": "text/javascript; charset=utf-8",
  "cache-control": "no-cache, no-store, must-revalidate",
  "service-worker-allowed": "/",
};

/**
 * Answers `/sw.js`. A built app answers with its own worker (`readWorker`), or 404 while the file is missing: browsers then
 * keep the worker they have, and with it the tickets that open without a network. A developed app (null) answers with a
 * worker that takes itself away.
 */
export async function serveWorker(readWorker: (() => Promise<string>) | null): Promise<Response> {
  if (!readWorker) return new Response(NO_WORKER, { headers: HEADERS });
  try {
    return new Response(await readWorker(), { headers: HEADERS });
  } catch {
    return new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
  }
}
