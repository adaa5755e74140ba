import type { EventKind } from "@usher/db";
import { rebuildAvailability } from "../availability/index.ts";
import { type Genre, writeExchangeRates } from "../catalog/index.ts";
import { newId } from "../kernel/ids.ts";
import type { Services } from "../services.ts";
import { storeChart } from "../seating/index.ts";
import { gridChart } from "../seed/grid-chart.ts";

const DAY_MS = 86_400_000;

export const CITIES = {
  rotterdam: {
    city: "Rotterdam",
    zh: "鹿特丹",
    countryCode: "NL",
    timeZone: "Europe/Amsterdam",
    latitude: 51.92,
    longitude: 4.48,
  },
  amsterdam: {
    city: "Amsterdam",
    zh: "阿姆斯特丹",
    countryCode: "NL",
    timeZone: "Europe/Amsterdam",
    latitude: 52.37,
    longitude: 4.9,
  },
  tokyo: { city: "Tokyo", zh: "东京", countryCode: "JP", timeZone: "Asia/Tokyo", latitude: 35.68, longitude: 139.69 },
  paris: { city: "Paris", zh: "巴黎", countryCode: "FR", timeZone: "Europe/Paris", latitude: 48.86, longitude: 2.35 },
} as const;

export interface Findable {
  readonly title: string;
  readonly titleZh?: string;
  readonly subtitle?: string;
  readonly kind?: EventKind;
  readonly genre?: Genre;
  readonly status?: "draft" | "published" | "cancelled";
  readonly performers?: readonly string[];
  readonly competition?: string;
  readonly exhibitors?: readonly { readonly name: string; readonly chinese: string }[];
  readonly evenings: readonly {
    readonly city: keyof typeof CITIES;
    readonly inDays: number;
    readonly priceMinor?: number;
    readonly currency?: string;
    readonly status?: "draft" | "published" | "cancelled";
    readonly saleInDays?: number;
  }[];
}

export interface WrittenEvent {
  readonly eventId: string;
  readonly slug: string;
  readonly performanceIds: readonly string[];
}

export interface FindableHouse {
  readonly organizerId: string;
  readonly venueIds: Readonly<Record<keyof typeof CITIES, string>>;
  readonly events: Readonly<Record<string, WrittenEvent>>;
}

/** An organizer with a small hall in each city and these events, by title. Availability is built; indexes are not. */
export async function writeFindable(services: Services, events: readonly Findable[]): Promise<FindableHouse> {
  const { db, clock } = services;
  const organizerId = newId();
  await db.organizer.create({
    data: { id: organizerId, slug: `house-${organizerId}`, name: "Kade Concerts", countryCode: "NL" },
  });
  await writeExchangeRates(db, { asOf: "2026-03-01", perEuro: { EUR: 1, JPY: 160, GBP: 0.85, USD: 1.1 } });
  const venues = {} as Record<keyof typeof CITIES, { id: string; revisionId: string; seatCount: number }>;
  for (const key of Object.keys(CITIES) as (keyof typeof CITIES)[])
    venues[key] = await writeVenue(services, organizerId, CITIES[key]);
  const written: Record<string, WrittenEvent> = {};
  const performers = new Map<string, string>();
  for (const event of events) {
    const eventId = newId();
    const { title, titleZh = title, subtitle = "", kind = "show", genre = null, status = "published" } = event;
    const slug = `${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}-${eventId.slice(-6)}`;
    const { competition = null } = event;
    const texts = { title, subtitle, competition, description: "What nobody searches for." };
    const translations = { zh: { title: titleZh, subtitle: "", description: "" } };
    await db.event.create({
      data: { id: eventId, organizerId, slug, kind, genre, status, posterSeed: 7, ...texts, translations },
    });
    for (const [position, name] of (event.performers ?? []).entries()) {
      const performerId = performers.get(name) ?? newId();
      if (!performers.has(name))
        await db.performer.create({
          data: { id: performerId, organizerId, slug: `p-${performerId.slice(-8)}`, kind: "artist", name },
        });
      performers.set(name, performerId);
      await db.eventPerformer.create({ data: { eventId, performerId, position } });
    }
    const exhibitors = (event.exhibitors ?? []).map(({ name, chinese }, position) => ({
      ...{ id: newId(), eventId, position, name, stand: "", summary: "What nobody searches for." },
      translations: { zh: { name: chinese, summary: "" } },
    }));
    await db.exhibitor.createMany({ data: exhibitors });
    const performanceIds: string[] = [];
    for (const evening of event.evenings) {
      const { id: venueId, revisionId, seatCount } = venues[evening.city];
      const { inDays, priceMinor = 4_000, currency = "EUR", status: shown = status } = evening;
      const saleInDays = evening.saleInDays ?? Math.min(-1, inDays - 1);
      const id = newId();
      const at = (days: number) => new Date(clock.nowMs() + days * DAY_MS);
      const price = { organizerId, tier: 1, taxRateBasisPoints: 900, feeMinor: 0 };
      const prices = [priceMinor, priceMinor * 2].map((faceMinor, chartCategory) => ({
        id: newId(),
        ...price,
        chartCategory,
        name: `Category ${chartCategory}`,
        faceMinor,
      }));
      await db.performance.create({
        data: {
          id,
          organizerId,
          eventId,
          venueId,
          chartRevisionId: revisionId,
          status: shown,
          startsAt: at(inDays),
          saleStartsAt: at(saleInDays),
          saleEndsAt: at(inDays),
          currency,
          seatCount,
          categories: { createMany: { data: prices } },
        },
      });
      if (shown === "published") await rebuildAvailability(services, id, "test");
      performanceIds.push(id);
    }
    written[title] = { eventId, slug, performanceIds };
  }
  const venueIds = Object.fromEntries(Object.entries(venues).map(([key, { id }]) => [key, id]));
  return { organizerId, venueIds: venueIds as FindableHouse["venueIds"], events: written };
}

async function writeVenue(services: Services, organizerId: string, place: (typeof CITIES)[keyof typeof CITIES]) {
  const { zh, ...data } = place;
  const id = newId();
  const name = `${place.city} Hall`;
  const translations = { zh: { name: `${zh}厅`, city: zh } };
  await services.db.venue.create({
    data: { id, organizerId, name, address: "Kade 1", translations, ...data },
  });
  const chart = gridChart({
    name,
    categories: ["Back", "Front"],
    sections: [
      { name: "Stalls", category: 1, rows: 2, seatsPerRow: 10 },
      { name: "Circle", category: 0, rows: 2, seatsPerRow: 10 },
    ],
    stageLabel: "Stage",
  });
  const { revisionId } = await storeChart(services.db, { organizerId, venueId: id, name }, chart);
  return { id, revisionId, seatCount: chart.geometry.seatCount };
}
