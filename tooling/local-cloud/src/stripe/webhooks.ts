import { createHmac } from "node:crypto";
import type { Account } from "./account.ts";
import { type Delivery, type EventRecord, newId } from "./store.ts";

/** Where news goes, and the secret it is signed with. */
export interface WebhookEndpoint {
  url: string;
  secret: string;
}

/**
 * How news travels. `drop` loses it, `hold` keeps it until it is released in shuffled order, `repeat` sends it so many
 * times, `delay` later, `reverse` collects for a moment and sends the newest first. Milliseconds are real ones.
 */
export type WebhookMode =
  | { kind: "normal" }
  | { kind: "drop" }
  | { kind: "hold" }
  | { kind: "repeat"; times: number }
  | { kind: "delay"; milliseconds: number }
  | { kind: "reverse"; windowMilliseconds: number };

const ANSWER_WITHIN_MILLISECONDS = 10_000;
const MOST_AT_ONCE = 50;
// Quick at first, since on a laptop the receiver is usually just restarting; then rarer, for three days as at Stripe.
const RETRY_AFTER_SECONDS = [1, 5, 30, 120, 600, 3600, 3 * 3600, 6 * 3600, ...Array<number>(6).fill(12 * 3600)];

/** The `Stripe-Signature` header for a payload; `seconds` is the moment of signing. */
export function signatureHeader(payload: string, secret: string, seconds: number): string {
  const signature = createHmac("sha256", secret).update(`${seconds}.${payload}`).digest("hex");
  return `t=${seconds},v1=${signature}`;
}

/** Carries events to the merchant's endpoints: signed, repeated until they are taken, and disturbed on request. */
export class Webhooks {
  readonly #account: () => Account;
  readonly #endpoints: readonly WebhookEndpoint[];
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #line: Delivery[] = [];
  #mode: WebhookMode = { kind: "normal" };
  /** Workers on the line; attempts outside of it (released, repeated) are counted only in `#sending`. */
  #inFlight = 0;
  #sending = 0;
  #collected: Delivery[] = [];
  #isStopped = false;

  constructor(endpoints: readonly WebhookEndpoint[], account: () => Account) {
    this.#endpoints = endpoints;
    this.#account = account;
  }

  get mode(): WebhookMode {
    return this.#mode;
  }

  /** Changes how news travels from now on. What was held is released when holding ends. */
  async setMode(mode: WebhookMode): Promise<void> {
    const wasHolding = this.#mode.kind === "hold";
    this.#mode = mode;
    if (wasHolding && mode.kind !== "hold") await this.release();
  }

  /** Takes up what an earlier run had not delivered. */
  resume() {
    this.#isStopped = false;
    for (const delivery of this.#account().store.deliveries.oldest()) {
      if (delivery.status === "waiting") this.#schedule(delivery);
    }
  }

  stop() {
    this.#isStopped = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#line.length = 0;
    this.#collected = [];
  }

  /** Sends an event to every endpoint, in the way that the mode says. */
  send(eventId: string) {
    for (const endpoint of this.#endpoints) this.#dispatch(this.#newDelivery(eventId, endpoint.url));
  }

  /** Whether anything is being sent, or stands in line or is collected to be sent now. */
  isBusy(): boolean {
    return this.#sending > 0 || this.#line.length > 0 || this.#collected.length > 0;
  }

  /** Sends an event once more, at once, whatever the mode is. Answers when every endpoint has been tried. */
  async redeliver(eventId: string): Promise<void> {
    await Promise.all(this.#endpoints.map(({ url }) => this.#attempt(this.#newDelivery(eventId, url))));
  }

  /** Releases what was held, shuffled, one after the other. Answers with the event ids in the order of sending. */
  async release(): Promise<string[]> {
    const held = [...this.#account().store.deliveries.oldest()].filter(({ status }) => status === "held");
    const shuffled = held
      .map((delivery) => ({ delivery, lot: Math.random() }))
      .sort((one, other) => one.lot - other.lot)
      .map(({ delivery }) => delivery);
    for (const delivery of shuffled) {
      delivery.status = "waiting";
      await this.#attempt(delivery);
    }
    return shuffled.map(({ eventId }) => eventId);
  }

  /** After the clock was moved: whatever has become due goes out now. */
  clockMoved() {
    const now = this.#account().now();
    for (const id of [...this.#timers.keys()]) {
      const delivery = this.#account().store.deliveries.get(id);
      if (delivery && delivery.dueAt <= now) this.#schedule(delivery);
    }
  }

  #newDelivery(eventId: string, url: string): Delivery {
    const { store } = this.#account();
    const eventType = store.events.get(eventId)?.type ?? "unknown";
    return store.deliveries.add({
      id: newId("whd_"),
      eventId,
      eventType,
      url,
      status: "waiting",
      dueAt: this.#account().now(),
      attempts: [],
      repeats: 0,
    });
  }

  #dispatch(delivery: Delivery) {
    const mode = this.#mode;
    if (mode.kind === "drop") delivery.status = "dropped";
    else if (mode.kind === "hold") delivery.status = "held";
    else if (mode.kind === "reverse") this.#collect(delivery, mode.windowMilliseconds);
    else {
      if (mode.kind === "repeat") delivery.repeats = Math.max(0, mode.times - 1);
      if (mode.kind === "delay") delivery.dueAt += mode.milliseconds;
      this.#schedule(delivery);
    }
  }

  #collect(delivery: Delivery, windowMilliseconds: number) {
    this.#collected.push(delivery);
    if (this.#collected.length > 1) return;
    setTimeout(async () => {
      const newestFirst = this.#collected.reverse();
      this.#collected = [];
      for (const one of newestFirst) await this.#attempt(one);
    }, windowMilliseconds).unref();
  }

  #schedule(delivery: Delivery) {
    clearTimeout(this.#timers.get(delivery.id));
    const left = delivery.dueAt - this.#account().now();
    if (left <= 0) {
      this.#timers.delete(delivery.id);
      this.#line.push(delivery);
      this.#work();
      return;
    }
    // Node's timers hold at most 2^31 ms; no retry waits that long.
    const timer = setTimeout(() => {
      delivery.dueAt = Math.min(delivery.dueAt, this.#account().now());
      this.#schedule(delivery);
    }, left).unref();
    this.#timers.set(delivery.id, timer);
  }

  #work() {
    while (this.#inFlight < MOST_AT_ONCE) {
      const delivery = this.#line.shift();
      if (!delivery) return;
      this.#inFlight += 1;
      void this.#attempt(delivery).finally(() => {
        this.#inFlight -= 1;
        this.#work();
      });
    }
  }

  async #attempt(delivery: Delivery): Promise<void> {
    const { store } = this.#account();
    const event = store.events.get(delivery.eventId);
    const secret = this.#endpoints.find(({ url }) => url === delivery.url)?.secret;
    if (this.#isStopped) return;
    if (!event || secret === undefined) {
      delivery.status = "given-up";
      return;
    }
    this.#sending += 1;
    const outcome = await this.#post(delivery.url, secret, event).finally(() => {
      this.#sending -= 1;
    });
    if (this.#isStopped) return;
    delivery.attempts.push({ at: this.#account().now(), outcome });
    const isTaken = /^2\d\d$/.test(outcome);
    if (isTaken && delivery.repeats === 0) delivery.status = "delivered";
    else if (isTaken) {
      delivery.repeats -= 1;
      await this.#attempt(delivery);
    } else this.#retryLater(delivery);
    store.changed();
  }

  #retryLater(delivery: Delivery) {
    const seconds = RETRY_AFTER_SECONDS[delivery.attempts.length - 1];
    if (seconds === undefined) {
      delivery.status = "given-up";
      return;
    }
    delivery.dueAt = this.#account().now() + seconds * 1000;
    this.#schedule(delivery);
  }

  /** The answer's status as text, or why there was none. */
  async #post(url: string, secret: string, event: EventRecord): Promise<string> {
    // A receiver compares with its own clock, so a clock that runs behind here must not make the news look stale.
    const seconds = Math.floor(Math.max(Date.now(), this.#account().now()) / 1000);
    try {
      const response = await fetch(url, {
        method: "POST",
        body: event.payload,
        redirect: "manual",
        signal: AbortSignal.timeout(ANSWER_WITHIN_MILLISECONDS),
        headers: {
          "Content-Type": "application/json; charset=utf-8",
          "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
          "Stripe-Signature": signatureHeader(event.payload, secret, seconds),
        },
      });
      await response.body?.cancel();
      return String(response.status);
    } catch (error) {
      return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
  }
}
