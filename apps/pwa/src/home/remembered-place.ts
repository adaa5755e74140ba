/**
 * Where home begins for this browser. Read before the page is chosen, so a cookie; it says nothing about anybody. The front server
 * knows it by its name (packages/api/src/hosts/serve.ts): any cookie that the proxy decides by has to stand there too.
 */
export const PLACE_COOKIE = "usher_place";

/** Asks home, in its address, to begin everywhere again. */
export const FORGET_PLACE = "everywhere";

const YEAR_SECONDS = 365 * 24 * 3_600;
const SLUG = /^[a-z0-9-]{1,120}$/;

/** Remembers a city, or with null that it is everywhere. */
export function rememberPlace(slug: string | null): void {
  const age = slug ? YEAR_SECONDS : 0;
  const secure = window.location.protocol === "https:" ? "; Secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in every browser, and one cookie needs no library.
  document.cookie = `${PLACE_COOKIE}=${slug ?? ""}; Path=/; SameSite=Lax; Max-Age=${age}${secure}`;
}

/** The city of a cookie, or null when it names none. */
export function placeOf(cookie: string | undefined): string | null {
  return cookie !== undefined && SLUG.test(cookie) ? cookie : null;
}
