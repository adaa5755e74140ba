import { openDatabase } from "@usher/db";
import { type ApiEnv, readEnv } from "./env.ts";
import { openMailer } from "./integrations/mail/index.ts";
import { openSearchEngine } from "./integrations/meilisearch/index.ts";
import { openLive } from "./integrations/pusher/index.ts";
import { openPaymentProvider } from "./integrations/stripe/index.ts";
import { type Clock, systemClock } from "./kernel/clock.ts";
import { createLogger } from "./kernel/logging.ts";
import { openRedis, type RedisAddress } from "./kernel/redis.ts";
import { createSealedBox } from "./kernel/sealed-box.ts";
import type { Services } from "./services.ts";

function redisAddress(env: ApiEnv): RedisAddress {
  if (env.REDIS_URL) return { kind: "url", url: env.REDIS_URL };
  return { kind: "rest", url: env.UPSTASH_REDIS_REST_URL ?? "", token: env.UPSTASH_REDIS_REST_TOKEN ?? "" };
}

/** Opens everything a process stands on. Connections are lazy; `close` ends them. */
export function openServices(name: string, env: ApiEnv = readEnv(), clock: Clock = systemClock): Services {
  const db = openDatabase(env.DATABASE_URL, { poolSize: env.DATABASE_POOL });
  const redis = openRedis(redisAddress(env), env.REDIS_PREFIX);
  const mailer = openMailer(env);
  return {
    env,
    db,
    redis,
    clock,
    mailer,
    log: createLogger(env.LOG_LEVEL, name),
    box: createSealedBox(env.USHER_SEALING_KEYS),
    payments: openPaymentProvider(env),
    live: openLive(env),
    search: openSearchEngine(env),
    async close() {
      mailer.close();
      await redis.close();
      await db.$disconnect();
    },
  };
}

// Bundlers may load this module more than once in a process; its connections must be opened once.
const OPENED = Symbol.for("usher.services");

/** The services of a web process, opened at the first request. */
export function webServices(): Services {
  const host = globalThis as { [OPENED]?: Services };
  host[OPENED] ??= openServices("web");
  return host[OPENED];
}
