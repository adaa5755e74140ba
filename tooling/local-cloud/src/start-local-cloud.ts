import { createMailSink, type MailSink, type MailSinkOptions } from "./mail/create-mail-sink.ts";
import { createSearchEmulator, type SearchEmulator } from "./meilisearch/create-search-emulator.ts";
import { findMeilisearch } from "./meilisearch/find-meilisearch.ts";
import { type RunningMeilisearch, startMeilisearch } from "./meilisearch/start-meilisearch.ts";
import { createOpenIdEmulator, type OpenIdEmulator, type OpenIdOptions } from "./openid/create-openid-emulator.ts";
import { databaseService } from "./operate/database-service.ts";
import { mailService } from "./operate/mail-service.ts";
import { openIdService } from "./operate/openid-service.ts";
import { pusherService } from "./operate/pusher-service.ts";
import { searchService } from "./operate/search-service.ts";
import type { Service } from "./operate/service.ts";
import { stripeService } from "./operate/stripe-service.ts";
import { createOperatorPage } from "./page/create-operator-page.ts";
import { type PostgresOptions, type RunningPostgres, startPostgres } from "./postgres/start-postgres.ts";
import { Restartable } from "./process/restartable.ts";
import { createPusherEmulator, type PusherEmulator, type PusherOptions } from "./pusher/create-pusher-emulator.ts";
import { createRedisRestGateway } from "./redis/rest-gateway.ts";
import { type RedisOptions, type RunningRedis, startRedis } from "./redis/start-redis.ts";
import { createStripeEmulator, type StripeEmulator, type StripeEmulatorOptions } from "./stripe/index.ts";

/** Which services to run; what is absent is not run. Port 0 takes a free one everywhere. */
export interface LocalCloudOptions {
  postgres?: PostgresOptions;
  redis?: RedisOptions;
  /** Needs `redis`. */
  redisRest?: { port: number; token: string };
  pusher?: PusherOptions;
  stripe?: StripeEmulatorOptions;
  mail?: MailSinkOptions;
  openid?: OpenIdOptions;
  meilisearch?: LocalSearchOptions;
  page?: { port: number; host?: string };
}

/** The real engine with its indexes in `dir` where this machine has one (`MEILISEARCH_BINARY`, or on the path), else its stand-in. */
export interface LocalSearchOptions {
  port: number;
  dir: string;
  masterKey: string;
  /** The engine to run; looked for when absent, and the stand-in with `null`. */
  binary?: string | null;
}

/** Where what runs is reached. PostgreSQL's address is that of its first database. */
export interface LocalCloudAddresses {
  postgres?: string;
  redis?: string;
  redisRest?: string;
  pusher?: string;
  stripe?: string;
  mail?: string;
  /** What stands before the houses' names: an issuer is `<openid>/google`. */
  openid?: string;
  meilisearch?: string;
  page?: string;
}

/** All that runs, for tests and for the process that owns it. */
export interface LocalCloud {
  addresses: LocalCloudAddresses;
  postgres?: Restartable<RunningPostgres>;
  redis?: Restartable<RunningRedis>;
  pusher?: PusherEmulator;
  stripe?: StripeEmulator;
  mail?: MailSink;
  openid?: OpenIdEmulator;
  /** The stand-in for Meilisearch; the real engine is not in our hands. */
  search?: SearchEmulator;
  /** Page first, then the services that the databases' users stand for, then the databases. */
  stop(): Promise<void>;
}

type Stop = () => Promise<void>;

/** Starts the asked services and the page over them. When one does not start, none stays. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const stops: Stop[] = [];
  const stop = async () => {
    for (const one of stops.splice(0).toReversed()) await one();
  };
  try {
    const cloud = await startAll(options, stops);
    return { ...cloud, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startAll(options: LocalCloudOptions, stops: Stop[]): Promise<Omit<LocalCloud, "stop">> {
  const addresses: LocalCloudAddresses = {};
  const services: Service[] = [];
  const [postgres, redis] = await startDatabases(options, stops);
  if (postgres) {
    addresses.postgres = postgres.server.url(options.postgres?.databases?.[0]);
    services.push(databaseService("postgres", "PostgreSQL", postgres));
  }
  if (redis) {
    addresses.redis = redis.server.url;
    services.push(databaseService("redis", "Redis", redis));
  }
  if (options.redisRest) {
    if (!redis) throw new Error("The REST gateway needs a Redis behind it.");
    const gateway = createRedisRestGateway({ redisUrl: redis.server.url, ...options.redisRest });
    stops.push(() => gateway.stop());
    addresses.redisRest = await gateway.start();
  }
  const emulators = await startEmulators(options, stops, addresses, services);
  if (options.page) {
    const page = createOperatorPage({ ...options.page, services, ...emulators });
    stops.push(() => page.stop());
    addresses.page = `http://localhost:${await page.start()}`;
  }
  return { addresses, postgres, redis, ...emulators };
}

/** Both at once, and both stopped at once: each may take seconds. */
async function startDatabases({ postgres, redis }: LocalCloudOptions, stops: Stop[]) {
  const starting = [
    postgres && Restartable.begin(postgres.port, (port) => startPostgres({ ...postgres, port })),
    redis && Restartable.begin(redis.port, (port) => startRedis({ ...redis, port })),
  ] as const;
  const started = await Promise.allSettled(starting);
  stops.push(async () => {
    await Promise.all(started.map((one) => (one.status === "fulfilled" ? one.value?.end() : undefined)));
  });
  return Promise.all(starting);
}

async function startEmulators(
  options: LocalCloudOptions,
  stops: Stop[],
  addresses: LocalCloudAddresses,
  services: Service[],
): Promise<Pick<LocalCloud, "pusher" | "stripe" | "mail" | "openid" | "search">> {
  const pusher = options.pusher && createPusherEmulator(options.pusher);
  if (pusher) {
    stops.push(() => pusher.stop());
    addresses.pusher = `http://127.0.0.1:${await pusher.start()}`;
    services.push(pusherService(pusher));
  }
  const stripe = options.stripe && createStripeEmulator(options.stripe);
  if (stripe) {
    stops.push(() => stripe.stop());
    const { port } = await stripe.start();
    addresses.stripe = `http://127.0.0.1:${port}`;
    services.push(stripeService(stripe, port));
  }
  const mail = options.mail && createMailSink(options.mail);
  if (mail) {
    stops.push(() => mail.stop());
    addresses.mail = `smtp://127.0.0.1:${await mail.start()}`;
    services.push(mailService(mail));
  }
  const openid = options.openid && createOpenIdEmulator(options.openid);
  if (openid) {
    stops.push(() => openid.stop());
    const port = await openid.start();
    addresses.openid = options.openid?.publicUrl ?? `http://localhost:${port}`;
    services.push(openIdService(openid));
  }
  const search = options.meilisearch && (await startSearch(options.meilisearch, stops, addresses, services));
  return { pusher, stripe, mail, openid, search };
}

async function startSearch(
  { binary = findMeilisearch(), ...options }: LocalSearchOptions,
  stops: Stop[],
  addresses: LocalCloudAddresses,
  services: Service[],
): Promise<SearchEmulator | undefined> {
  if (binary !== null) {
    const engine: Restartable<RunningMeilisearch> = await Restartable.begin(options.port, (port) =>
      startMeilisearch({ ...options, port, binary }),
    );
    stops.push(() => engine.end());
    addresses.meilisearch = `http://127.0.0.1:${engine.server.port}`;
    services.push(databaseService("meilisearch", "Meilisearch", engine));
    return undefined;
  }
  const standIn = createSearchEmulator(options);
  stops.push(() => standIn.stop());
  addresses.meilisearch = `http://127.0.0.1:${await standIn.start()}`;
  services.push(searchService(standIn));
  return standIn;
}
