import type { Services } from "../services.ts";
import { availabilityKeys } from "./availability-keys.ts";
import { withEpoch } from "./current-epoch.ts";
import { settleSeatsScript } from "./scripts.ts";
import { encodeRevision, seatByte } from "./seat-bytes.ts";

/**
 * Writes seats' durable state over to their bytes, and takes them out of the holds they came from. Reads Postgres at the
 * moment it runs, so late and repeated runs write what is true now.
 */
export async function settleSeats(
  services: Services,
  performanceId: string,
  seatIndexes: readonly number[],
  holdIds: readonly string[],
): Promise<void> {
  const rows = await services.db.seatState.findMany({
    where: { performanceId, seatIndex: { in: [...seatIndexes] } },
    select: { seatIndex: true, state: true, revision: true, orderId: true },
  });
  const seats = rows.flatMap((row) => [
    row.seatIndex,
    encodeRevision(row.revision),
    seatByte(row.state, row.orderId !== null),
  ]);
  const keys = availabilityKeys(services.redis, performanceId);
  await withEpoch(services, performanceId, (epoch) =>
    settleSeatsScript.run<unknown[]>(services.redis, keys, [epoch, rows.length, ...seats, ...holdIds]),
  );
}
