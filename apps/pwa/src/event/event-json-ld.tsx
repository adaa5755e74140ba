import type { EventView } from "@usher/api/contract";
import { currencyExponent } from "@usher/api/money";
import { type Locale, localePath } from "@usher/client/i18n";
import { env } from "../env.ts";

const SCHEMA_TYPES = {
  show: "Event",
  sport: "SportsEvent",
  transport: "Event",
  exhibition: "ExhibitionEvent",
} as const satisfies Record<EventView["kind"], string>;

/** What search engines read about an event, in the words of schema.org/Event: one entry a performance. */
export function EventJsonLd({ event, locale }: { event: EventView; locale: Locale }) {
  const origin = env().PWA_URL;
  const entries = event.performances.map((performance) => {
    const { venue, currency } = performance;
    const prices = performance.categories.map((category) => category.priceMinor / 10 ** currencyExponent(currency));
    const isCancelled = event.status === "cancelled" || performance.status === "cancelled";
    return {
      "@context": "https://schema.org",
      "@type": SCHEMA_TYPES[event.kind],
      name: event.title,
      description: event.subtitle || event.description,
      startDate: performance.startsAt,
      ...(performance.endsAt && { endDate: performance.endsAt }),
      ...(performance.doorsAt && { doorTime: performance.doorsAt }),
      eventStatus: `https://schema.org/${isCancelled ? "EventCancelled" : "EventScheduled"}`,
      eventAttendanceMode: "https://schema.org/OfflineEventAttendanceMode",
      image: `${origin}/api/posters/${event.posterSeed}?w=1280`,
      ...(event.performers.length > 0 && {
        performer: event.performers.map(({ kind, name }) => ({
          "@type": kind === "team" ? "SportsTeam" : "PerformingGroup",
          name,
        })),
      }),
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
      offers: {
        "@type": "AggregateOffer",
        url: origin + localePath(locale, `/events/${event.slug}`),
        priceCurrency: currency,
        lowPrice: Math.min(...prices),
        highPrice: Math.max(...prices),
        validFrom: performance.saleStartsAt,
      },
    };
  });
  // "<" is written as an escape, so that no title can end the script element.
  const json = JSON.stringify(entries).replaceAll("<", "\\u003c");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a script of data has no other way in, and its text is escaped
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
