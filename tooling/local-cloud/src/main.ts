/**
 * The process that runs the services of a laptop, told by environment variables (see env.ts). Says `{type: "ready", services}` to its
 * parent and one line to people. Ends on SIGTERM, SIGINT or SIGHUP, and when its parent is gone.
 */
import { type LocalCloudEnv, readEnv } from "./env.ts";
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from "./start-local-cloud.ts";

const LONGEST_STOP_MS = 9500;

function optionsFrom(env: LocalCloudEnv): LocalCloudOptions {
  const { POSTGRES_DIR, REDIS_DIR, REDIS_REST_PORT, REDIS_REST_TOKEN } = env;
  return {
    postgres: POSTGRES_DIR
      ? {
          dir: POSTGRES_DIR,
          port: env.POSTGRES_PORT,
          databases: env.POSTGRES_DATABASES.split(","),
          maxConnections: env.POSTGRES_MAX_CONNECTIONS,
        }
      : undefined,
    redis: REDIS_DIR
      ? { dir: REDIS_DIR, port: env.REDIS_PORT, appendOnly: env.REDIS_APPEND_ONLY === "yes" }
      : undefined,
    redisRest:
      REDIS_REST_PORT !== undefined && REDIS_REST_TOKEN
        ? { port: REDIS_REST_PORT, token: REDIS_REST_TOKEN }
        : undefined,
    pusher: {
      port: env.PUSHER_PORT,
      appId: env.PUSHER_APP_ID,
      key: env.PUSHER_KEY,
      secret: env.PUSHER_SECRET,
      webhooks: env.PUSHER_WEBHOOK_URL ? [{ url: env.PUSHER_WEBHOOK_URL }] : [],
    },
    stripe: {
      port: env.STRIPE_PORT,
      publicUrl: env.STRIPE_PUBLIC_URL,
      secretKeys: [env.STRIPE_SECRET_KEY],
      webhooks: [{ url: env.STRIPE_WEBHOOK_URL, secret: env.STRIPE_WEBHOOK_SECRET }],
      stateFile: env.STRIPE_STATE_FILE,
    },
    mail: { port: env.SMTP_PORT, stateDir: env.MAIL_DIR },
    openid:
      env.OPENID_PORT !== undefined && env.OPENID_CLIENTS
        ? { port: env.OPENID_PORT, clients: env.OPENID_CLIENTS }
        : undefined,
    meilisearch:
      env.MEILISEARCH_DIR && env.MEILISEARCH_KEY
        ? { port: env.MEILISEARCH_PORT, dir: env.MEILISEARCH_DIR, masterKey: env.MEILISEARCH_KEY }
        : undefined,
    page: { port: env.PAGE_PORT },
  };
}

let isEnding = false;
// Inside a promise, so that a wrong environment is told below in one sentence, without a stack.
const starting: Promise<LocalCloud> = Promise.resolve().then(() => startLocalCloud(optionsFrom(readEnv(process.env))));

async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  // The databases are tied to this process, so leaving is enough to end what did not stop in time.
  setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
  const cloud = await starting.catch(() => undefined);
  await cloud?.stop();
  process.exit(0);
}

for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => void end());
process.on("disconnect", () => void end());

try {
  const { addresses } = await starting;
  process.send?.({ type: "ready", services: addresses });
  console.log(`Services are up; look at them on ${addresses.page}`);
} catch (error) {
  if (!isEnding) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
