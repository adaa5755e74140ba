export { createMailSink, type MailControl, type MailSink, type MailSinkOptions } from "./mail/create-mail-sink.ts";
export type { MailFilter } from "./mail/inbox.ts";
export type { MailMessage } from "./mail/mail-message.ts";
export {
  createSearchEmulator,
  type SearchControl,
  type SearchEmulator,
  type SearchOptions,
} from "./meilisearch/create-search-emulator.ts";
export { findMeilisearch } from "./meilisearch/find-meilisearch.ts";
export { type RunningMeilisearch, startMeilisearch } from "./meilisearch/start-meilisearch.ts";
export {
  createOpenIdEmulator,
  type OpenIdControl,
  type OpenIdEmulator,
  type OpenIdOptions,
} from "./openid/create-openid-emulator.ts";
export type { Person } from "./openid/grants.ts";
export type { AppleClient, House, OpenIdClients, SecretClient } from "./openid/houses.ts";
export {
  type PostgresOptions,
  type RunningPostgres,
  startPostgres,
} from "./postgres/start-postgres.ts";
export type { Restartable, RestartableServer } from "./process/restartable.ts";
export type { PusherControl } from "./pusher/control.ts";
export { createPusherEmulator, type PusherEmulator, type PusherOptions } from "./pusher/create-pusher-emulator.ts";
export type { EventRecord } from "./pusher/delivery.ts";
export type { PusherWebhook, WebhookEvent } from "./pusher/webhooks.ts";
export { createRedisRestGateway, type RedisRestGateway, type RedisRestOptions } from "./redis/rest-gateway.ts";
export {
  type RedisOptions,
  type RunningRedis,
  startRedis,
} from "./redis/start-redis.ts";
export {
  type LocalCloud,
  type LocalCloudAddresses,
  type LocalCloudOptions,
  type LocalSearchOptions,
  startLocalCloud,
} from "./start-local-cloud.ts";
export {
  type CardOutcome,
  createStripeEmulator,
  type DirectPayment,
  type FailureManner,
  type FaultSettings,
  type StripeControl,
  type StripeEmulator,
  type StripeEmulatorOptions,
  type WebhookEndpoint,
  type WebhookMode,
} from "./stripe/index.ts";
