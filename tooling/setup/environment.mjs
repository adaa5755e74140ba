import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { at, LOCAL } from "./paths.mjs";

const QUIET = {
  NEXT_TELEMETRY_DISABLED: "1",
  TURBO_TELEMETRY_DISABLED: "1",
  CHECKPOINT_DISABLE: "1",
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
  DO_NOT_TRACK: "1",
};

/**
 * The environment of what we start: this one, without what npm adds about itself, with the pinned Node first on the path so
 * that scripts with `#!/usr/bin/env node` run on it too.
 */
export function childEnvironment(extra = {}) {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_|^INIT_CWD$|^NODE_ENV$/.test(name)),
  );
  const path = [at("node_modules/.bin"), process.env.PATH].join(delimiter);
  return { ...inherited, PATH: path, ...QUIET, ...extra };
}

/** The keys of this laptop, made once. They open nothing anywhere else. */
export function secrets(file = join(LOCAL, "secrets.json")) {
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const all = { ...freshSecrets(), ...kept };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
  return all;
}

function freshSecrets() {
  const hex = (bytes) => randomBytes(bytes).toString("hex");
  return {
    NEXTAUTH_SECRET: randomBytes(36).toString("base64url"),
    USHER_SEALING_KEYS: JSON.stringify({ laptop1: randomBytes(32).toString("base64") }),
    REVALIDATE_SECRET: hex(24),
    PUSHER_APP_ID: "100001",
    PUSHER_KEY: hex(10),
    PUSHER_SECRET: hex(20),
    STRIPE_SECRET_KEY: `sk_test_${hex(24)}`,
    STRIPE_WEBHOOK_SECRET: `whsec_${hex(24)}`,
    MEILISEARCH_KEY: hex(16),
    ...houseKeys(hex),
  };
}

/** What this laptop is at the houses that sign people in. Apple knows a key instead of a secret. */
function houseKeys(hex) {
  const team = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return {
    GOOGLE_CLIENT_ID: "usher-on-a-laptop.apps.google.example",
    GOOGLE_CLIENT_SECRET: hex(16),
    APPLE_CLIENT_ID: "example.usher.laptop",
    APPLE_TEAM_ID: "USHERTEAM1",
    APPLE_KEY_ID: "LAPTOPKEY1",
    APPLE_PRIVATE_KEY: team.privateKey,
    FACEBOOK_CLIENT_ID: "100200300400500",
    FACEBOOK_CLIENT_SECRET: hex(16),
  };
}

/** Those keys as the houses have them, with where each app may be gone back to. */
function houseClients(keys, urls) {
  const redirectUris = (house) => [urls.pwa, urls.admin].map((url) => `${url}/api/auth/callback/${house}`);
  const privateKey = createPrivateKey(keys.APPLE_PRIVATE_KEY);
  return {
    google: {
      clientId: keys.GOOGLE_CLIENT_ID,
      clientSecret: keys.GOOGLE_CLIENT_SECRET,
      redirectUris: redirectUris("google"),
    },
    apple: {
      clientId: keys.APPLE_CLIENT_ID,
      teamId: keys.APPLE_TEAM_ID,
      keyId: keys.APPLE_KEY_ID,
      publicKey: createPublicKey(privateKey).export({ type: "spki", format: "pem" }),
      redirectUris: redirectUris("apple"),
    },
    facebook: {
      clientId: keys.FACEBOOK_CLIENT_ID,
      clientSecret: keys.FACEBOOK_CLIENT_SECRET,
      redirectUris: redirectUris("facebook"),
    },
  };
}

/** What the services of a laptop are told. `ports.page` and the apps' addresses are chosen before; the rest they choose. */
export function localCloudEnvironment({ keys, data, ports, urls }) {
  return childEnvironment({
    POSTGRES_DIR: join(data, "postgres"),
    POSTGRES_DATABASES: "usher",
    POSTGRES_PORT: "0",
    REDIS_DIR: join(data, "redis"),
    REDIS_PORT: "0",
    PUSHER_PORT: String(ports.pusher ?? 0),
    PUSHER_APP_ID: keys.PUSHER_APP_ID,
    PUSHER_KEY: keys.PUSHER_KEY,
    PUSHER_SECRET: keys.PUSHER_SECRET,
    STRIPE_PORT: String(ports.stripe ?? 0),
    STRIPE_PUBLIC_URL: `http://localhost:${ports.stripe}`,
    STRIPE_SECRET_KEY: keys.STRIPE_SECRET_KEY,
    STRIPE_WEBHOOK_SECRET: keys.STRIPE_WEBHOOK_SECRET,
    STRIPE_WEBHOOK_URL: `${urls.pwa}/api/stripe/webhook`,
    STRIPE_STATE_FILE: join(data, "stripe.json"),
    MEILISEARCH_DIR: join(data, "meilisearch"),
    MEILISEARCH_KEY: keys.MEILISEARCH_KEY,
    OPENID_PORT: String(ports.openid ?? 0),
    OPENID_CLIENTS: JSON.stringify(houseClients(keys, urls)),
    SMTP_PORT: "0",
    MAIL_DIR: join(data, "mail"),
    PAGE_PORT: String(ports.page),
  });
}

/** What the product is told: the same variables as anywhere else, with the addresses of this laptop's services. */
export function productEnvironment({ keys, services, urls, development = false }) {
  const pusher = new URL(services.pusher);
  const stripe = new URL(services.stripe);
  return {
    NODE_ENV: development ? "development" : "production",
    DATABASE_URL: services.postgres,
    REDIS_URL: services.redis,
    REDIS_PREFIX: "usher:",
    ...keys,
    PUSHER_HOST: pusher.hostname,
    PUSHER_PORT: pusher.port,
    PUSHER_TLS: "false",
    PUSHER_CLIENT_HOST: "localhost",
    PUSHER_CLIENT_PORT: pusher.port,
    PUSHER_CLIENT_TLS: "false",
    STRIPE_API_HOST: stripe.hostname,
    STRIPE_API_PORT: stripe.port,
    STRIPE_API_PROTOCOL: "http",
    MEILISEARCH_URL: services.meilisearch,
    GOOGLE_ISSUER: `${services.openid}/google`,
    APPLE_ISSUER: `${services.openid}/apple`,
    FACEBOOK_DIALOG_URL: `${services.openid}/facebook`,
    FACEBOOK_GRAPH_URL: `${services.openid}/facebook`,
    SMTP_URL: services.mail,
    MAIL_FROM: "Usher <tickets@usher.example>",
    PWA_URL: urls.pwa,
    ADMIN_URL: urls.admin,
    LOG_LEVEL: process.env.LOG_LEVEL ?? "info",
  };
}
