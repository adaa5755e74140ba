/** What pages are kept under, so that they can be made anew when something of theirs changes. */
export const EVENTS_TAG = "events";

export function eventTag(slug: string): string {
  return `event:${slug}`;
}

export const CATALOG_TAG_PATTERN = /^(events|event:[a-z0-9-]{1,200})$/;
