import { routing } from "@usher/client/i18n";
import createMiddleware from "next-intl/middleware";

/**
 * Finds the language of an address. Request headers pass through untouched: where the front server put a
 * Content-Security-Policy on the request, Next reads its nonce from there.
 */
export default createMiddleware(routing);

export const config = { matcher: ["/((?!api|_next|.*\\..*).*)"] };
