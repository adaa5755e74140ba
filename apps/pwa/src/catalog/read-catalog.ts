import {
  type PerformanceStock,
  popularEvents,
  publicContext,
  showEvent,
  showHome,
  showPerformance,
  stockOf,
} from "@usher/api";
import type { EventView, HomeView, PerformancePageView, SearchView } from "@usher/api/contract";
import type { Locale } from "@usher/client/i18n";
import { unstable_cache } from "next/cache";
import { notFound } from "next/navigation";
import { EVENTS_TAG, eventTag } from "./catalog-tags.ts";

/** Seconds after which a page is made anew even if nobody says that something changed. */
const KEEP_SECONDS = 300;

/** What is on in a city, or everywhere; null for a city in which nothing is on. */
export function findHome(locale: Locale, city: string): Promise<HomeView | null> {
  return readHome(locale, city).catch((error: unknown) => {
    if (isNotFound(error)) return null;
    throw error;
  });
}

/** What is on in a city, or everywhere. */
export function readHome(locale: Locale, city: string | null): Promise<HomeView> {
  const read = unstable_cache(() => showHome(publicContext(), { locale, city }), ["home", locale, city ?? ""], {
    tags: [EVENTS_TAG],
    revalidate: KEEP_SECONDS,
  });
  return read();
}

/** What a search begins with; null while nobody can say, and an answer of that kind is not kept. */
export function readPopular(locale: Locale, currency: string): Promise<SearchView | null> {
  const read = unstable_cache(
    () => popularEvents(publicContext(), { locale, currency }),
    ["popular", locale, currency],
    {
      tags: [EVENTS_TAG],
      revalidate: KEEP_SECONDS,
    },
  );
  return read().catch(() => null);
}

/** One event with all its performances; the page is not found when there is none of that name. */
export function readEvent(locale: Locale, slug: string): Promise<EventView> {
  const read = unstable_cache(() => showEvent(publicContext(), { slug, locale }), ["event", locale, slug], {
    tags: [eventTag(slug)],
    revalidate: KEEP_SECONDS,
  });
  return orNotFound(read());
}

/**
 * How much of each performance of an event is left, for pages that are kept; empty while nobody can say. Asked through the
 * cache, since a question past it would make the page anew for every visit. The key holds the language, so that the page of
 * one does not begin with the figures of the other: a kept page is five minutes behind at most when it is made anew, and the
 * first visitor after that still gets the one before. A house that sells out has its page made anew at once (`tellSoldOut`).
 */
export async function readStock(locale: Locale, { slug, performances }: EventView): Promise<PerformanceStock[]> {
  const ids = performances.map(({ id }) => id);
  const read = unstable_cache(() => stockOf(publicContext(), ids), ["stock", locale, slug, ...ids], {
    tags: [eventTag(slug)],
    revalidate: KEEP_SECONDS,
  });
  // A page without figures is better than none: Redis may be away, and an answer of that kind is not kept.
  return read().catch(() => []);
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
