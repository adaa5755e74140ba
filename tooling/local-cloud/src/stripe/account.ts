import type { Stripe } from "stripe";
import { newId, type Store } from "./store.ts";

/** The version of the API whose shapes are emulated: the one that the installed SDK pins. */
export const API_VERSION = "2026-10-28.endive";

/** The events that this emulator sends. Disputes and connected accounts have none yet. */
export type EventType =
  | "charge.failed"
  | "charge.refund.updated"
  | "charge.refunded"
  | "charge.succeeded"
  | "checkout.session.async_payment_failed"
  | "checkout.session.async_payment_succeeded"
  | "checkout.session.completed"
  | "checkout.session.expired"
  | "payment_intent.canceled"
  | "payment_intent.created"
  | "payment_intent.payment_failed"
  | "payment_intent.processing"
  | "payment_intent.requires_action"
  | "payment_intent.succeeded"
  | "refund.created"
  | "refund.failed"
  | "refund.updated";

/** Who asked for what is happening now; events carry it. Null for what happens by itself or on the hosted page. */
export interface Cause {
  requestId: string;
  idempotencyKey: string | null;
}

/** How refunds made from now on go: at once, or pending until they are settled or failed by hand. */
export type RefundManner = "succeeded" | "pending";

/** The emulated account: its belongings, its clock, and the way its news gets out. */
export class Account {
  readonly store: Store;
  readonly publicUrl: () => string;
  readonly merchantName: string;
  cause: Cause | null = null;
  refundManner: RefundManner = "succeeded";
  readonly #clock: () => number;
  readonly #endpoints: number;
  readonly #send: (eventId: string) => void;

  constructor(parts: {
    store: Store;
    publicUrl: () => string;
    merchantName: string;
    clock: () => number;
    endpoints: number;
    send: (eventId: string) => void;
  }) {
    this.store = parts.store;
    this.publicUrl = parts.publicUrl;
    this.merchantName = parts.merchantName;
    this.#clock = parts.clock;
    this.#endpoints = parts.endpoints;
    this.#send = parts.send;
  }

  /** The emulated time in milliseconds, moved forward by whatever was advanced. */
  now(): number {
    return this.#clock() + this.store.clockOffsetSeconds * 1000;
  }

  nowSeconds(): number {
    return Math.floor(this.now() / 1000);
  }

  /** Records that something happened to an object, as the object is at this moment, and hands it to the webhooks. */
  publish(type: EventType, object: { id: string }, previousAttributes?: Record<string, unknown>) {
    const event = {
      id: newId("evt_1"),
      object: "event",
      api_version: API_VERSION,
      created: this.nowSeconds(),
      data: { object, ...(previousAttributes && { previous_attributes: previousAttributes }) },
      livemode: false,
      pending_webhooks: this.#endpoints,
      request: this.cause
        ? { id: this.cause.requestId, idempotency_key: this.cause.idempotencyKey }
        : { id: null, idempotency_key: null },
      type,
    } satisfies Omit<Stripe.EventBase, "data" | "type"> & { data: unknown; type: EventType };
    // Written out at once: the object may change before the event is delivered or listed.
    const payload = JSON.stringify(event, null, 2);
    this.store.events.add({ id: event.id, type, created: event.created, objectId: object.id, payload });
    this.store.changed();
    this.#send(event.id);
  }
}
