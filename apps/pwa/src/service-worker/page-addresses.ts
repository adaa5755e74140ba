/** Which addresses the service worker may keep, and under which name. No DOM and no worker, so that tests can ask it. */

const LANGUAGES = [
  { prefix: "", tag: "en" },
  { prefix: "/zh", tag: "zh" },
] as const;

/** Static pages that hold nothing personal and read what they show from the device; they open with no network. */
const SHELLS = ["/tickets", "/tickets/view", "/gate", "/offline"] as const;

/** A person's own pages: never kept, since a device changes hands. */
const PERSONAL = /^\/(?:account|checkout|orders|sign-in)(?:\/|$)/;

/** What tells one RSC answer from another for the same address; Next folds all of them into `_rsc`. */
const RSC_KINDS = ["next-router-prefetch", "next-router-segment-prefetch"] as const;

export interface Shell {
  readonly path: string;
  /** For `Accept-Language`: otherwise the server would lead to the reader's language instead of this address. */
  readonly languageTag: string;
}

/** Every shell in every language. */
export function shells(): readonly Shell[] {
  return LANGUAGES.flatMap(({ prefix, tag }) => SHELLS.map((path) => ({ path: prefix + path, languageTag: tag })));
}

export function isShell(pathname: string): boolean {
  return shells().some(({ path }) => path === pathname);
}

/** Whether anybody would get the same page. */
export function isPublicPage(pathname: string): boolean {
  const path = pathname.replace(/^\/zh(?=\/|$)/, "") || "/";
  return !path.startsWith("/api/") && !PERSONAL.test(path);
}

/** The offline page in the language of an address. */
export function offlinePath(pathname: string): string {
  return /^\/zh(?:\/|$)/.test(pathname) ? "/zh/offline" : "/offline";
}

/** A shell is one page for every ticket: its query plays no part. */
export function shellKey(address: string): string {
  const url = new URL(address);
  return url.origin + url.pathname;
}

/** An RSC answer's name in the cache: without `_rsc`, with its kind; a shell's also without its query. */
export function rscKey(address: string, headers: Headers): string {
  const url = new URL(isShell(new URL(address).pathname) ? shellKey(address) : address);
  url.searchParams.delete("_rsc");
  for (const name of RSC_KINDS) {
    const value = headers.get(name);
    if (value) url.searchParams.set(`kept-${name}`, value);
  }
  return url.href;
}
