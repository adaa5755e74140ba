import { z } from "zod";
import { readKeyRing } from "./kernel/sealed-box.ts";

const port = z.coerce.number().int().min(1).max(65_535);
/** An address to which paths are added. */
const issuer = z.url().refine((url) => !url.endsWith("/"), "Write it without a slash at the end");
const flag = z.enum(["true", "false"]).transform((text) => text === "true");

const KEYS_THAT_BELONG_TOGETHER = [
  ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"],
  ["APPLE_CLIENT_ID", "APPLE_TEAM_ID", "APPLE_KEY_ID", "APPLE_PRIVATE_KEY"],
  ["FACEBOOK_CLIENT_ID", "FACEBOOK_CLIENT_SECRET"],
] as const;

const environment = z
  .object({
    DATABASE_URL: z.url(),
    DATABASE_POOL: z.coerce.number().int().min(1).max(100).default(10),
    REDIS_URL: z.url().optional(),
    UPSTASH_REDIS_REST_URL: z.url().optional(),
    UPSTASH_REDIS_REST_TOKEN: z.string().min(1).optional(),
    REDIS_PREFIX: z.string().default(""),
    PUSHER_APP_ID: z.string().min(1),
    PUSHER_KEY: z.string().min(1),
    PUSHER_SECRET: z.string().min(1),
    PUSHER_HOST: z.string().min(1),
    PUSHER_PORT: port,
    PUSHER_TLS: flag.default(true),
    /** How browsers reach it, where that differs from how servers do. */
    PUSHER_CLIENT_HOST: z.string().min(1),
    PUSHER_CLIENT_PORT: port,
    PUSHER_CLIENT_TLS: flag.default(true),
    STRIPE_SECRET_KEY: z.string().min(1),
    STRIPE_WEBHOOK_SECRET: z.string().min(1),
    STRIPE_API_HOST: z.string().default("api.stripe.com"),
    STRIPE_API_PORT: port.default(443),
    STRIPE_API_PROTOCOL: z.enum(["http", "https"]).default("https"),
    MEILISEARCH_URL: z.url(),
    /** A key that may search and write: the engine is spoken to by servers alone. */
    MEILISEARCH_KEY: z.string().min(1),
    /** Put before the name of every index, so that several installations share an engine. */
    MEILISEARCH_PREFIX: z
      .string()
      .regex(/^[\w-]*$/)
      .default("usher_"),
    SMTP_URL: z.url(),
    MAIL_FROM: z.string().min(3),
    PWA_URL: z.url(),
    ADMIN_URL: z.url(),
    NEXTAUTH_SECRET: z.string().min(32),
    /** JSON `{"id": "base64 of 32 bytes", …}`, the current key first. */
    USHER_SEALING_KEYS: z.string().transform((text, context) => {
      try {
        return readKeyRing(text);
      } catch (error) {
        context.addIssue(error instanceof Error ? error.message : "not a key ring");
        return z.NEVER;
      }
    }),
    /** Multiplies every rate limit: 1 in production; a load test on one machine is one address. */
    RATE_LIMIT_FACTOR: z.coerce.number().int().min(1).default(1),
    /** Other houses that sign people in: each is offered when its keys are set. */
    GOOGLE_CLIENT_ID: z.string().min(1).optional(),
    GOOGLE_CLIENT_SECRET: z.string().min(1).optional(),
    GOOGLE_ISSUER: issuer.default("https://accounts.google.com"),
    APPLE_CLIENT_ID: z.string().min(1).optional(),
    APPLE_TEAM_ID: z.string().min(1).optional(),
    APPLE_KEY_ID: z.string().min(1).optional(),
    /** PEM of the team's key; line ends may be written as `\n`. */
    APPLE_PRIVATE_KEY: z
      .string()
      .transform((text) => text.replaceAll("\\n", "\n"))
      .optional(),
    APPLE_ISSUER: issuer.default("https://appleid.apple.com"),
    FACEBOOK_CLIENT_ID: z.string().min(1).optional(),
    FACEBOOK_CLIENT_SECRET: z.string().min(1).optional(),
    FACEBOOK_DIALOG_URL: issuer.default("https://www.facebook.com"),
    FACEBOOK_GRAPH_URL: issuer.default("https://graph.facebook.com"),
    REVALIDATE_SECRET: z.string().min(16),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  })
  .refine((env) => env.REDIS_URL || (env.UPSTASH_REDIS_REST_URL && env.UPSTASH_REDIS_REST_TOKEN), {
    message: "Set REDIS_URL, or UPSTASH_REDIS_REST_URL with UPSTASH_REDIS_REST_TOKEN",
  })
  .superRefine((env, context) => {
    for (const names of KEYS_THAT_BELONG_TOGETHER) {
      const missing = names.filter((name) => !env[name]);
      if (missing.length > 0 && missing.length < names.length)
        context.addIssue(`Set ${missing.join(", ")} too, or none of ${names.join(", ")}`);
    }
  });

export type ApiEnv = z.output<typeof environment>;

/** Reads and checks the environment. Throws naming each variable that is missing or wrong, so that the boot stops here. */
export function readEnv(source: Record<string, string | undefined> = process.env): ApiEnv {
  const result = environment.safeParse(source);
  if (!result.success)
    throw new Error(`The environment of @usher/api is not complete:\n${z.prettifyError(result.error)}`);
  return result.data;
}
