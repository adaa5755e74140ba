import { type HouseName, isHouse } from "./house-names.ts";

/** How somebody came to the sign-in page, by its address. */
export interface Arrival {
  /** Back from another house, or from a link in a mail, and perhaps signed in. */
  readonly isBack: boolean;
  /** An account elsewhere that waits for an address to be proved. */
  readonly pending: { readonly house: HouseName; readonly ticket: string } | null;
  /** Why another house did not let them in: a refusal's code, or next-auth's word. */
  readonly error: string | null;
}

export function readArrival(search: string): Arrival {
  const query = new URLSearchParams(search);
  const [house, ticket] = [query.get("provider"), query.get("link")];
  return {
    isBack: query.has("done"),
    pending: isHouse(house) && ticket ? { house, ticket } : null,
    error: query.get("error"),
  };
}

/** A path may not be longer than that for the server to take it. */
const LONGEST_PATH = 500;

/**
 * The sign-in page itself as the place to come back to, from where one is sent on: there what a device keeps of others is put away,
 * and a waiting account is linked. Where that would be too long, the destination itself.
 */
export function wayBack(page: string, destination: string, pending: Arrival["pending"]): string {
  const query = new URLSearchParams({ done: "1", to: destination });
  if (pending) {
    query.set("provider", pending.house);
    query.set("link", pending.ticket);
  }
  const path = `${page}?${query}`;
  return path.length <= LONGEST_PATH ? path : destination;
}
