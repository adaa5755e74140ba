/**
 * The process that people's browsers reach: `node serve.ts --app pwa --port 3000 --next-port 3100 [--host …] [--next-host …] [--trusted-hops n] [--dev]`. Says
 * `{type: "ready"}` to its parent. On SIGTERM, and when its parent is gone, it stops taking requests, finishes those it has, and ends.
 */
import { parseArgs } from "node:util";
import { createRequestContext } from "../context.ts";
import { readEnv } from "../env.ts";
import { openServices } from "../open-services.ts";
import { appRouter } from "../root.ts";
import { createFrontServer } from "./front-server.ts";
import { createLeanHost } from "./lean-host.ts";

const LONGEST_STOP_MS = 10_000;

const { values: flags } = parseArgs({
  options: {
    app: { type: "string" },
    host: { type: "string" },
    port: { type: "string" },
    "next-port": { type: "string" },
    "next-host": { type: "string", default: "127.0.0.1" },
    "trusted-hops": { type: "string", default: "0" },
    dev: { type: "boolean", default: false },
  },
});
if (flags.app !== "pwa" && flags.app !== "admin") throw new Error("Say which app to serve: --app pwa or --app admin.");
const { app } = flags;
const env = readEnv();
const services = openServices(`front-${app}`, env);
const { log } = services;
const publicUrl = new URL(app === "pwa" ? env.PWA_URL : env.ADMIN_URL);
const trustedHops = Number(flags["trusted-hops"]);
const socketOrigin = `${env.PUSHER_CLIENT_TLS ? "wss" : "ws"}://${env.PUSHER_CLIENT_HOST}:${env.PUSHER_CLIENT_PORT}`;

const server = createFrontServer({
  upstream: {
    host: flags["next-host"],
    port: Number(flags["next-port"]),
    // A page that is compiled on demand may take minutes on a busy laptop the first time.
    ...(flags.dev ? { patienceSeconds: 600 } : {}),
  },
  trpc: createLeanHost({
    router: appRouter,
    createContext: (facts) => createRequestContext(services, { app, ...facts }),
    allowedOrigins: [publicUrl.origin],
    trustedHops,
    onError: ({ error, requestId, path }) => {
      if (error.code === "INTERNAL_SERVER_ERROR")
        log.error({ err: error.cause ?? error, requestId, path }, "call failed");
      else log.info({ answer: error.code, requestId, path }, "call refused");
    },
  }),
  policy: { connectTo: [socketOrigin], development: flags.dev },
  headScriptAt: "/head.js",
  // The buyer's app leads home to a city that a cookie names, and by language, which next-intl keeps in another. Pages of the office are nobody else's.
  ...(app === "pwa" && !flags.dev ? { sharedPages: { cookies: ["usher_place", "NEXT_LOCALE"], standMs: 1_000 } } : {}),
  protocol: publicUrl.protocol === "https:" ? "https" : "http",
  trustedHops,
  onRequest: (line) => log.info(line, "request"),
  onFailure: (error, requestId) => log.error({ err: error, requestId }, "request failed"),
});

function end(): void {
  server.close(() => void services.close().finally(() => process.exit(0)));
  server.closeIdleConnections();
  setTimeout(() => process.exit(0), LONGEST_STOP_MS).unref();
}

for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, end);
process.once("disconnect", end);
server.once("error", (error) => {
  log.fatal({ err: error }, "cannot listen");
  process.exit(1);
});
server.listen({ port: Number(flags.port), host: flags.host }, () => process.send?.({ type: "ready" }));
