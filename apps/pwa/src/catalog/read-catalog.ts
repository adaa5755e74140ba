import { publicContext, showEvent, showHome, showPerformance } from "@usher/api";
import type { EventView, HomeView, PerformancePageView } from "@usher/api/contract";
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
