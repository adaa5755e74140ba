import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { type Account, API_VERSION } from "./account.ts";
import { chargeEndpoints } from "./charges.ts";
import type { Endpoint } from "./endpoint.ts";
import { eventEndpoints } from "./events.ts";
import { StripeFailure, unknownAddress } from "./failures.ts";
import type { Faults } from "./faults.ts";
import { decodeForm } from "./form.ts";
import { readBody, sendJson } from "./http.ts";
import { Idempotency, type KeyHold } from "./idempotency.ts";
import { intentEndpoints } from "./intent-endpoints.ts";
import { refundEndpoints } from "./refunds.ts";
import { sessionEndpoints } from "./session-endpoints.ts";
import { newId } from "./store.ts";

// Disputes, connected accounts, transfers, payouts and balance transactions would join this list.
const ENDPOINTS: Endpoint[] = [
  ...sessionEndpoints,
  ...intentEndpoints,
  ...chargeEndpoints,
  ...refundEndpoints,
  ...eventEndpoints,
];

const ROUTES = ENDPOINTS.map((endpoint) => ({
  endpoint,
  pattern: new RegExp(`^${endpoint.path.replace(":id", "([^/]+)")}$`),
}));

function routeTo(method: string, path: string): { endpoint: Endpoint; id: string } {
  for (const { endpoint, pattern } of ROUTES) {
    if (endpoint.method !== method) continue;
    const match = pattern.exec(path);
    if (match) return { endpoint, id: decodeURIComponent(match[1] ?? "") };
  }
  throw unknownAddress(method, path);
}

interface Answer {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

/** The v1 API: reads, checks and answers calls in the order in which Stripe does. */
export class Api {
  readonly #account: Account;
  readonly #faults: Faults;
  readonly #secretKeys: ReadonlySet<string>;
  readonly #idempotency: Idempotency;

  constructor(account: Account, faults: Faults, secretKeys: readonly string[]) {
    this.#account = account;
    this.#faults = faults;
    this.#secretKeys = new Set(secretKeys);
    this.#idempotency = new Idempotency(account);
  }

  /** Forgets which keys are in use; their answers are the store's. */
  clear() {
    this.#idempotency.clear();
  }

  async handle(req: IncomingMessage, res: ServerResponse) {
    const body = await readBody(req);
    if (this.#faults.settings.silent) return;
    const requestId = newId("req_", 14);
    const headers = {
      "Request-Id": requestId,
      "Stripe-Version": String(req.headers["stripe-version"] ?? API_VERSION),
    };
    try {
      const answer = await this.#answer(req, body, requestId);
      if (answer === "lost") req.socket.destroy();
      else sendJson(res, answer.status, answer.body, { ...headers, ...answer.headers });
    } catch (error) {
      const { status, body: text } = answerTo(error);
      sendJson(res, status, text, headers);
    }
  }

  async #answer(req: IncomingMessage, body: string, requestId: string): Promise<Answer | "lost"> {
    const owner = this.#authenticate(req);
    if (this.#faults.isOverRate()) throw tooManyCalls();
    refuseConnectedAccount(req);
    const [path = "", query = ""] = (req.url ?? "").split("?", 2);
    const method = req.method ?? "GET";
    const { endpoint, id } = routeTo(method, path);
    const refusal = this.#faults.takeRefusal();
    if (refusal !== undefined) throw injected(refusal);
    const isWrite = method === "POST";
    const key = isWrite ? req.headers["idempotency-key"] : undefined;
    const hold = typeof key === "string" && key !== "" ? this.#idempotency.hold(owner, key, path, body) : undefined;
    try {
      if (hold?.replay) return await this.#replay(hold);
      const run = endpoint.prepare(decodeForm(isWrite ? body : query));
      await this.#delay();
      this.#account.cause = isWrite ? { requestId, idempotencyKey: typeof key === "string" ? key : null } : null;
      const { status, body: text } = outcomeOf(() => run(this.#account, id));
      this.#account.cause = null;
      hold?.keep(status, text);
      if (isWrite && status < 400 && this.#faults.takeLoss()) return "lost";
      return {
        status,
        body: text,
        headers: hold ? { "Idempotency-Key": String(key), "Original-Request": requestId } : {},
      };
    } finally {
      hold?.release();
    }
  }

  async #replay(hold: KeyHold): Promise<Answer | "lost"> {
    await this.#delay();
    const { status = 500, body = "" } = hold.replay ?? {};
    if (status < 400 && this.#faults.takeLoss()) return "lost";
    return { status, body, headers: { "Idempotent-Replayed": "true" } };
  }

  async #delay() {
    const { delayMs } = this.#faults.settings;
    if (delayMs > 0) await wait(delayMs, undefined, { ref: false });
  }

  #authenticate(req: IncomingMessage): string {
    const { authorization = "" } = req.headers;
    const [scheme = "", credentials = ""] = authorization.split(" ", 2);
    const isBasic = scheme.toLowerCase() === "basic";
    const key = isBasic ? (Buffer.from(credentials, "base64").toString().split(":")[0] ?? "") : credentials;
    if (this.#secretKeys.has(key)) return key;
    const message = key
      ? `Invalid API Key provided: ${key.slice(0, 8)}${"*".repeat(Math.max(0, key.length - 12))}${key.slice(-4)}`
      : "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth.";
    throw new StripeFailure(401, { type: "invalid_request_error", message });
  }
}

function outcomeOf(run: () => object): { status: number; body: string } {
  try {
    return { status: 200, body: JSON.stringify(run(), null, 2) };
  } catch (error) {
    return answerTo(error);
  }
}

/** Stripe's answer to a failure. What is no refusal is this emulator's own fault, and a 500. */
function answerTo(error: unknown): { status: number; body: string } {
  if (error instanceof StripeFailure)
    return { status: error.status, body: JSON.stringify({ error: error.body }, null, 2) };
  const message = `The local emulator failed: ${error instanceof Error ? error.stack : String(error)}`;
  return { status: 500, body: JSON.stringify({ error: { type: "api_error", message } }) };
}

function tooManyCalls() {
  const message = "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.";
  return new StripeFailure(429, { type: "invalid_request_error", code: "rate_limit", message });
}

function injected(status: number) {
  return new StripeFailure(status, { type: "api_error", message: `An error with status ${status} was asked for.` });
}

function refuseConnectedAccount(req: IncomingMessage) {
  const connected = req.headers["stripe-account"] ?? req.headers["stripe-context"];
  if (connected === undefined) return;
  throw new StripeFailure(403, {
    type: "invalid_request_error",
    code: "account_invalid",
    message: `The provided key does not have access to account '${String(connected)}'. The local emulator has no connected accounts.`,
  });
}
