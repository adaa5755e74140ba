import { Refusal } from "../errors.ts";
import type { Services } from "../services.ts";
import { availabilityKeys } from "./availability-keys.ts";
import { currentEpoch, withEpoch } from "./current-epoch.ts";
import { readDeltasScript, readSnapshotScript } from "./scripts.ts";
import { decodeChanges, mergeChanges, type SeatChange } from "./seat-bytes.ts";

const untext = (text: unknown) => String(text).slice(1);
const MOST_DELTAS = 2_000;

/** All bytes with the version they stand at. Refuses NOT_FOUND for a performance that was never put on sale. */
export async function readSnapshot(
  services: Services,
  performanceId: string,
): Promise<{ version: string; seats: string }> {
  const keys = availabilityKeys(services.redis, performanceId);
  const answer = await withEpoch(services, performanceId, async (epoch) => {
    const read = await readSnapshotScript.run<unknown[]>(services.redis, keys, []);
    return read[0] === 1 && untext(read[1]) !== String(epoch) ? [-2] : read;
  });
  if (!answer) throw new Refusal("NOT_FOUND");
  if (answer[0] !== 1) throw new Refusal("MAP_REBUILDING");
  return { version: `${untext(answer[1])}:${Number(answer[2])}`, seats: untext(answer[3]) };
}

export type Deltas =
  | { version: string; changes: SeatChange[]; snapshotNeeded: false }
  | { version: string; snapshotNeeded: true };

/** What changed after `since` (`epoch:counter`), merged to the newest byte a seat; or that a snapshot is needed. */
export async function readDeltas(services: Services, performanceId: string, since: string): Promise<Deltas> {
  const [epoch, counter] = since.split(":") as [string, string];
  const keys = availabilityKeys(services.redis, performanceId);
  if (!(await currentEpoch(services, performanceId))) throw new Refusal("NOT_FOUND");
  const answer = await readDeltasScript.run<unknown[]>(services.redis, keys, [epoch, counter, MOST_DELTAS]);
  if (answer[0] === 1) {
    const changes = mergeChanges(answer.slice(2).map((packed) => decodeChanges(untext(packed))));
    return { version: `${epoch}:${Number(answer[1])}`, changes, snapshotNeeded: false };
  }
  if (answer[0] === 0) return { version: `${untext(answer[1])}:${Number(answer[2])}`, snapshotNeeded: true };
  const { version } = await readSnapshot(services, performanceId);
  return { version, snapshotNeeded: true };
}

/** How many seats are for sale, in baskets, sold and in all. */
export function countSeats(seats: string): { total: number; free: number; held: number; sold: number } {
  const counts = { total: 0, free: 0, held: 0, sold: 0 };
  for (let index = 0; index < seats.length; index++) {
    const byte = seats.charCodeAt(index);
    const state = byte & 3;
    if (state === 3) continue;
    counts.total++;
    if (state === 2) counts.sold++;
    else if (byte & 8) counts.held++;
    else counts.free++;
  }
  return counts;
}
