import type { IndexAnswer } from "../integrations/meilisearch/index.ts";
import type { PerformanceDocument, PerformerDocument, VenueDocument } from "./documents.ts";
import type { SearchHitView, SearchView } from "./search.schema.ts";
import { distanceKm, type Wanted } from "./wanted.ts";

/** Signs that stand round what was found and in no text of ours: private use. */
export const MARK_BEGINS = "\uE000";
export const MARK_ENDS = "\uE001";

type Marks = SearchHitView["titleMarks"];

const instant = (seconds: number) => new Date(seconds * 1_000).toISOString();

/** A document as it is shown, in the reader's language. */
export function hitOf(document: PerformanceDocument, wanted: Wanted, titleMarks: Marks): SearchHitView {
  const isChinese = wanted.locale === "zh";
  const distance = distanceKm(document, wanted);
  return {
    id: document.eventId,
    slug: document.slug,
    kind: document.kind,
    genre: document.genre,
    status: document.status,
    posterSeed: document.posterSeed,
    organizer: { name: document.organizerName, verified: document.isVerified },
    title: isChinese ? document.titleZh : document.title,
    subtitle: isChinese ? document.subtitleZh : document.subtitle,
    titleMarks,
    next: {
      performanceId: document.id,
      startsAt: instant(document.startsAt),
      saleStartsAt: instant(document.saleStartsAt),
      saleEndsAt: instant(document.saleEndsAt),
      venueName: isChinese ? document.venueZh : document.venue,
      city: isChinese ? document.cityZh : document.city,
      countryCode: document.countryCode,
      timeZone: document.timeZone,
      currency: document.currency,
      fromPriceMinor: document.fromPriceMinor,
    },
    performanceCount: document.performanceCount,
    endsAt: document.endsAt === null ? null : instant(document.endsAt),
    openUntil: document.aheadUntil > document.startsAt ? instant(document.aheadUntil) : null,
    left: document.left,
    distanceKm: distance === null ? null : Math.round(distance * 10) / 10,
  };
}

export function performerOf({ slug, kind, name, nameZh, eventCount }: PerformerDocument, { locale }: Wanted) {
  return { slug, kind, name: locale === "zh" ? nameZh : name, eventCount };
}

export function venueOf({ id, name, nameZh, city, cityZh, countryCode, eventCount }: VenueDocument, wanted: Wanted) {
  const isChinese = wanted.locale === "zh";
  return { id, name: isChinese ? nameZh : name, city: isChinese ? cityZh : city, countryCode, eventCount };
}

/** Where the marks stand in a text once their signs are taken out. Neighbours become one. */
export function marksIn(marked: string): Marks {
  const marks: [number, number][] = [];
  let at = 0;
  let begin = 0;
  for (const sign of marked) {
    if (sign === MARK_BEGINS) begin = at;
    else if (sign !== MARK_ENDS) at += sign.length;
    else if (at > begin) {
      const last = marks.at(-1);
      if (last && last[0] + last[1] === begin) last[1] += at - begin;
      else marks.push([begin, at - begin]);
    }
  }
  return marks;
}

/** How often each value is among what was found, the most frequent first. */
export function countsOf(answer: IndexAnswer | undefined, facet: string): { value: string; count: number }[] {
  const counts = Object.entries(answer?.facetDistribution[facet] ?? {});
  return counts
    .map(([value, count]) => ({ value, count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

export type Counts = Pick<SearchView, "kinds" | "genres" | "cities">;
