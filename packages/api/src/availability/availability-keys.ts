import type { RedisAccess } from "../kernel/redis.ts";

/** Keys of one performance in the order in which every script of it takes them. They share a hash tag. */
export function availabilityKeys(redis: RedisAccess, performanceId: string): string[] {
  const base = `${redis.prefix}perf:{${performanceId}}:`;
  return ["seats", "revisions", "version", "epoch", "holds", "deadlines", "deltas", "buyers"].map(
    (name) => base + name,
  );
}

export function requestKey(redis: RedisAccess, performanceId: string, buyerKey: string, requestId: string): string {
  return `${redis.prefix}perf:{${performanceId}}:request:${buyerKey}:${requestId}`;
}

export function cursorsKey(redis: RedisAccess, performanceId: string): string {
  return `${redis.prefix}perf:{${performanceId}}:cursors`;
}
