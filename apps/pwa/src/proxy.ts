import { routing } from "@usher/client/i18n";
import { type NextRequest, NextResponse } from "next/server";
import createMiddleware from "next-intl/middleware";
import { FORGET_PLACE, PLACE_COOKIE, placeOf } from "./home/remembered-place.ts";

const findLanguage = createMiddleware(routing);
const NOT_KEPT = { "cache-control": "private, no-store" };
const HOMES: Readonly<Record<string, string>> = { "/": "", "/zh": "/zh" };
const ASKED_SEARCHES: Readonly<Record<string, string>> = {
  "/search": "/en/search/asked",
  "/zh/search": "/zh/search/asked",
};

/**
 * Finds the language of an address, and leads home to the city that was chosen last: an address means the same to
 * everybody, so each city has its own. A search that asks something is answered in its page, one that asks nothing was
 * made ahead. Request headers pass through untouched: where the front server put a Content-Security-Policy on the request,
 * Next reads its nonce from there.
 */
export default function proxy(request: NextRequest): NextResponse {
  const answer = findLanguage(request);
  const { pathname, searchParams } = request.nextUrl;
  const home = HOMES[pathname];
  if (home !== undefined && searchParams.has(FORGET_PLACE)) {
    // A city in which nothing is on any more is no place to begin.
    const everywhere = request.nextUrl.clone();
    everywhere.search = "";
    const forgotten = NextResponse.redirect(everywhere, { status: 307, headers: NOT_KEPT });
    forgotten.cookies.delete(PLACE_COOKIE);
    return forgotten;
  }
  const place = placeOf(request.cookies.get(PLACE_COOKIE)?.value);
  const isSentElsewhere = answer.headers.has("location");
  const search = ASKED_SEARCHES[pathname];
  if (search !== undefined && searchParams.size > 0 && !isSentElsewhere) return shownFrom(search, request, answer);
  if (home === undefined || place === null || isSentElsewhere) return answer;
  const city = request.nextUrl.clone();
  city.pathname = `${home}/in/${place}`;
  return NextResponse.redirect(city, { status: 307, headers: NOT_KEPT });
}

/** Another page of ours at the same address, with all that was found out about the request. */
function shownFrom(path: string, request: NextRequest, answer: NextResponse): NextResponse {
  const page = request.nextUrl.clone();
  page.pathname = path;
  const headers = new Headers(answer.headers);
  headers.delete("x-middleware-next");
  return NextResponse.rewrite(page, { headers });
}

export const config = { matcher: ["/((?!api|_next|.*\\..*).*)"] };
