import type { Tx } from "@usher/db";
import type { Services } from "../services.ts";
import { availabilityKeys } from "./availability-keys.ts";
import { availabilityLock } from "./availability-lock.ts";
import { placesOfCells } from "./cells.ts";
import { buildAvailabilityScript } from "./scripts.ts";
import { encodeRevision, SEAT_FOR_SALE, seatByte } from "./seat-bytes.ts";

interface Claim {
  readonly buyerKey: string;
  readonly orderId: string;
  readonly leftMs: number;
  /** Indexes in seat_state, ascending. */
  readonly cells: number[];
}

interface SeatRow {
  seatIndex: number;
  state: number;
  revision: number;
  orderId: string | null;
  holdId: string | null;
  backstopAt: Date | null;
}

/**
 * Builds a performance's availability as a new epoch from `seat_state`, under a lock, so that of many who notice a loss
 * one does the work. Claims come back as the holds they were; holds nobody was paying for are kept when Redis still has
 * them and their seats are free. With `onlyIfMissing` nothing is built where Redis and Postgres agree on the epoch by the
 * time the lock is had. Returns the epoch that stands afterwards.
 */
export async function rebuildAvailability(
  services: Services,
  performanceId: string,
  reason: string,
  { onlyIfMissing = false }: { readonly onlyIfMissing?: boolean } = {},
): Promise<number> {
  const before = await services.db.performance.findUniqueOrThrow({
    where: { id: performanceId },
    select: { epoch: true },
  });
  return services.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${availabilityLock(performanceId)})`;
    const performance = await tx.performance.findUniqueOrThrow({ where: { id: performanceId } });
    const inRedis = await epochInRedis(services, performanceId);
    // Somebody else built it while this call waited for the lock.
    const isBuilt = inRedis > 0 && inRedis === performance.epoch;
    if (isBuilt && (onlyIfMissing || performance.epoch > before.epoch)) return performance.epoch;
    // Postgres restored from a backup may be behind Redis: the new epoch stands above both.
    const epoch = Math.max(performance.epoch, inRedis) + 1;
    await tx.performance.update({ where: { id: performanceId }, data: { epoch } });
    const rows = await tx.seatState.findMany({ where: { performanceId }, orderBy: { seatIndex: "asc" } });
    const { bytes, revisions } = drawBytes(performance.seatCount * performance.cellCount, rows);
    const claims = await readClaims(tx, rows);
    const claimArgs = claims.flatMap(([holdId, claim]) => claimArguments(holdId, claim, performance.cellCount));
    const keys = availabilityKeys(services.redis, performanceId);
    const args = [epoch, bytes, revisions, "keep", claims.length, ...claimArgs];
    const [code] = await buildAvailabilityScript.run<number[]>(services.redis, keys, args);
    // Somebody raised the epoch between the two: nothing was built, so nothing is committed either.
    if (code !== 1) throw new Error(`Epoch ${epoch} of ${performanceId} was overtaken`);
    services.log.info({ performanceId, epoch, reason, claims: claims.length }, "availability built");
    return epoch;
  });
}

/** A hold keeps the same cells of each of its places. */
function claimArguments(holdId: string, { buyerKey, orderId, leftMs, cells }: Claim, cellCount: number) {
  const places = placesOfCells(cells, cellCount);
  const first = Math.min(...cells.map((cell) => cell % cellCount));
  const count = cells.length / places.length;
  return [holdId, buyerKey, orderId, leftMs, leftMs, cellCount, first, count, places.length, ...places];
}

async function epochInRedis(services: Services, performanceId: string): Promise<number> {
  const key = availabilityKeys(services.redis, performanceId)[3] as string;
  return Number(await services.redis.client.get(key)) || 0;
}

function drawBytes(cells: number, rows: readonly SeatRow[]) {
  const bytes = Buffer.alloc(cells, seatByte(SEAT_FOR_SALE, false));
  const revisions = Buffer.alloc(cells * 4, encodeRevision(0), "latin1");
  for (const row of rows) {
    bytes[row.seatIndex] = seatByte(row.state, row.orderId !== null);
    revisions.write(encodeRevision(row.revision), row.seatIndex * 4, "latin1");
  }
  return { bytes: bytes.toString("latin1"), revisions: revisions.toString("latin1") };
}

async function readClaims(tx: Tx, rows: readonly SeatRow[]): Promise<[holdId: string, Claim][]> {
  const claimed = rows.filter((row) => row.orderId !== null);
  const orders = await tx.order.findMany({
    where: { id: { in: [...new Set(claimed.map((row) => row.orderId as string))] } },
    select: { id: true, buyerKey: true },
  });
  const buyerOf = new Map(orders.map((order) => [order.id, order.buyerKey]));
  const claims = new Map<string, Claim>();
  for (const { holdId, orderId, backstopAt, seatIndex } of claimed) {
    if (!holdId || !orderId || !backstopAt) continue;
    const claim = claims.get(holdId) ?? {
      buyerKey: buyerOf.get(orderId) ?? "",
      orderId,
      leftMs: Math.max(0, backstopAt.getTime() - Date.now()),
      cells: [],
    };
    claim.cells.push(seatIndex);
    claims.set(holdId, claim);
  }
  return [...claims];
}
