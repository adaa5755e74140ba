import { Prisma } from "@usher/db";
import { isAhead, latinSlug, placeIn } from "../catalog/index.ts";
import type { Services } from "../services.ts";

/** A city where something is on. */
export interface City {
  /** Its name in addresses. */
  readonly slug: string;
  readonly name: string;
  readonly nameZh: string;
  readonly countryCode: string;
  readonly timeZone: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly eventCount: number;
}

// What is on where changes slowly, and every page of a city asks.
const KEPT_MS = 60_000;
const MOST_CITIES = 2_000;
const kept = new WeakMap<object, { until: number; cities: Promise<readonly City[]> }>();

/** Cities with events ahead, the one with most first. At most a minute old. */
export function readCities(services: Services): Promise<readonly City[]> {
  const known = kept.get(services.db);
  if (known && known.until > Date.now()) return known.cities;
  const cities = findCities(services);
  kept.set(services.db, { until: Date.now() + KEPT_MS, cities });
  cities.catch(() => kept.delete(services.db));
  return cities;
}

interface Row {
  readonly city: string;
  readonly name: string;
  readonly translations: unknown;
  readonly countryCode: string;
  readonly timeZone: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly events: number;
}

async function findCities({ db, clock }: Services): Promise<City[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT v.city, min(v.name) AS name, (array_agg(v.translations ORDER BY v.id))[1] AS translations,
      min(v.country_code) AS "countryCode", min(v.time_zone) AS "timeZone",
      avg(v.latitude) AS latitude, avg(v.longitude) AS longitude, count(DISTINCT p.event_id)::int AS events
    FROM venue v JOIN performance p ON p.venue_id = v.id JOIN event e ON e.id = p.event_id
    WHERE p.status = 'published' AND e.status = 'published' AND ${isAhead(Prisma.sql`p`, clock.now())}
    GROUP BY v.city ORDER BY events DESC, v.city LIMIT ${MOST_CITIES}`;
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const base = citySlug(row.city);
    const times = (seen.get(base) ?? 0) + 1;
    seen.set(base, times);
    return {
      slug: times === 1 ? base : `${base}-${row.countryCode.toLowerCase()}`,
      name: row.city,
      nameZh: placeIn(row, "zh").city,
      countryCode: row.countryCode,
      timeZone: row.timeZone,
      latitude: row.latitude,
      longitude: row.longitude,
      eventCount: row.events,
    };
  });
}

/** A name without Latin letters is written by the numbers of its signs. */
function citySlug(name: string): string {
  return latinSlug(name) ?? Array.from(name, (sign) => sign.codePointAt(0)?.toString(36) ?? "").join("");
}
