import { BUYER_COOKIE, newBuyerCookie } from "../../../packages/api/src/accounts/index.ts";
import { type HoldHall, PLACES_A_SECTION } from "./hold-hall.ts";

/** Body of a request for standing places, as the app sends it. */
export interface HoldRequest {
  readonly performanceId: string;
  readonly requestId: string;
  readonly lines: readonly { readonly run: number; readonly count: number }[];
}

const BUYERS = 20_000;

/**
 * Makes requests for a hold, as bytes of HTTP/1.1, each with its own request id: the next of 20,000 buyers with a signed
 * cookie, the next section. The same bytes go to the floor and to the product.
 */
export function createHoldRequests({ performanceId, sections, services }: HoldHall) {
  const { PWA_URL, NEXTAUTH_SECRET } = services.env;
  const { origin } = new URL(PWA_URL);
  const cookies = Array.from({ length: BUYERS }, () => `${BUYER_COOKIE}=${newBuyerCookie(NEXTAUTH_SECRET).cookie}`);
  let made = 0;
  return (places: number): string => {
    made++;
    const requestId = `00000000-0000-4000-8000-${made.toString(16).padStart(12, "0")}`;
    const run = (made % sections) * PLACES_A_SECTION;
    const body = JSON.stringify({ performanceId, requestId, lines: [{ run, count: places }] } satisfies HoldRequest);
    return [
      "POST /api/trpc/holds.place HTTP/1.1",
      "host: 127.0.0.1",
      `origin: ${origin}`,
      "content-type: application/json",
      `cookie: ${cookies[made % BUYERS]}`,
      `content-length: ${body.length}`,
      "",
      body,
    ].join("\r\n");
  };
}
