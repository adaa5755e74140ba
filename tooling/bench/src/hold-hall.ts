import { createHash } from "node:crypto";
import { availabilityKeys, cursorsKey, rebuildAvailability } from "../../../packages/api/src/availability/index.ts";
import { SEAT_FOR_SALE, SEAT_SOLD, seatByte } from "../../../packages/api/src/availability/seat-bytes.ts";
import { newId } from "../../../packages/api/src/kernel/ids.ts";
import { CHART_CONTENT_TYPE, encodeChart } from "@usher/api/chart-format";
import type { ChartGeometry } from "../../../packages/api/src/seating/geometry.ts";
import type { Services } from "../../../packages/api/src/services.ts";
import { openSmallHall } from "../../../packages/api/src/testing/small-hall.ts";
import { type BenchHouse, openBenchHouse } from "./bench-house.ts";

/** Standing sections of the bench's hall. */
export const SECTIONS = 120;
/** Places in each of them. */
export const PLACES_A_SECTION = 1_000;
const placeIn = (state: number): string => String.fromCharCode(seatByte(state, false));

/** The most places one buyer may hold in the bench's performance. */
export const TICKET_LIMIT = 50;

/** A performance of standing places in a house of its own. */
export interface HoldHall extends BenchHouse {
  readonly performanceId: string;
  readonly epoch: number;
  readonly sections: number;
  /** Frees every place, as if all holds were over, without leaving the epoch; of each section the first share (0–1) is sold. */
  empty(soldShare?: number): Promise<void>;
  /** Transactions that PostgreSQL has counted in this database. One statement outside a transaction is one. */
  transactions(): Promise<number>;
}

/** Opens the bench's hall, in a house of its own. */
export async function openHoldHall(sections = SECTIONS): Promise<HoldHall> {
  const { services, environment, remove } = await openBenchHouse();
  try {
    const performanceId = await openPerformance(services, sections);
    const epoch = await rebuildAvailability(services, performanceId, "bench");
    return {
      ...{ services, performanceId, epoch, sections, environment, remove },
      empty: (soldShare = 0) => emptyHall(services, performanceId, sections, soldShare),
      transactions: () => countTransactions(services),
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Opens the tests' hall for its venue, event and prices, and puts a large chart in the place of its small one. */
async function openPerformance({ db, ...rest }: Services, sections: number): Promise<string> {
  const { performanceId } = await openSmallHall({ db, ...rest }, { ticketLimit: TICKET_LIMIT });
  const geometry = standingGeometry(sections);
  const bytes = encodeChart(geometry);
  const hash = createHash("sha256").update(bytes).digest("hex");
  await db.asset.create({ data: { hash, contentType: CHART_CONTENT_TYPE, bytes } });
  const { chartRevisionId } = await db.performance.findUniqueOrThrow({ where: { id: performanceId } });
  const { seatCount } = geometry;
  await db.chartRevision.update({ where: { id: chartRevisionId }, data: { seatCount, geometryHash: hash } });
  await db.performance.update({ where: { id: performanceId }, data: { seatCount } });
  return performanceId;
}

function standingGeometry(sections: number): ChartGeometry {
  const firsts = Array.from({ length: sections }, (_, at) => at * PLACES_A_SECTION);
  return {
    format: 1,
    name: `Standing field ${newId()}`,
    seatCount: sections * PLACES_A_SECTION,
    bounds: { x: 0, y: 0, width: sections * 1_000, height: 1_000 },
    focalPoint: [0, 0],
    stage: null,
    categories: ["Front", "Back", "Standing"],
    sections: firsts.map((first, at) => ({
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

async function emptyHall(
  { redis }: Services,
  performanceId: string,
  sections: number,
  soldShare: number,
): Promise<void> {
  const keys = availabilityKeys(redis, performanceId);
  const [seats, , , , holds, deadlines, deltas, buyers] = keys as [string, string, string, string, ...string[]];
  const held = [holds, deadlines, deltas, buyers].filter((key) => key !== undefined);
  await redis.client.unlink(...held, cursorsKey(redis, performanceId));
  const sold = Math.floor(PLACES_A_SECTION * soldShare);
  const section = placeIn(SEAT_SOLD).repeat(sold) + placeIn(SEAT_FOR_SALE).repeat(PLACES_A_SECTION - sold);
  await redis.client.set(seats, section.repeat(sections));
}

async function countTransactions({ db }: Services): Promise<number> {
  const [row] = await db.$queryRaw<{ count: bigint }[]>`
    SELECT xact_commit AS count FROM pg_stat_database WHERE datname = current_database()`;
  return Number(row?.count ?? 0);
}
