import { randomUUID } from "node:crypto";
import {
  availabilityKeys,
  decodeChanges,
  mergeChanges,
  packChanges,
  readVersions,
  rebuildAvailability,
  type SeatChange,
} from "../availability/index.ts";
import type { LiveEvent } from "../integrations/pusher/index.ts";
import type { Services } from "../services.ts";
import { giveBackLeases, groupOf, LEASE_MS, takeLeases } from "./leases.ts";
import { type LivePerformance, performancesOnSale } from "./performances-on-sale.ts";

/**
 * One publisher a performance: whoever has the lease of its group reads the stream of changes, demands that they follow one another,
 * and tells the listeners in order. Any break means that Redis lost something: a new epoch is built from Postgres.
 */
const WINDOW_MS = 40;
const IDLE_MS = 150;
const HEARTBEAT_MS = 5_000;
const MOST_ENTRIES = 1_000;
/** The service takes 10,240 bytes a message; the envelope needs a few. */
const MOST_PACKED_CHARACTERS = 9_000;
const MOST_CHANGES = 2_500;

interface Followed {
  epoch: number;
  /** The last version that was told. */
  version: number;
}

interface Entry {
  readonly epoch: number;
  readonly version: number;
  readonly changes: SeatChange[];
}

/** Begins to tell. `onChange` hears of each performance whose seats changed, and of each that is taken up. */
export function startPublisher(
  services: Services,
  onChange: (performanceId: string) => void = () => undefined,
): { stop(): Promise<void> } {
  const owner = randomUUID();
  const followed = new Map<string, Followed>();
  let isStopped = false;
  let lastHeartbeat = 0;
  let leasedUntil = 0;
  let leased: LivePerformance[] = [];
  let runId: string | null = null;

  const turn = async (): Promise<number> => {
    if (Date.now() > leasedUntil - LEASE_MS / 2) {
      runId = await rebuildAfterRestart(services, runId);
      const groups = await takeLeases(services, owner);
      leased = (await performancesOnSale(services)).filter(({ id }) => groups.has(groupOf(id)));
      leasedUntil = Date.now() + LEASE_MS;
      for (const id of followed.keys()) if (!leased.some((one) => one.id === id)) followed.delete(id);
    }
    const told = await tellChanges(services, leased, followed, onChange);
    if (Date.now() - lastHeartbeat >= HEARTBEAT_MS) {
      lastHeartbeat = Date.now();
      await sendHeartbeat(services, followed);
    }
    return told;
  };

  const loop = (async () => {
    while (!isStopped) {
      const told = await turn().catch((error) => {
        services.log.warn({ err: error }, "publisher could not tell changes");
        return 0;
      });
      await new Promise((resolve) => setTimeout(resolve, told > 0 ? WINDOW_MS : IDLE_MS));
    }
  })();

  return {
    async stop() {
      isStopped = true;
      await loop;
      await giveBackLeases(services, owner);
    },
  };
}

/** A Redis that started anew may have come back with old bytes: everything it holds is built again. */
async function rebuildAfterRestart(services: Services, known: string | null): Promise<string | null> {
  const current = await readRunId(services);
  if (!current) return known;
  const stored =
    known ?? ((await services.db.setting.findUnique({ where: { name: "redis.runId" } }))?.value as string | undefined);
  if (stored !== current) {
    if (stored) {
      for (const { id } of await performancesOnSale(services))
        await rebuildAvailability(services, id, "redis started anew");
    }
    const value = { name: "redis.runId", value: current };
    await services.db.setting.upsert({ where: { name: value.name }, create: value, update: value });
  }
  return current;
}

async function readRunId(services: Services): Promise<string | null> {
  try {
    const info = String(await services.redis.client.exec<string>(["INFO", "server"]));
    return /run_id:(\w+)/.exec(info)?.[1] ?? null;
  } catch {
    return null; // a REST service tells no run id; its stream's continuity is checked all the same
  }
}

async function tellChanges(
  services: Services,
  leased: readonly LivePerformance[],
  followed: Map<string, Followed>,
  onChange: (performanceId: string) => void,
): Promise<number> {
  let told = 0;
  const versions = await readVersions(
    services,
    leased.map(({ id }) => id),
  );
  for (const { id } of leased) {
    let at = followed.get(id);
    // Every change raises the version, a new epoch too: where it stands still there is nothing to read.
    if (at && versions.get(id) === at.version) continue;
    if (!at) {
      at = await startFollowing(services, id);
      if (!at) continue;
      followed.set(id, at);
      onChange(id);
    }
    const changes = await tellPerformance(services, id, at, followed);
    if (changes > 0) onChange(id);
    told += changes;
  }
  return told;
}

async function startFollowing(services: Services, id: string): Promise<Followed | undefined> {
  const keys = availabilityKeys(services.redis, id);
  const [epoch, version] = await Promise.all([
    services.redis.client.get<number>(keys[3] as string),
    services.redis.client.get<number>(keys[2] as string),
  ]);
  return epoch === null || version === null ? undefined : { epoch: Number(epoch), version: Number(version) };
}

async function tellPerformance(
  services: Services,
  id: string,
  at: Followed,
  followed: Map<string, Followed>,
): Promise<number> {
  const stream = availabilityKeys(services.redis, id)[6] as string;
  const entries = await readEntries(services, stream, at);
  if (entries.length === 0) {
    // Nothing new, or another epoch began: its stream starts at 1 and is followed from there.
    const now = await startFollowing(services, id);
    if (!now || now.epoch !== at.epoch) followed.delete(id);
    else if (now.version < at.version) await breakFound(services, id, followed, "the version went back");
    if (now && now.epoch !== at.epoch) await announceVersion(services, id, now);
    return 0;
  }
  const isContinuous = entries.every((entry, i) => entry.epoch === at.epoch && entry.version === at.version + 1 + i);
  if (!isContinuous) {
    await breakFound(services, id, followed, "changes do not follow one another");
    return 0;
  }
  const last = entries.at(-1) as Entry;
  // Written down before it is told, so that a later epoch can be seen to begin above it.
  await services.db.performance.updateMany({ where: { id }, data: { publishedVersion: BigInt(last.version) } });
  await services.live.send(seatMessages(id, at, entries));
  at.version = last.version;
  return entries.length;
}

async function readEntries(services: Services, stream: string, at: Followed): Promise<Entry[]> {
  const reply = await services.redis.client.xrange(stream, `${at.epoch}-${at.version + 1}`, "+", MOST_ENTRIES);
  return Object.entries(reply as Record<string, { c?: unknown }>).map(([streamId, fields]) => {
    const [epoch, version] = streamId.split("-").map(Number) as [number, number];
    return { epoch, version, changes: decodeChanges(String(fields.c ?? "")) };
  });
}

/** Entries as few messages as fit, each saying from which version to which. */
function seatMessages(id: string, at: Followed, entries: readonly Entry[]): LiveEvent[] {
  const messages: LiveEvent[] = [];
  let from = at.version;
  let batch: Entry[] = [];
  const flush = () => {
    const to = batch.at(-1)?.version;
    if (to === undefined) return;
    const c = packChanges(mergeChanges(batch.map((entry) => entry.changes)));
    if (c.length > MOST_PACKED_CHARACTERS) {
      // Too much for a message: listeners are told the version alone, and ask.
      messages.push({ channel: `perf-${id}`, name: "version", data: { e: at.epoch, v: to } });
    } else {
      messages.push({ channel: `perf-${id}`, name: "seats", data: { e: at.epoch, f: from, t: to, c } });
    }
    from = to;
    batch = [];
  };
  let size = 0;
  for (const entry of entries) {
    if (size + entry.changes.length > MOST_CHANGES) {
      flush();
      size = 0;
    }
    batch.push(entry);
    size += entry.changes.length;
  }
  flush();
  return messages;
}

async function breakFound(
  services: Services,
  id: string,
  followed: Map<string, Followed>,
  reason: string,
): Promise<void> {
  services.log.warn({ performanceId: id, reason }, "availability broke and is built anew");
  followed.delete(id);
  await rebuildAvailability(services, id, reason);
}

function announceVersion(services: Services, id: string, { epoch, version }: Followed): Promise<void> {
  return services.live.send([{ channel: `perf-${id}`, name: "version", data: { e: epoch, v: version } }]);
}

/** The current version, to whoever listens: a client that lost the last message learns of it within seconds. */
async function sendHeartbeat(services: Services, followed: ReadonlyMap<string, Followed>): Promise<void> {
  const occupied = await services.live.occupiedChannels("perf-");
  const events = [...followed]
    .filter(([id]) => occupied.has(`perf-${id}`))
    .map(([id, { epoch, version }]) => ({ channel: `perf-${id}`, name: "version", data: { e: epoch, v: version } }));
  await services.live.send(events);
}
