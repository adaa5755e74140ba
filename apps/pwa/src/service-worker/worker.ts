import { CacheableResponsePlugin } from "workbox-cacheable-response";
import { cacheNames, clientsClaim, type WorkboxPlugin } from "workbox-core";
import { ExpirationPlugin } from "workbox-expiration";
import { cleanupOutdatedCaches, precacheAndRoute } from "workbox-precaching";
import { registerRoute, setCatchHandler } from "workbox-routing";
import { CacheFirst, NetworkFirst, NetworkOnly } from "workbox-strategies";
import { isPageMessage } from "./messages.ts";
import { isPublicPage, isShell, offlinePath, rscKey, shellKey, shells } from "./page-addresses.ts";
import type { WorkerScope } from "./worker-scope.ts";

declare const self: WorkerScope;
/** Put in by the build: one id for each build. */
declare const BUILD_ID: string;

// Shells name the files of their own build, so each build keeps its own.
const SHELL_CACHE = `shells-${BUILD_ID}`;
const FORMER_FILES = "former-files";
const PAGE_CACHE = "pages";
const RSC_CACHE = "rsc";
const READER_CACHE = "code-reader";
const NETWORK_PATIENCE_SECONDS = 3;
const DAY_SECONDS = 24 * 60 * 60;

/** The browser's own cache would give a page of the visit before, and fetch the new one for the next. */
const ASK_AGAIN = { cache: "no-cache" } as const;
const onlyWhole = new CacheableResponsePlugin({ statuses: [200] });
const named = (nameOf: (request: Request) => string): WorkboxPlugin => ({
  cacheKeyWillBeUsed: async ({ request }) => nameOf(request),
});
const matchOptions = { ignoreVary: true } as const;

clientsClaim();
cleanupOutdatedCaches();
const manifest = self.__WB_MANIFEST;
const addressOf = (entry: (typeof manifest)[number]) =>
  new URL(typeof entry === "string" ? entry : entry.url, self.location.origin).href;
// The reader of codes weighs a megabyte, and only gates need it: a gate fetches it when it is set up.
const isReader = (address: string) => address.endsWith(".wasm");
precacheAndRoute(manifest.filter((entry) => !isReader(addressOf(entry))));
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && isReader(url.pathname),
  new CacheFirst({ cacheName: READER_CACHE, plugins: [onlyWhole] }),
);

// RSC answers come first: their address is a page's, and they must never be taken for one.
const isRsc = (request: Request, url: URL) => request.headers.get("RSC") === "1" || url.searchParams.has("_rsc");
registerRoute(
  ({ request, url, sameOrigin }) => sameOrigin && isRsc(request, url) && isPublicPage(url.pathname),
  new NetworkFirst({
    cacheName: RSC_CACHE,
    networkTimeoutSeconds: NETWORK_PATIENCE_SECONDS,
    fetchOptions: ASK_AGAIN,
    matchOptions,
    plugins: [
      named((request) => rscKey(request.url, request.headers)),
      onlyWhole,
      new ExpirationPlugin({ maxEntries: 120, maxAgeSeconds: 7 * DAY_SECONDS }),
    ],
  }),
);
registerRoute(({ request, url, sameOrigin }) => sameOrigin && isRsc(request, url), new NetworkOnly());

const isPage = (request: Request, sameOrigin: boolean) => sameOrigin && request.mode === "navigate";
// A signal that is there but dead must not keep a ticket waiting, so a shell never asks the network first. A newer one comes
// with the worker of its own build, which brings its files along.
registerRoute(
  ({ request, url, sameOrigin }) => isPage(request, sameOrigin) && isShell(url.pathname),
  new CacheFirst({
    cacheName: SHELL_CACHE,
    matchOptions,
    plugins: [
      named((request) => shellKey(request.url)),
      onlyWhole,
      { cacheWillUpdate: ({ response }) => ofThisBuild(response) },
    ],
  }),
);
registerRoute(
  ({ request, url, sameOrigin }) => isPage(request, sameOrigin) && isPublicPage(url.pathname),
  new NetworkFirst({
    cacheName: PAGE_CACHE,
    networkTimeoutSeconds: NETWORK_PATIENCE_SECONDS,
    fetchOptions: ASK_AGAIN,
    matchOptions,
    plugins: [onlyWhole, new ExpirationPlugin({ maxEntries: 40, maxAgeSeconds: 7 * DAY_SECONDS })],
  }),
);
// Personal pages come from the network alone; this route is there so that the catch handler can speak for them.
registerRoute(
  ({ request, url, sameOrigin }) => isPage(request, sameOrigin) && !url.pathname.startsWith("/api/"),
  new NetworkOnly(),
);

const staticFiles = new CacheFirst({
  cacheName: "static",
  plugins: [onlyWhole, new ExpirationPlugin({ maxEntries: 200, maxAgeSeconds: 60 * DAY_SECONDS })],
});
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/_next/static/"),
  async (options) => {
    const former = await self.caches.match(options.request, { cacheName: FORMER_FILES, ...matchOptions });
    return former ?? staticFiles.handle(options);
  },
);
// Both are named by what they hold. Everything else below /api says who asks or what is left, and is never kept.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/api/charts/"),
  new CacheFirst({
    cacheName: "charts",
    plugins: [onlyWhole, new ExpirationPlugin({ maxEntries: 12, maxAgeSeconds: 30 * DAY_SECONDS })],
  }),
);
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/api/posters/"),
  new CacheFirst({
    cacheName: "posters",
    plugins: [
      onlyWhole,
      new ExpirationPlugin({ maxEntries: 80, maxAgeSeconds: 30 * DAY_SECONDS, purgeOnQuotaError: true }),
    ],
  }),
);

setCatchHandler(async ({ request, url }) => {
  if (request.mode !== "navigate" || !url) return Response.error();
  const kept = await self.caches.match(self.location.origin + offlinePath(url.pathname), matchOptions);
  return kept ?? Response.error();
});

/** The page, if it belongs to this worker's build: while servers change over, one may answer for the build before or after. */
async function ofThisBuild(page: Response): Promise<Response | null> {
  const text = await page.clone().text();
  return page.status === 200 && !page.redirected && text.includes(BUILD_ID) ? page : null;
}

/** Fetches a shell as nobody in particular: what is kept must hold nothing of the person who is here now. */
async function warmShell(cache: Cache, path: string, languageTag: string): Promise<void> {
  const address = self.location.origin + path;
  const answer = await fetch(address, {
    credentials: "omit",
    cache: "reload",
    headers: { "Accept-Language": languageTag },
  });
  const page = await ofThisBuild(answer);
  if (page) await cache.put(address, page);
}

/** Pages that are open go on asking for the files they came with, and precaching drops those when this worker takes over. */
async function keepFormerFiles(): Promise<void> {
  await self.caches.delete(FORMER_FILES);
  const [precached, former] = await Promise.all([
    self.caches.open(cacheNames.precache),
    self.caches.open(FORMER_FILES),
  ]);
  const own = new Set(manifest.map(addressOf));
  for (const request of await precached.keys()) {
    const isFormer = request.url.includes("/_next/static/") && !own.has(request.url);
    const file = isFormer ? await precached.match(request) : undefined;
    if (file) await former.put(request, file);
  }
}

/** On a gate this worker must not take over before it has its own build's reader: the signal may be gone by then. */
async function renewReader(): Promise<void> {
  if (!(await self.caches.has(READER_CACHE))) return;
  const cache = await self.caches.open(READER_CACHE);
  for (const address of manifest.map(addressOf).filter(isReader)) {
    if (!(await cache.match(address))) await cache.add(address);
  }
}

async function dropOldReaders(): Promise<void> {
  if (!(await self.caches.has(READER_CACHE))) return;
  const cache = await self.caches.open(READER_CACHE);
  const own = new Set(manifest.map(addressOf));
  const old = (await cache.keys()).filter(({ url }) => !own.has(url));
  await Promise.all(old.map((request) => cache.delete(request)));
}

self.addEventListener("install", (event) => {
  const warmAll = async () => {
    const cache = await self.caches.open(SHELL_CACHE);
    // A shell that cannot be had now is kept at its first visit; it must not stop the others.
    await Promise.allSettled(shells().map(({ path, languageTag }) => warmShell(cache, path, languageTag)));
  };
  event.waitUntil(Promise.all([warmAll(), keepFormerFiles(), renewReader()]));
});

self.addEventListener("activate", (event) => {
  const dropOldShells = async () => {
    const names = await self.caches.keys();
    const old = names.filter((name) => name.startsWith("shells-") && name !== SHELL_CACHE);
    await Promise.all(old.map((name) => self.caches.delete(name)));
  };
  event.waitUntil(Promise.all([dropOldShells(), dropOldReaders()]));
});

self.addEventListener("message", (event) => {
  if (isPageMessage(event.data, "TAKE_OVER")) event.waitUntil(self.skipWaiting());
  if (isPageMessage(event.data, "TAKE_IN")) event.waitUntil(self.clients.claim());
  if (isPageMessage(event.data, "SIGNING_OUT")) {
    event.waitUntil(Promise.all([self.caches.delete(PAGE_CACHE), self.caches.delete(RSC_CACHE)]));
  }
});
