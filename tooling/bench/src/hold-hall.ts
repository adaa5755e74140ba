import { createHash, randomBytes } from "node:crypto";
import { openDatabase } from "@usher/db";
import { createTemplate, databaseUrl } from "@usher/db/testing";
import { availabilityKeys, cursorsKey, rebuildAvailability } from "../../../packages/api/src/availability/index.ts";
import { readEnv } from "../../../packages/api/src/env.ts";
import { newId } from "../../../packages/api/src/kernel/ids.ts";
import { openServices } from "../../../packages/api/src/open-services.ts";
import type { ChartGeometry } from "../../../packages/api/src/seating/geometry.ts";
import type { Services } from "../../../packages/api/src/services.ts";
import { openSmallHall } from "../../../packages/api/src/testing/small-hall.ts";

const SECTIONS = 120;
/** Places in each section, and in all. */
export const PLACES_A_SECTION = 1_000;
export const SEATS = SECTIONS * PLACES_A_SECTION;
const FOR_SALE = "@";

/** First indexes of the standing sections, 1,000 places each. */
export const SECTION_STARTS: readonly number[] = Array.from({ length: SECTIONS }, (_, at) => at * PLACES_A_SECTION);

/** The most places one buyer may hold in the bench's performance. */
export const TICKET_LIMIT = 50;

/** A performance of 120,000 standing places in a database of its own and under a Redis prefix of its own. */
export interface HoldHall {
  readonly services: Services;
  readonly performanceId: string;
  readonly epoch: number;
  /** What a child process needs to find it. */
  readonly environment: Record<string, string>;
  /** Frees every place, as if all holds were over, without leaving the epoch. */
  empty(): Promise<void>;
  /** Transactions that PostgreSQL has counted in this database. One statement outside a transaction is one. */
  transactions(): Promise<number>;
  /** Ends the database and every key of the prefix. */
  remove(): Promise<void>;
}

/**
 * Opens the bench's hall. A database of its own keeps it out of the shop, away from the worker of a product that is up, and
 * lets `remove` leave nothing behind.
 */
export async function openHoldHall(): Promise<HoldHall> {
  const base = readEnv();
  const name = `bench_${randomBytes(6).toString("hex")}`;
  const environment = {
    DATABASE_URL: databaseUrl(base.DATABASE_URL, name),
    REDIS_PREFIX: `${name}:`,
    RATE_LIMIT_FACTOR: "100000",
    LOG_LEVEL: "warn",
  };
  const services = openServices("bench", readEnv({ ...process.env, ...environment }));
  const remove = () => removeHall(services, base.DATABASE_URL, name);
  try {
    await createTemplate(base.DATABASE_URL, name, async () => undefined);
    const performanceId = await openPerformance(services);
    const epoch = await rebuildAvailability(services, performanceId, "bench");
    const hall = { services, performanceId, epoch, environment, remove };
    return {
      ...hall,
      empty: () => emptyHall(services, performanceId),
      transactions: () => countTransactions(services),
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Opens the tests' hall for its venue, event and prices, and puts a large chart in the place of its small one. */
async function openPerformance({ db, ...rest }: Services): Promise<string> {
  const { performanceId } = await openSmallHall({ db, ...rest }, { ticketLimit: TICKET_LIMIT });
  const geometry = standingGeometry();
  const bytes = Buffer.from(JSON.stringify(geometry));
  const hash = createHash("sha256").update(bytes).digest("hex");
  await db.asset.create({ data: { hash, contentType: "application/json", bytes } });
  const { chartRevisionId } = await db.performance.findUniqueOrThrow({ where: { id: performanceId } });
  const { seatCount } = geometry;
  await db.chartRevision.update({ where: { id: chartRevisionId }, data: { seatCount, geometryHash: hash } });
  await db.performance.update({ where: { id: performanceId }, data: { seatCount } });
  return performanceId;
}

function standingGeometry(): ChartGeometry {
  return {
    format: 1,
    name: `Standing field ${newId()}`,
    seatCount: SEATS,
    bounds: { x: 0, y: 0, width: SECTIONS * 1_000, height: 1_000 },
    focalPoint: [0, 0],
    stage: null,
    categories: ["Front", "Back", "Standing"],
    sections: SECTION_STARTS.map((first, at) => ({
      name: `Field ${at + 1}`,
      outline: [
        [at * 1_000, 0],
        [at * 1_000 + 900, 0],
        [at * 1_000 + 900, 900],
        [at * 1_000, 900],
      ],
      labelAt: [at * 1_000 + 450, 450],
      first,
      count: PLACES_A_SECTION,
      rows: [],
      standing: { first, count: PLACES_A_SECTION, category: 2 },
    })),
    marks: { wheelchair: [], companion: [], restrictedView: [] },
  };
}

async function emptyHall({ redis }: Services, performanceId: string): Promise<void> {
  const keys = availabilityKeys(redis, performanceId);
  const [seats, , , , holds, deadlines, deltas, buyers] = keys as [string, string, string, string, ...string[]];
  const held = [holds, deadlines, deltas, buyers].filter((key) => key !== undefined);
  await redis.client.unlink(...held, cursorsKey(redis, performanceId));
  await redis.client.set(seats, FOR_SALE.repeat(SEATS));
}

async function countTransactions({ db }: Services): Promise<number> {
  const [row] = await db.$queryRaw<{ count: bigint }[]>`
    SELECT xact_commit AS count FROM pg_stat_database WHERE datname = current_database()`;
  return Number(row?.count ?? 0);
}

async function removeHall(services: Services, serverUrl: string, name: string): Promise<void> {
  const { client, prefix } = services.redis;
  let cursor = "0";
  do {
    const [next, keys] = await client.scan(cursor, { match: `${prefix}*`, count: 5_000 });
    if (keys.length > 0) await client.unlink(...keys);
    cursor = String(next);
  } while (cursor !== "0");
  await services.close();
  const server = openDatabase(databaseUrl(serverUrl, "postgres"), { poolSize: 1 });
  try {
    await server.$executeRawUnsafe(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  } finally {
    await server.$disconnect();
  }
}
