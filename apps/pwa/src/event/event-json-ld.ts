import type { PerformanceStock } from "@usher/api";
import type { EventView, PerformanceView } from "@usher/api/contract";
import { currencyExponent } from "@usher/api/money";
import { type Locale, localePath } from "@usher/client/i18n";
import { saleState } from "../catalog/sale-state.ts";

const SCHEMA_TYPES = {
  show: "Event",
  sport: "SportsEvent",
  transport: "Event",
  exhibition: "ExhibitionEvent",
} as const satisfies Record<EventView["kind"], string>;

/** At most so many places, or a twentieth of all, are few. */
const FEW = 10;
const FEW_SHARE = 1 / 20;

export interface EventFacts {
  readonly event: EventView;
  /** What is left, as far as the house can say. */
  readonly stock: readonly PerformanceStock[];
  readonly locale: Locale;
  /** Where people reach this app, without a path. */
  readonly origin: string;
  readonly nowMs: number;
}

/**
 * What search engines read about an event, in the words of schema.org/Event: one entry a performance, and in it one offer a
 * price category, as Google asks for (https://developers.google.com/search/docs/appearance/structured-data/event).
 */
export function eventJsonLd(facts: EventFacts) {
  const { event, origin } = facts;
  return event.performances.map((performance) => {
    const { venue } = performance;
    return {
      "@context": "https://schema.org",
      "@type": SCHEMA_TYPES[event.kind],
      name: event.title,
      description: event.subtitle || event.description,
      startDate: performance.startsAt,
      ...(performance.endsAt && { endDate: performance.endsAt }),
      ...(performance.doorsAt && { doorTime: performance.doorsAt }),
      // A performance cannot be moved or put off here, only called off.
      eventStatus: `https://schema.org/${isCancelled(event, performance) ? "EventCancelled" : "EventScheduled"}`,
      eventAttendanceMode: "https://schema.org/OfflineEventAttendanceMode",
      image: `${origin}/api/posters/${event.posterSeed}?w=1280`,
      ...playersOf(event),
      ...(event.competition !== null && { superEvent: { "@type": "EventSeries", name: event.competition } }),
      organizer: { "@type": "Organization", name: event.organizer.name },
      location: {
        "@type": "Place",
        name: venue.name,
        address: {
          "@type": "PostalAddress",
          streetAddress: venue.address,
          addressLocality: venue.city,
          addressCountry: venue.countryCode,
        },
      },
      offers: offersOf(performance, facts),
    };
  });
}

function isCancelled(event: EventView, performance: PerformanceView): boolean {
  return event.status === "cancelled" || performance.status === "cancelled";
}

/** Who plays; of a match the home team is named first. */
function playersOf({ kind, performers }: EventView) {
  if (performers.length === 0) return {};
  const named = performers.map((one) => ({
    "@type": one.kind === "team" ? "SportsTeam" : "PerformingGroup",
    name: one.name,
  }));
  const [homeTeam, awayTeam, ...others] = named;
  const isMatch = kind === "sport" && awayTeam !== undefined && others.length === 0;
  return { performer: named, ...(isMatch && { homeTeam, awayTeam }) };
}

function offersOf(performance: PerformanceView, { event, stock, locale, origin, nowMs }: EventFacts) {
  const { currency } = performance;
  const counted = stock.find(({ performanceId }) => performanceId === performance.id);
  const of = new Map(counted?.categories.map((one) => [one.chartCategory, one]));
  const status = isCancelled(event, performance) ? "cancelled" : performance.status;
  const offered = performance.categories.filter(
    ({ chartCategory }) => !counted || (of.get(chartCategory)?.total ?? 0) > 0,
  );
  return offered.map(({ chartCategory, name, priceMinor }) => {
    const availability = availabilityOf({ ...performance, status }, of.get(chartCategory) ?? null, nowMs);
    return {
      "@type": "Offer",
      name,
      url: origin + localePath(locale, `/events/${event.slug}`),
      priceCurrency: currency,
      price: priceMinor / 10 ** currencyExponent(currency),
      validFrom: performance.saleStartsAt,
      availabilityEnds: performance.saleEndsAt,
      ...(availability && { availability: `https://schema.org/${availability}` }),
    };
  });
}

/** null while the sale runs and nobody can say what is left: nothing is said rather than something untrue. */
function availabilityOf(
  performance: PerformanceView,
  category: { readonly total: number; readonly left: number } | null,
  nowMs: number,
): string | null {
  const state = saleState(performance, category?.left ?? null, nowMs);
  if (state === "notYet") return "PreOrder";
  if (state === "soldOut") return "SoldOut";
  // Over or called off: there may be places left, and nobody can have them.
  if (state !== "onSale") return "OutOfStock";
  if (category === null) return null;
  return category.left <= Math.max(FEW, category.total * FEW_SHARE) ? "LimitedAvailability" : "InStock";
}
