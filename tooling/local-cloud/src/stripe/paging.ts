import type { Stripe } from "stripe";
import { resourceMissing } from "./failures.ts";
import { integer, list, text } from "./params.ts";
import type { Shelf } from "./shelf.ts";

/** The parameters that every list endpoint takes. */
export const pagingFields = {
  limit: integer(1, 100),
  starting_after: text(255),
  ending_before: text(255),
  expand: list(text(200), 20),
};

interface Page {
  limit?: number | undefined;
  starting_after?: string | undefined;
  ending_before?: string | undefined;
}

/** One page of a list, newest first, ten entries unless `limit` says otherwise. Refuses a cursor that names nothing. */
export function pageOf<T extends { id: string }, V>(
  shelf: Shelf<T>,
  page: Page,
  url: string,
  parts: { kind: string; matches: (one: T) => boolean; view: (one: T) => V },
): Stripe.ApiList<V> {
  const limit = page.limit ?? 10;
  const cursor = page.starting_after ?? page.ending_before;
  if (cursor !== undefined && !shelf.has(cursor)) {
    throw resourceMissing(parts.kind, cursor, page.starting_after ? "starting_after" : "ending_before");
  }
  const backwards = page.ending_before !== undefined && page.starting_after === undefined;
  const found: T[] = [];
  for (const one of backwards ? shelf.oldest(cursor) : shelf.newest(cursor)) {
    if (!parts.matches(one)) continue;
    found.push(one);
    if (found.length > limit) break;
  }
  const shown = found.slice(0, limit);
  if (backwards) shown.reverse();
  return { object: "list", data: shown.map(parts.view), has_more: found.length > limit, url };
}

/** Whether a moment (seconds) lies within the bounds of a `created` filter. */
export function isWithin(
  moment: number,
  range?: { gt?: number | undefined; gte?: number | undefined; lt?: number | undefined; lte?: number | undefined },
): boolean {
  if (!range) return true;
  const { gt = -1, gte = 0, lt = Number.POSITIVE_INFINITY, lte = Number.POSITIVE_INFINITY } = range;
  return moment > gt && moment >= gte && moment < lt && moment <= lte;
}
