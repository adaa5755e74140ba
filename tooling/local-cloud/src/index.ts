export {
  type PostgresOptions,
  type RunningPostgres,
  startPostgres,
} from "./postgres/start-postgres.ts";
export {
  type RedisOptions,
  type RunningRedis,
  startRedis,
} from "./redis/start-redis.ts";
