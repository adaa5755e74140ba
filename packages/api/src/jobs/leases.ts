import type { Services } from "../services.ts";

export const LEASE_MS = 5_000;
/** Performances are told in groups, so that a thousand that nobody buys at now cost no more than a few. */
const GROUPS = 16;

/** The group of a performance, by the last digits of its id. */
export const groupOf = (performanceId: string): number => Number.parseInt(performanceId.slice(-4), 16) % GROUPS;

const leaseKey = (services: Services, group: number) => `${services.redis.prefix}publisher:${group}`;

/** Takes each group that nobody has and keeps those that are one's own. Returns the groups that `owner` has now. */
export async function takeLeases(services: Services, owner: string): Promise<ReadonlySet<number>> {
  const won = await Promise.all(Array.from({ length: GROUPS }, (_, group) => takeLease(services, group, owner)));
  return new Set(won.flatMap((isMine, group) => (isMine ? [group] : [])));
}

async function takeLease(services: Services, group: number, owner: string): Promise<boolean> {
  const key = leaseKey(services, group);
  const taken = await services.redis.client.set(key, owner, { nx: true, px: LEASE_MS });
  if (taken === "OK") return true;
  if ((await services.redis.client.get<string>(key)) !== owner) return false;
  await services.redis.client.pexpire(key, LEASE_MS);
  return true;
}

/** Gives back what `owner` has, so that the next one need not wait. A Redis that is away has forgotten it soon. */
export async function giveBackLeases(services: Services, owner: string): Promise<void> {
  const keys = Array.from({ length: GROUPS }, (_, group) => leaseKey(services, group));
  const owners = await services.redis.client.mget<(string | null)[]>(keys).catch(() => []);
  const mine = keys.filter((_, at) => owners[at] === owner);
  if (mine.length > 0) await services.redis.client.del(...mine).catch(() => 0);
}
