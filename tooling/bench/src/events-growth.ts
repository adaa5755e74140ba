import { listEvents } from "../../../packages/api/src/catalog/index.ts";
import { searchEvents, showHome } from "../../../packages/api/src/search/index.ts";
import { searchInput } from "../../../packages/api/src/search/search.schema.ts";
import type { Services } from "../../../packages/api/src/services.ts";
import { openSmallHall } from "../../../packages/api/src/testing/small-hall.ts";
import { type BenchHouse, openBenchHouse } from "./bench-house.ts";
import type { BenchRun } from "./bench-run.ts";
import { printGrowth, type Size } from "./growth.ts";

const SIZES = [1_000, 10_000, 100_000];
/** Nobody listens there: what is measured is the house without an engine, whose growth is its maker's affair. */
const NOWHERE = "http://127.0.0.1:1";

/** How the list of events, home, and a search without the engine grow with the events that are on show. */
export async function growEvents(run: BenchRun): Promise<void> {
  const houses: BenchHouse[] = [];
  try {
    for (const events of SIZES) houses.push(await openHouse(events));
    const sizes = (work: (services: Services) => Promise<unknown>): Size[] =>
      houses.map(({ services }, at) => ({ label: String(SIZES[at]), measure: (ms) => measure(services, work, ms) }));
    const list = (services: Services) => listEvents(services, { limit: 24 });
    await printGrowth(run, "V3.g1", "time of a page of events by events on show:", sizes(list));
    const word = (services: Services) => searchEvents(services, searchInput.parse({ words: "lantern 77" }));
    await printGrowth(run, "V3.g2", "time of a search without the engine by events on show:", sizes(word));
    const home = (services: Services) => showHome(services, { locale: "en", city: null });
    await printGrowth(run, "V3.g3", "time to make home without the engine by events on show:", sizes(home));
  } finally {
    for (const house of houses) await house.remove();
  }
}

async function measure(
  services: Services,
  work: (services: Services) => Promise<unknown>,
  ms: number,
): Promise<number> {
  const startedMs = performance.now();
  let done = 0;
  do {
    await work(services);
    done++;
  } while (performance.now() - startedMs < ms);
  return ((performance.now() - startedMs) * 1_000) / done;
}

/** A house with so many events, an evening each over the year ahead, in one hall. */
async function openHouse(events: number): Promise<BenchHouse> {
  const house = await openBenchHouse({ MEILISEARCH_URL: NOWHERE, LOG_LEVEL: "silent" });
  try {
    await writeEvents(house.services, events);
    return house;
  } catch (error) {
    await house.remove();
    throw error;
  }
}

async function writeEvents({ db, ...rest }: Services, events: number): Promise<void> {
  const { performanceId } = await openSmallHall({ db, ...rest });
  await db.$transaction(
    async (tx) => {
      await tx.$executeRawUnsafe("SET LOCAL statement_timeout = 0");
      await tx.$executeRaw`
        INSERT INTO event (id, organizer_id, slug, kind, status, title, subtitle, description, poster_seed)
        SELECT gen_random_uuid(), e.organizer_id, 'bench-' || n, e.kind, e.status,
          (ARRAY['Lantern', 'Harbour', 'Winter', 'Paper', 'Copper', 'Quiet'])[1 + n % 6] || ' ' || n, '', '', n
        FROM generate_series(2, ${events}::int) AS n, (SELECT * FROM event LIMIT 1) e`;
      await tx.$executeRaw`
        INSERT INTO performance (id, organizer_id, event_id, venue_id, chart_revision_id, status, starts_at, sale_starts_at,
          sale_ends_at, currency, seat_count)
        SELECT gen_random_uuid(), p.organizer_id, e.id, p.venue_id, p.chart_revision_id, p.status,
          p.starts_at + e.poster_seed % 365 * interval '1 day', p.sale_starts_at, p.sale_ends_at + interval '365 days', p.currency, p.seat_count
        FROM event e, (SELECT * FROM performance WHERE id = ${performanceId}::uuid) p WHERE e.slug LIKE 'bench-%'`;
      await tx.$executeRaw`
        INSERT INTO price_category (id, performance_id, organizer_id, chart_category, name, tier, face_minor, fee_minor, tax_rate_basis_points)
        SELECT gen_random_uuid(), p.id, c.organizer_id, c.chart_category, c.name, c.tier, c.face_minor, c.fee_minor, c.tax_rate_basis_points
        FROM performance p, (SELECT * FROM price_category WHERE performance_id = ${performanceId}::uuid) c WHERE p.id <> ${performanceId}::uuid`;
    },
    { timeout: 300_000, maxWait: 60_000 },
  );
  await db.$executeRawUnsafe("ANALYZE");
}
