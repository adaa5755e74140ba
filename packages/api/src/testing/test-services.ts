import { randomBytes, randomUUID } from "node:crypto";
import { createTestDatabase } from "@usher/db/testing";
import { createMailSink, createPusherEmulator, createSearchEmulator, createStripeEmulator } from "@usher/local-cloud";
import { Logger, runOnce } from "graphile-worker";
import { readEnv } from "../env.ts";
import { movableClock } from "../kernel/clock.ts";
import { openServices } from "../open-services.ts";
import type { Caller, RequestContext, Services } from "../services.ts";

const silent = new Logger(() => () => undefined);

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests through vitest, which starts the services.`);
  return value;
}

/** What the payment provider signs its messages with. */
export const WEBHOOK_SECRET = "whsec_test";

export interface TestSettings {
  readonly webhookUrl?: string;
  readonly settings?: Readonly<Record<string, string | undefined>>;
}

/**
 * Real services of one's own for a test file: a database copied from the template, a key prefix in Redis, and the
 * providers' stand-ins over HTTP, so that the real SDKs run. The clock is the house's and can be moved. The payment
 * provider sends its messages to `webhookUrl`, if there is one. `settings` go before what stands in the services'
 * environment; undefined takes a variable away.
 */
export async function createTestServices({ webhookUrl, settings }: TestSettings = {}) {
  const database = await createTestDatabase(needed("USHER_TEST_POSTGRES_URL"), needed("USHER_TEST_TEMPLATE"));
  const keys = { appId: "1", key: randomBytes(8).toString("hex"), secret: randomBytes(8).toString("hex") };
  const stripeKey = `sk_test_${randomBytes(8).toString("hex")}`;
  const clock = movableClock(Date.now());
  const webhooks = webhookUrl ? [{ url: webhookUrl, secret: WEBHOOK_SECRET }] : [];
  const stripe = createStripeEmulator({ port: 0, secretKeys: [stripeKey], webhooks, clock: () => clock.nowMs() });
  const pusher = createPusherEmulator({ port: 0, ...keys });
  const mail = createMailSink({ port: 0, kept: 10_000 });
  const searchKey = randomBytes(8).toString("hex");
  const search = createSearchEmulator({ port: 0, masterKey: searchKey });
  const [{ port: stripePort }, pusherPort, mailPort, searchPort] = await Promise.all([
    stripe.start(),
    pusher.start(),
    mail.start(),
    search.start(),
  ]);
  const environment = {
    DATABASE_URL: database.url,
    REDIS_URL: needed("USHER_TEST_REDIS_URL"),
    REDIS_PREFIX: `${randomBytes(5).toString("hex")}:`,
    PUSHER_APP_ID: keys.appId,
    PUSHER_KEY: keys.key,
    PUSHER_SECRET: keys.secret,
    PUSHER_HOST: "127.0.0.1",
    PUSHER_PORT: String(pusherPort),
    PUSHER_TLS: "false",
    PUSHER_CLIENT_HOST: "127.0.0.1",
    PUSHER_CLIENT_PORT: String(pusherPort),
    PUSHER_CLIENT_TLS: "false",
    STRIPE_SECRET_KEY: stripeKey,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_API_HOST: "127.0.0.1",
    STRIPE_API_PORT: String(stripePort),
    STRIPE_API_PROTOCOL: "http",
    MEILISEARCH_URL: `http://127.0.0.1:${searchPort}`,
    MEILISEARCH_KEY: searchKey,
    SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
    MAIL_FROM: "Usher <tickets@usher.example>",
    PWA_URL: "http://localhost:3000",
    ADMIN_URL: "http://localhost:3001",
    NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
    USHER_SEALING_KEYS: JSON.stringify({ test1: randomBytes(32).toString("base64") }),
    REVALIDATE_SECRET: randomBytes(16).toString("hex"),
    RATE_LIMIT_FACTOR: "10000",
    LOG_LEVEL: process.env.USHER_TEST_LOG ?? "silent",
    ...settings,
  };
  const services = openServices("test", readEnv(environment), clock);
  return {
    services,
    /** What a further process of the same house starts with. */
    environment,
    clock,
    stripe,
    pusher,
    mail,
    search,
    /** Makes jobs due whose moment has come by the house's clock: the queue goes by the database's. */
    async hurryJobs(): Promise<void> {
      const now = clock.now();
      await services.db.$executeRaw`
        UPDATE graphile_worker._private_jobs SET run_at = now() WHERE run_at > now() AND run_at <= ${now}`;
    },
    /** Runs every job that is due, and those that follow from them. */
    async runJobs(): Promise<void> {
      const { taskList } = await import("../jobs/index.ts");
      await runOnce({
        connectionString: database.url,
        taskList: taskList(services),
        noHandleSignals: true,
        concurrency: 4,
        logger: silent,
      });
    },
    async close(): Promise<void> {
      await services.close();
      await Promise.all([stripe.stop(), pusher.stop(), mail.stop(), search.stop()]);
      await database.drop();
    },
  };
}

export type TestServices = Awaited<ReturnType<typeof createTestServices>>;

/** A caller's context: a guest with a browser of their own unless said otherwise; a person has just signed in. */
export function contextFor(
  services: Services,
  caller: Partial<Caller> = {},
  app: "pwa" | "admin" = "pwa",
): RequestContext {
  const guest = {
    personId: null,
    personEmail: null,
    signedInAtMs: caller.personId ? services.clock.nowMs() : null,
    buyerKey: randomBytes(18).toString("base64url"),
    address: "127.0.0.1",
  };
  return {
    ...services,
    app,
    requestId: randomUUID(),
    caller: { ...guest, ...caller },
    setCookie: () => undefined,
  };
}
