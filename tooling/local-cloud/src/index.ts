export { createMailSink, type MailControl, type MailSink, type MailSinkOptions } from "./mail/create-mail-sink.ts";
export type { MailFilter } from "./mail/inbox.ts";
export type { MailMessage } from "./mail/mail-message.ts";
export {
  type PostgresOptions,
  type RunningPostgres,
  startPostgres,
} from "./postgres/start-postgres.ts";
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
