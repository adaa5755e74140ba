import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Account } from "./account.ts";
import { Api } from "./api.ts";
import { Control } from "./control.ts";
import { handleControl } from "./control-routes.ts";
import { StripeFailure, unknownAddress } from "./failures.ts";
import { Faults } from "./faults.ts";
import { handleHostedPage } from "./hosted-page.ts";
import { sendJson } from "./http.ts";
import { Store } from "./store.ts";
import { type WebhookEndpoint, Webhooks } from "./webhooks.ts";

export type { CardOutcome } from "./cards.ts";
export type { Control as StripeControl, DirectPayment } from "./control.ts";
export type { FailureManner, FaultSettings } from "./faults.ts";
export type { WebhookEndpoint, WebhookMode } from "./webhooks.ts";

/** What the emulator is told at its start. */
export interface StripeEmulatorOptions {
  /** 0 for any free port. */
  port?: number;
  host?: string;
  /** Where browsers reach the hosted page, without a slash at the end. By default http://localhost and the port. */
  publicUrl?: string;
  secretKeys: string[];
  webhooks: WebhookEndpoint[];
  /** Milliseconds since 1970; the machine's clock by default. */
  clock?: () => number;
  /** Where payments survive a restart; without it they are kept in memory only. */
  stateFile?: string;
  /** The name at the head of the hosted page. */
  merchantName?: string;
}

/** A running stand-in for Stripe. */
export interface StripeEmulator {
  /** Listens. Not needed where `handler` is mounted in another server and `publicUrl` is given. */
  start(): Promise<{ port: number }>;
  /** Stops listening and delivering, and writes the state once more. */
  stop(): Promise<void>;
  control: Control;
  /** Takes a request for the API, the hosted page or the control interface; false for any other address. */
  handler(req: IncomingMessage, res: ServerResponse): boolean;
}

const SWEEP_MILLISECONDS = 1000;

/** Makes a stateful stand-in for the parts of Stripe's API that a marketplace needs, with its Checkout page. */
export function createStripeEmulator(options: StripeEmulatorOptions): StripeEmulator {
  let port = options.port ?? 0;
  const faults = new Faults();
  const store = new Store(options.stateFile);
  const webhooks = new Webhooks(options.webhooks, () => account);
  const account = new Account({
    store,
    publicUrl: () => options.publicUrl ?? `http://localhost:${port}`,
    merchantName: options.merchantName ?? "Usher",
    clock: options.clock ?? Date.now,
    endpoints: options.webhooks.length,
    send: (eventId) => webhooks.send(eventId),
  });
  const api = new Api(account, faults, options.secretKeys);
  const control = new Control(account, faults, webhooks, () => {
    webhooks.stop();
    store.clear();
    api.clear();
    faults.clear();
    account.refundManner = "succeeded";
    void webhooks.setMode({ kind: "normal" });
    webhooks.resume();
  });
  const sweep = setInterval(() => control.expireDueSessions(), SWEEP_MILLISECONDS).unref();
  webhooks.resume();

  const handler = (req: IncomingMessage, res: ServerResponse): boolean => {
    const url = req.url ?? "/";
    const handle = url.startsWith("/_control")
      ? () => handleControl(control, req, res)
      : url.startsWith("/v1/")
        ? () => api.handle(req, res)
        : /^\/c\/(pay|authenticate)\//.test(url)
          ? () => handleHostedPage(account, req, res)
          : undefined;
    if (!handle) return false;
    if (faults.settings.down && !url.startsWith("/_control")) req.socket.destroy();
    else handle().catch((error: unknown) => answerFailure(res, error));
    return true;
  };

  const server = createServer((req, res) => {
    if (!handler(req, res)) answerFailure(res, unknownAddress(req.method ?? "GET", req.url ?? "/"));
  });

  return {
    control,
    handler,
    async start() {
      port = await listen(server, port, options.host ?? "127.0.0.1");
      return { port };
    },
    async stop() {
      clearInterval(sweep);
      webhooks.stop();
      store.saveNow();
      await close(server);
    },
  };
}

function answerFailure(res: ServerResponse, error: unknown) {
  if (res.headersSent || res.destroyed) return;
  const body = error instanceof StripeFailure ? error.body : { type: "api_error", message: String(error) };
  sendJson(res, error instanceof StripeFailure ? error.status : 500, JSON.stringify({ error: body }));
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) return resolve();
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
