/**
 * The part of a service worker's global scope that the worker uses. The app's types are those of a page, and TypeScript
 * cannot have both libraries in one program.
 */
export interface WorkerScope {
  /** Put in by the build: every file of it, with a revision where the name has no hash. */
  readonly __WB_MANIFEST: (string | { url: string; revision: string | null })[];
  readonly location: Location;
  readonly caches: CacheStorage;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: LifeEvent) => void): void;
  addEventListener(type: "message", listener: (event: LifeEvent & { readonly data: unknown }) => void): void;
}

interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
