import type { Stripe } from "stripe";
import type { Account } from "./account.ts";
import type { Card } from "./cards.ts";
import { invalidRequest, resourceMissing } from "./failures.ts";
import { answerChallenge, attemptPayment, cancelIntent, isOpenIntent, openIntent } from "./intents.ts";
import type { IntentRecord, SessionRecord } from "./store.ts";

/** Who pays, as the hosted page asked. */
export interface Payer {
  email: string;
  name: string | null;
}

/** The session with this id as it is now: one whose time has passed is expired first. Refuses an unknown id. */
export function sessionOf(account: Account, id: string): SessionRecord {
  const record = account.store.sessions.get(id);
  if (!record) throw resourceMissing("checkout.session", id, "session");
  expireIfDue(account, record);
  return record;
}

/** Closes an open session whose time has passed. */
export function expireIfDue(account: Account, record: SessionRecord): boolean {
  const { session } = record;
  if (session.status !== "open" || session.expires_at > account.nowSeconds()) return false;
  closeUnpaid(account, record);
  return true;
}

/** Ends an open session at the merchant's wish. Refuses one that is complete or has already expired. */
export function expireSession(account: Account, record: SessionRecord) {
  const { session } = record;
  if (session.status !== "open") {
    const message = `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`;
    throw invalidRequest(message);
  }
  closeUnpaid(account, record);
}

function closeUnpaid(account: Account, { session }: SessionRecord) {
  session.status = "expired";
  session.url = null;
  const intent = intentOfSession(account, session)?.intent;
  if (intent && isOpenIntent(intent)) cancelIntent(account, intent, "expired");
  account.publish("checkout.session.expired", session);
}

/** The intent of the session's attempts; undefined before the first one. */
export function intentOfSession(account: Account, session: Stripe.Checkout.Session): IntentRecord | undefined {
  return typeof session.payment_intent === "string" ? account.store.intents.get(session.payment_intent) : undefined;
}

/** Where the buyer goes after paying, with the session's id filled in. */
export function successAddress(session: Stripe.Checkout.Session): string {
  return (session.success_url ?? "").replaceAll("{CHECKOUT_SESSION_ID}", session.id);
}

function intentForAttempt(account: Account, record: SessionRecord): IntentRecord {
  const { session } = record;
  const current = intentOfSession(account, session);
  if (current && isOpenIntent(current.intent)) return current;
  const opened = openIntent(account, {
    amount: session.amount_total ?? 0,
    currency: session.currency ?? "usd",
    description: record.intentData.description,
    metadata: record.intentData.metadata,
    receiptEmail: record.intentData.receipt_email,
    sessionId: session.id,
  });
  session.payment_intent = opened.id;
  return opened;
}

/**
 * Tries a card on a session. The session completes when the bank agrees, and stays open after a decline or while the
 * bank asks who is paying. Refuses a session that is no longer open unless `force` is set: then money arrives late,
 * as it can when a payment was on its way while the session was closed.
 */
export function paySession(
  account: Account,
  record: SessionRecord,
  card: Card,
  payer: Payer,
  force = false,
): Stripe.PaymentIntent {
  const { session } = record;
  const isPaid = session.payment_status === "paid" || intentOfSession(account, session)?.intent.status === "processing";
  if (isPaid || (session.status !== "open" && !force)) {
    throw invalidRequest(`This Checkout Session has a status of \`${session.status}\` and cannot be paid.`);
  }
  session.customer_details = {
    address: { city: null, country: "US", line1: null, line2: null, postal_code: null, state: null },
    business_name: null,
    email: payer.email,
    individual_name: null,
    name: payer.name,
    phone: null,
    tax_exempt: "none",
    tax_ids: [],
  };
  const attempt = intentForAttempt(account, record);
  attemptPayment(account, attempt, card, successAddress(session));
  followIntent(account, record, attempt.intent);
  return attempt.intent;
}

/** Carries the buyer's answer to the bank's question over to the session. */
export function answerSessionChallenge(
  account: Account,
  record: SessionRecord,
  attempt: IntentRecord,
  passed: boolean,
) {
  answerChallenge(account, attempt, passed);
  followIntent(account, record, attempt.intent);
}

/** Brings a session in line with its intent: what was paid completes it, what was declined is kept for the page. */
export function followIntent(account: Account, record: SessionRecord, intent: Stripe.PaymentIntent) {
  const { session } = record;
  delete record.lastDecline;
  if (intent.status === "requires_payment_method") {
    record.lastDecline = intent.last_payment_error?.message ?? "Your card was declined.";
  }
  if (intent.status === "succeeded" || intent.status === "processing") {
    session.status = "complete";
    session.payment_status = intent.status === "succeeded" ? "paid" : "unpaid";
    session.url = null;
    account.publish("checkout.session.completed", session);
  }
  account.store.changed();
}

/** The end of a session whose payment settled later. */
export function followSettlement(account: Account, { session }: SessionRecord, succeeded: boolean) {
  if (succeeded) session.payment_status = "paid";
  account.publish(
    succeeded ? "checkout.session.async_payment_succeeded" : "checkout.session.async_payment_failed",
    session,
  );
}
