import { setTimeout as wait } from "node:timers/promises";
import type { Stripe } from "stripe";
import type { Account, RefundManner } from "./account.ts";
import { type CardOutcome, cardFromOutcome } from "./cards.ts";
import { resourceMissing } from "./failures.ts";
import type { FailureManner, FaultSettings, Faults } from "./faults.ts";
import { intentOf, settlePayment } from "./intents.ts";
import { failRefund, settleRefund } from "./refunds.ts";
import {
  answerSessionChallenge,
  expireIfDue,
  expireSession,
  followSettlement,
  intentOfSession,
  paySession,
  sessionOf,
} from "./sessions.ts";
import type { Shelf } from "./shelf.ts";
import type { Delivery } from "./store.ts";
import type { WebhookMode, Webhooks } from "./webhooks.ts";

/** How a session is paid without its page. `force` lets money arrive on a session that is already closed. */
export interface DirectPayment {
  card: CardOutcome;
  force?: boolean;
  email?: string;
}

const MOST_SHOWN = 200;
const newestOf = <T extends { id: string }>(shelf: Shelf<T>, limit = 50): T[] =>
  shelf.latest(Math.min(limit, MOST_SHOWN));

/** The hand on the emulator: what happened, what is to happen next, and what is to go wrong. */
export class Control {
  readonly #account: Account;
  readonly #faults: Faults;
  readonly #webhooks: Webhooks;
  readonly #forget: () => void;

  constructor(account: Account, faults: Faults, webhooks: Webhooks, forget: () => void) {
    this.#account = account;
    this.#faults = faults;
    this.#webhooks = webhooks;
    this.#forget = forget;
  }

  /** How many of each there are, what is set to go wrong, and the emulated time in milliseconds. */
  summary() {
    const { sessions, intents, charges, refunds, events, deliveries } = this.#account.store;
    const counts = {
      sessions: sessions.size,
      payments: intents.size,
      charges: charges.size,
      refunds: refunds.size,
      events: events.size,
      deliveries: deliveries.size,
    };
    return { counts, faults: this.#faults.view(), webhooks: this.#webhooks.mode, now: this.#account.now() };
  }

  /** Newest first, at most 200, as are the lists below. */
  sessions(limit?: number): Stripe.Checkout.Session[] {
    return newestOf(this.#account.store.sessions, limit).map((record) => {
      expireIfDue(this.#account, record);
      return record.session;
    });
  }

  payments(limit?: number): Stripe.PaymentIntent[] {
    return newestOf(this.#account.store.intents, limit).map(({ intent }) => intent);
  }

  refunds(limit?: number): Stripe.Refund[] {
    return newestOf(this.#account.store.refunds, limit);
  }

  events(limit?: number): { id: string; type: string; created: number; objectId: string }[] {
    return newestOf(this.#account.store.events, limit).map(({ payload: _payload, ...event }) => event);
  }

  deliveries(limit?: number): Delivery[] {
    return newestOf(this.#account.store.deliveries, limit);
  }

  /**
   * Pays a session as if its page had been used with this card. Refuses a closed session unless `force` is set, and a
   * paid one always. With a 3-D Secure card the payment then waits for `answerChallenge`.
   */
  paySession(id: string, payment: DirectPayment): Stripe.PaymentIntent {
    const record = sessionOf(this.#account, id);
    const card = cardFromOutcome(payment.card, new Date(this.#account.now()).getUTCFullYear() + 4);
    const email = payment.email ?? record.session.customer_email ?? "buyer@example.com";
    return paySession(this.#account, record, card, { email, name: "Test Buyer" }, payment.force);
  }

  /** The buyer's answer to 3-D Secure. */
  answerChallenge(sessionId: string, passed: boolean): Stripe.PaymentIntent {
    const record = sessionOf(this.#account, sessionId);
    const attempt = intentOfSession(this.#account, record.session);
    if (!attempt) throw resourceMissing("payment_intent", "none", "session");
    answerSessionChallenge(this.#account, record, attempt, passed);
    return attempt.intent;
  }

  expireSession(id: string): Stripe.Checkout.Session {
    const record = sessionOf(this.#account, id);
    expireSession(this.#account, record);
    return record.session;
  }

  /** Ends a payment that was made with the outcome "processing". */
  settlePayment(intentId: string, succeeded: boolean): Stripe.PaymentIntent {
    const attempt = intentOf(this.#account, intentId);
    settlePayment(this.#account, attempt, succeeded);
    const record = attempt.sessionId ? this.#account.store.sessions.get(attempt.sessionId) : undefined;
    if (record) followSettlement(this.#account, record, succeeded);
    return attempt.intent;
  }

  /** Whether refunds from now on succeed at once or stay pending. */
  setRefundManner(manner: RefundManner) {
    this.#account.refundManner = manner;
  }

  settleRefund(id: string): Stripe.Refund {
    return settleRefund(this.#account, id);
  }

  /** Lets a pending or succeeded refund fail, for a reason such as "lost_or_stolen_card" or "expired_or_canceled_card". */
  failRefund(id: string, reason = "expired_or_canceled_card"): Stripe.Refund {
    return failRefund(this.#account, id, reason);
  }

  /** Sets faults; what is not named stays as it is. */
  setFaults(changes: Partial<FaultSettings>) {
    this.#faults.set(changes);
  }

  /** Lets the next calls fail with a status before anything happens, or lose the answer after it happened. */
  failNext(calls: number, manner: FailureManner) {
    this.#faults.failNext(calls, manner);
  }

  clearFaults() {
    this.#faults.clear();
  }

  setWebhookMode(mode: WebhookMode): Promise<void> {
    return this.#webhooks.setMode(mode);
  }

  /** Releases held news in shuffled order; answers with the event ids in the order of sending. */
  releaseWebhooks(): Promise<string[]> {
    return this.#webhooks.release();
  }

  /** Sends an event once more. Refuses an unknown one. */
  redeliver(eventId: string): Promise<void> {
    if (!this.#account.store.events.has(eventId)) throw resourceMissing("event", eventId, "id");
    return this.#webhooks.redeliver(eventId);
  }

  /** Waits until no news is on its way or due; what is held or waits for a later retry does not count. */
  async deliveriesSettled(withinMilliseconds = 5000): Promise<void> {
    const end = performance.now() + withinMilliseconds;
    while (this.#webhooks.isBusy()) {
      if (performance.now() > end) throw new Error("Webhooks are still on their way.");
      await wait(5);
    }
  }

  /** Moves the emulated time forward: sessions expire, retries become due, idempotency keys are forgotten. */
  advanceSeconds(seconds: number) {
    this.#account.store.clockOffsetSeconds += seconds;
    this.#account.store.changed();
    this.expireDueSessions();
    this.#webhooks.clockMoved();
  }

  /** Closes every open session whose time has passed. */
  expireDueSessions() {
    for (const record of this.#account.store.openSessions()) expireIfDue(this.#account, record);
  }

  /** Back to an empty account without faults, at the present time. */
  reset() {
    this.#forget();
  }
}
