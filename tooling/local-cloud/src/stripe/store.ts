import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Stripe } from "stripe";
import type { Card } from "./cards.ts";
import { Shelf } from "./shelf.ts";

type PriceOnTheWire = Omit<Stripe.Price, "unit_amount_decimal"> & { unit_amount_decimal: string | null };
/** A line item as it goes over the wire: the SDK turns the decimal string into an object of its own. */
export type LineItemOnTheWire = Omit<Stripe.LineItem, "price"> & { price: PriceOnTheWire | null };

/** A session with what the page and a later payment need to know but the API does not show. */
export interface SessionRecord {
  id: string;
  session: Stripe.Checkout.Session;
  lineItems: LineItemOnTheWire[];
  intentData: { description?: string; metadata?: Record<string, string>; receipt_email?: string };
  /** Why the last attempt on the page failed, in the bank's words. */
  lastDecline?: string;
}

/** An intent with the card of its current attempt. */
export interface IntentRecord {
  id: string;
  intent: Stripe.PaymentIntent;
  card?: Card;
  sessionId?: string;
}

/** An event as it was when it happened: its payload is signed and sent again byte for byte. */
export interface EventRecord {
  id: string;
  type: string;
  created: number;
  objectId: string;
  payload: string;
}

export type DeliveryStatus = "waiting" | "held" | "delivered" | "dropped" | "given-up";
/** One event on its way to one endpoint. `dueAt` is in milliseconds of the emulator's clock. */
export interface Delivery {
  id: string;
  eventId: string;
  eventType: string;
  url: string;
  status: DeliveryStatus;
  dueAt: number;
  attempts: { at: number; outcome: string }[];
  /** How often the attempt is to be repeated even after success. */
  repeats: number;
}

/** The first answer under an idempotency key. `at` is in seconds of the emulator's clock. */
export interface StoredAnswer {
  id: string;
  at: number;
  request: string;
  path: string;
  status: number;
  body: string;
}

interface SavedState {
  clockOffsetSeconds: number;
  sessions: SessionRecord[];
  intents: IntentRecord[];
  charges: Stripe.Charge[];
  refunds: Stripe.Refund[];
  events: EventRecord[];
  deliveries: Delivery[];
  answers: StoredAnswer[];
}

const KEPT_EVENTS = 50_000;
const SAVED_EVENTS = 2_000;
const SAVE_DELAY_MILLISECONDS = 300;

/** Everything the emulated account owns, in memory and, when a file is given, on disk as well. */
export class Store {
  readonly sessions = new Shelf<SessionRecord>();
  readonly intents = new Shelf<IntentRecord>();
  readonly charges = new Shelf<Stripe.Charge>();
  readonly refunds = new Shelf<Stripe.Refund>();
  readonly events = new Shelf<EventRecord>(KEPT_EVENTS);
  readonly deliveries = new Shelf<Delivery>(KEPT_EVENTS);
  readonly answers = new Shelf<StoredAnswer>(KEPT_EVENTS);
  readonly refundsByCharge = new Map<string, Stripe.Refund[]>();
  clockOffsetSeconds = 0;
  readonly #open = new Set<SessionRecord>();
  readonly #file: string | undefined;
  #saveTimer: NodeJS.Timeout | undefined;
  #lastSaveMilliseconds = 0;

  constructor(file?: string) {
    this.#file = file;
    this.#load();
  }

  addRefund(refund: Stripe.Refund) {
    this.refunds.add(refund);
    const charge = String(refund.charge);
    this.refundsByCharge.set(charge, [refund, ...(this.refundsByCharge.get(charge) ?? [])]);
  }

  /** The sessions that are still open; those found closed are not looked at again. */
  *openSessions(): Generator<SessionRecord> {
    for (const record of this.#open) {
      if (record.session.status === "open") yield record;
      else this.#open.delete(record);
    }
  }

  addSession(record: SessionRecord) {
    this.sessions.add(record);
    if (record.session.status === "open") this.#open.add(record);
  }

  /** Asks for the state to be written soon. The larger the state has grown, the longer the wait. */
  changed() {
    if (!this.#file || this.#saveTimer) return;
    const wait = Math.max(SAVE_DELAY_MILLISECONDS, this.#lastSaveMilliseconds * 20);
    this.#saveTimer = setTimeout(() => this.saveNow(), wait).unref();
  }

  /** Writes the state beside its file and renames it, so that a crash leaves the old or the new one whole. */
  saveNow() {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = undefined;
    if (!this.#file) return;
    const begun = performance.now();
    mkdirSync(dirname(this.#file), { recursive: true });
    const beside = `${this.#file}.${process.pid}.new`;
    writeFileSync(beside, JSON.stringify(this.#saved()), { mode: 0o600 });
    renameSync(beside, this.#file);
    this.#lastSaveMilliseconds = performance.now() - begun;
  }

  clear() {
    for (const shelf of [
      this.sessions,
      this.intents,
      this.charges,
      this.refunds,
      this.events,
      this.deliveries,
      this.answers,
    ]) {
      shelf.clear();
    }
    this.refundsByCharge.clear();
    this.#open.clear();
    this.clockOffsetSeconds = 0;
    this.changed();
  }

  #saved(): SavedState {
    const undelivered = [...this.deliveries.oldest()].filter(({ status }) => status === "waiting" || status === "held");
    const needed = new Set(undelivered.map(({ eventId }) => eventId));
    const events = [...this.events.oldest()];
    const recent = events.length - SAVED_EVENTS;
    return {
      clockOffsetSeconds: this.clockOffsetSeconds,
      sessions: [...this.sessions.oldest()],
      intents: [...this.intents.oldest()],
      charges: [...this.charges.oldest()],
      refunds: [...this.refunds.oldest()],
      events: events.filter((event, index) => index >= recent || needed.has(event.id)),
      deliveries: undelivered,
      answers: [...this.answers.oldest()].slice(-SAVED_EVENTS),
    };
  }

  #load() {
    if (!this.#file) return;
    const saved = readSaved(this.#file);
    if (!saved) return;
    this.clockOffsetSeconds = saved.clockOffsetSeconds;
    for (const one of saved.sessions) this.addSession(one);
    for (const one of saved.intents) this.intents.add(one);
    for (const one of saved.charges) this.charges.add(one);
    for (const one of saved.refunds) this.addRefund(one);
    for (const one of saved.events) this.events.add(one);
    for (const one of saved.deliveries) this.deliveries.add(one);
    for (const one of saved.answers) this.answers.add(one);
  }
}

function readSaved(file: string): SavedState | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as SavedState;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new Error(`The emulator's state in ${file} cannot be read. Remove the file to start afresh.`, {
      cause: error,
    });
  }
}

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A new id in Stripe's manner: a prefix that says the kind, and random letters and digits. */
export function newId(prefix: string, length = 24): string {
  let id = prefix;
  for (const byte of randomBytes(length)) id += LETTERS[byte % LETTERS.length];
  return id;
}
