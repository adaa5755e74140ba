import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import { createStripeEmulator, type StripeEmulator, type StripeEmulatorOptions } from "./index.ts";

export const SECRET_KEY = "sk_test_local";
const WEBHOOK_SECRET = "whsec_local";

/** A merchant's webhook endpoint on a port of its own, that verifies what it gets with the SDK. */
export class Receiver {
  readonly events: Stripe.Event[] = [];
  readonly refusals: string[] = [];
  /** Answers for the next deliveries; 200 once they are used up. */
  nextAnswers: number[] = [];
  readonly #server: Server;
  #waiting: { until: () => boolean; done: () => void }[] = [];

  constructor() {
    this.#server = createServer((req, res) => {
      let body = "";
      req.on("data", (chunk: Buffer) => {
        body += chunk.toString();
      });
      req.on("end", () => {
        const status = this.nextAnswers.shift() ?? 200;
        if (status === 200) this.#take(body, String(req.headers["stripe-signature"]));
        res.writeHead(status).end();
        for (const one of this.#waiting) if (one.until()) one.done();
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/webhooks`;
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get types(): string[] {
    return this.events.map(({ type }) => type);
  }

  /** Resolves as soon as so many events have been taken. The test's own time limit ends a wait in vain. */
  async taken(count: number): Promise<void> {
    if (this.events.length >= count) return;
    await new Promise<void>((done) => {
      this.#waiting.push({ until: () => this.events.length >= count, done });
    });
  }

  #take(body: string, signature: string) {
    try {
      this.events.push(Stripe.webhooks.constructEvent(body, signature, WEBHOOK_SECRET));
    } catch (error) {
      this.refusals.push(String(error));
    }
  }
}

/** An emulator, the SDK pointed at it, and a merchant that listens. */
export interface Stage {
  emulator: StripeEmulator;
  receiver: Receiver;
  port: number;
  origin: string;
  stripe: Stripe;
  sdk(config?: Partial<Stripe.StripeConfig> & { key?: string }): Stripe;
  close(): Promise<void>;
}

/** Sets up a stage on free ports. */
export async function openStage(options: Partial<StripeEmulatorOptions> = {}): Promise<Stage> {
  const receiver = new Receiver();
  const url = await receiver.start();
  const emulator = createStripeEmulator({
    secretKeys: [SECRET_KEY],
    webhooks: [{ url, secret: WEBHOOK_SECRET }],
    ...options,
  });
  const { port } = await emulator.start();
  const sdk: Stage["sdk"] = ({ key = SECRET_KEY, ...config } = {}) =>
    new Stripe(key, { host: "127.0.0.1", port, protocol: "http", telemetry: false, maxNetworkRetries: 0, ...config });
  return {
    emulator,
    receiver,
    port,
    origin: `http://127.0.0.1:${port}`,
    stripe: sdk(),
    sdk,
    async close() {
      await emulator.stop();
      await receiver.stop();
    },
  };
}

/** Parameters of a session for two tickets of 12.50 EUR. */
export function sessionParams(
  changes: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Stripe.Checkout.SessionCreateParams {
  return {
    mode: "payment",
    line_items: [
      { quantity: 2, price_data: { currency: "eur", unit_amount: 1250, product_data: { name: "Row C, seat 12" } } },
    ],
    success_url: "https://shop.example/paid?session={CHECKOUT_SESSION_ID}",
    cancel_url: "https://shop.example/cart",
    customer_email: "ada@example.com",
    ...changes,
  };
}

/** Sends the pay form of a session's page; answers without following redirects. */
export function submitCard(stage: Stage, sessionId: string, number: string, changes: Record<string, string> = {}) {
  const form = { email: "ada@example.com", name: "Ada L", number, expiry: "12/40", cvc: "123", ...changes };
  return fetch(`${stage.origin}/c/pay/${sessionId}`, {
    method: "POST",
    body: new URLSearchParams(form),
    redirect: "manual",
  });
}

/** What a refused call threw. Fails when the call was not refused. */
export async function refusalOf(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error("The call was expected to be refused.");
}
