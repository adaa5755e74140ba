import { z } from "zod";

const port = z.coerce.number().int().min(0).max(65_535);
const text = z.string().min(1);

const redirectUris = z.array(z.url()).min(1);
const withSecret = z.strictObject({ clientId: text, clientSecret: text, redirectUris }).optional();
const clients = z.strictObject({
  google: withSecret,
  apple: z.strictObject({ clientId: text, teamId: text, keyId: text, publicKey: text, redirectUris }).optional(),
  facebook: withSecret,
});

const shape = z.object({
  POSTGRES_DIR: text.optional(),
  POSTGRES_PORT: port.default(0),
  POSTGRES_DATABASES: text.default("usher"),
  POSTGRES_MAX_CONNECTIONS: z.coerce.number().int().min(10).default(100),
  REDIS_DIR: text.optional(),
  REDIS_PORT: port.default(0),
  REDIS_APPEND_ONLY: z.enum(["yes", "no"]).default("yes"),
  REDIS_REST_PORT: port.optional(),
  REDIS_REST_TOKEN: text.optional(),
  PUSHER_PORT: port,
  PUSHER_APP_ID: text,
  PUSHER_KEY: text,
  PUSHER_SECRET: text,
  PUSHER_WEBHOOK_URL: z.url().optional(),
  STRIPE_PORT: port,
  STRIPE_SECRET_KEY: text,
  STRIPE_WEBHOOK_URL: z.url(),
  STRIPE_WEBHOOK_SECRET: text,
  STRIPE_STATE_FILE: text.optional(),
  STRIPE_PUBLIC_URL: z.url().optional(),
  SMTP_PORT: port,
  MAIL_DIR: text.optional(),
  OPENID_PORT: port.optional(),
  /** JSON: the clients registered at Google, Apple and Facebook. */
  OPENID_CLIENTS: z
    .string()
    .transform((value, context) => {
      try {
        return clients.parse(JSON.parse(value));
      } catch {
        context.addIssue("not a list of clients");
        return z.NEVER;
      }
    })
    .optional(),
  MEILISEARCH_DIR: text.optional(),
  MEILISEARCH_PORT: port.default(0),
  MEILISEARCH_KEY: text.optional(),
  PAGE_PORT: port.default(4000),
});

/** What the process is told: ports, folders and keys. PostgreSQL, Redis and Meilisearch run only when they are given a folder. */
export type LocalCloudEnv = z.infer<typeof shape>;

/** Reads the environment. Refuses with a sentence for each value that is missing or wrong. */
export function readEnv(environment: NodeJS.ProcessEnv): LocalCloudEnv {
  const parsed = shape.safeParse(environment);
  if (!parsed.success) throw new Error(`The services cannot start:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
