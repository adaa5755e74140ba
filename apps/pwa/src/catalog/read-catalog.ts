import { listEvents, publicContext, showEvent, showPerformance } from "@usher/api";
import type { EventSummaryView, EventView, PerformancePageView } from "@usher/api/contract";
import type { Locale } from "@usher/client/i18n";
import { unstable_cache } from "next/cache";
import { notFound } from "next/navigation";
import { EVENTS_TAG, eventTag } from "./catalog-tags.ts";

/** Seconds after which a page is made anew even if nobody says that something changed. */
const KEEP_SECONDS = 300;

/** How many events the first page of Discover carries. */
export const DISCOVER_EVENTS = 60;

/** Upcoming events, soonest first, the same for everybody. */
export function readUpcoming(locale: Locale): Promise<{ events: EventSummaryView[]; nextCursor: string | null }> {
  const read = unstable_cache(
    () => listEvents(publicContext(), { locale, limit: DISCOVER_EVENTS }),
    ["upcoming", locale],
    {
      tags: [EVENTS_TAG],
      revalidate: KEEP_SECONDS,
    },
  );
  return read();
}

/** One event with all its performances; the page is not found when there is none of that name. */
export function readEvent(locale: Locale, slug: string): Promise<EventView> {
  const read = unstable_cache(() => showEvent(publicContext(), { slug, locale }), ["event", locale, slug], {
    tags: [eventTag(slug)],
    revalidate: KEEP_SECONDS,
  });
  return orNotFound(read());
}

/** A performance as its map needs it. Read fresh, since prices and sale times decide what may be held. */
export function readPerformance(locale: Locale, performanceId: string): Promise<PerformancePageView> {
  return orNotFound(showPerformance(publicContext(), { performanceId, locale }));
}

async function orNotFound<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (isNotFound(error)) notFound();
    throw error;
  }
}

/** Refusals are known by name and code: a bundle may hold the class twice, and then `instanceof` would be wrong. */
function isNotFound(error: unknown): boolean {
  return error instanceof Error && error.name === "Refusal" && "code" in error && error.code === "NOT_FOUND";
}
