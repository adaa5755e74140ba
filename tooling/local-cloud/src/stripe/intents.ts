import type { Stripe } from "stripe";
import type { Account } from "./account.ts";
import type { Card } from "./cards.ts";
import { type Authentication, recordCharge } from "./charges.ts";
import { invalidRequest, resourceMissing, StripeFailure } from "./failures.ts";
import { type IntentRecord, newId } from "./store.ts";

/** What an intent is made of. Amounts are in minor units. */
export interface NewIntent {
  amount: number;
  currency: string;
  description?: string | undefined;
  metadata?: Record<string, string> | undefined;
  receiptEmail?: string | undefined;
  sessionId?: string;
}

/** Opens an intent that still waits for a card. */
export function openIntent(account: Account, wanted: NewIntent): IntentRecord {
  const id = newId("pi_3");
  const intent: Stripe.PaymentIntent = {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: wanted.amount,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic_async",
    client_secret: `${id}_secret_${newId("")}`,
    confirmation_method: "automatic",
    created: account.nowSeconds(),
    currency: wanted.currency,
    customer: null,
    customer_account: null,
    description: wanted.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: mergedMetadata(null, wanted.metadata),
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic" },
    },
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: wanted.receiptEmail ?? null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "requires_payment_method",
    transfer_data: null,
    transfer_group: null,
  };
  const record = account.store.intents.add({ id, intent, ...(wanted.sessionId && { sessionId: wanted.sessionId }) });
  account.publish("payment_intent.created", intent);
  return record;
}

/** The intent with this id; refuses an unknown one. */
export function intentOf(account: Account, id: string): IntentRecord {
  const record = account.store.intents.get(id);
  if (!record) throw resourceMissing("payment_intent", id, "intent");
  return record;
}

const OPEN_STATUSES = ["requires_payment_method", "requires_confirmation", "requires_action"];
/** Whether money may still be taken under this intent. */
export const isOpenIntent = (intent: Stripe.PaymentIntent) => OPEN_STATUSES.includes(intent.status);

function unexpectedState(intent: Stripe.PaymentIntent, wish: string) {
  const message = `You cannot ${wish} this PaymentIntent because it has a status of ${intent.status}.`;
  return new StripeFailure(400, {
    type: "invalid_request_error",
    code: "payment_intent_unexpected_state",
    message,
    payment_intent: intent,
  });
}

/** Asks the card's bank for the money. Afterwards the intent's status says what came of it. */
export function attemptPayment(account: Account, record: IntentRecord, card: Card, returnUrl?: string) {
  const { intent } = record;
  if (!isOpenIntent(intent)) throw unexpectedState(intent, "confirm");
  record.card = card;
  intent.payment_method = newId("pm_1");
  intent.last_payment_error = null;
  intent.next_action = null;
  if (card.verdict.kind !== "challenge") return chargeCard(account, record, card, "not-asked");
  intent.status = "requires_action";
  intent.next_action = {
    type: "redirect_to_url",
    redirect_to_url: { url: `${account.publicUrl()}/c/authenticate/${intent.id}`, return_url: returnUrl ?? null },
  };
  account.publish("payment_intent.requires_action", intent);
}

/** The buyer's answer to the bank's question who is paying. Refuses an intent that was not asked. */
export function answerChallenge(account: Account, record: IntentRecord, passed: boolean) {
  const { intent, card } = record;
  if (intent.status !== "requires_action" || !card) throw unexpectedState(intent, "authenticate");
  intent.next_action = null;
  if (passed) {
    const verdict = card.verdict.kind === "challenge" && card.verdict.thenApproved ? approved : declinedAfterwards;
    chargeCard(account, record, { ...card, verdict }, "passed");
    return;
  }
  const message =
    "We are unable to authenticate your payment method. Please choose a different payment method and try again.";
  failIntent(account, intent, {
    type: "invalid_request_error",
    code: "payment_intent_authentication_failure",
    message,
  });
}

const approved = { kind: "approved" } as const;
const declinedAfterwards = {
  kind: "declined",
  code: "card_declined",
  declineCode: "generic_decline",
  message: "Your card was declined.",
} as const;

function chargeCard(account: Account, record: IntentRecord, card: Card, authentication: Authentication) {
  const { intent } = record;
  const charge = recordCharge(account, record, card, authentication);
  const { verdict } = card;
  if (verdict.kind === "declined") {
    account.publish("charge.failed", charge);
    const { code, declineCode, message } = verdict;
    failIntent(account, intent, { type: "card_error", code, decline_code: declineCode, message, charge: charge.id });
    return;
  }
  if (verdict.kind === "processing") {
    intent.status = "processing";
    account.publish("payment_intent.processing", intent);
    return;
  }
  markSucceeded(account, intent, charge);
}

function markSucceeded(account: Account, intent: Stripe.PaymentIntent, charge: Stripe.Charge) {
  account.publish("charge.succeeded", charge);
  intent.status = "succeeded";
  intent.amount_received = intent.amount;
  account.publish("payment_intent.succeeded", intent);
}

function failIntent(account: Account, intent: Stripe.PaymentIntent, error: Stripe.PaymentIntent.LastPaymentError) {
  intent.status = "requires_payment_method";
  intent.last_payment_error = error;
  intent.payment_method = null;
  account.publish("payment_intent.payment_failed", intent);
}

/** The end of a payment that settles later. Refuses an intent that is not processing. */
export function settlePayment(account: Account, record: IntentRecord, succeeded: boolean) {
  const { intent } = record;
  const charge = account.store.charges.get(String(intent.latest_charge));
  if (intent.status !== "processing" || !charge) throw unexpectedState(intent, "settle");
  if (succeeded) {
    Object.assign(charge, { status: "succeeded", paid: true, captured: true, amount_captured: charge.amount });
    markSucceeded(account, intent, charge);
    return;
  }
  const message = "The payment failed after it was submitted.";
  Object.assign(charge, {
    status: "failed",
    failure_code: "payment_intent_payment_attempt_failed",
    failure_message: message,
  });
  account.publish("charge.failed", charge);
  failIntent(account, intent, { type: "card_error", code: "payment_intent_payment_attempt_failed", message });
}

/** Ends an intent without payment. Refuses one that was paid, is being paid, or has ended. */
export function cancelIntent(account: Account, intent: Stripe.PaymentIntent, reason: string | null) {
  if (!isOpenIntent(intent)) throw unexpectedState(intent, "cancel");
  intent.status = "canceled";
  intent.canceled_at = account.nowSeconds();
  intent.cancellation_reason = reason;
  intent.next_action = null;
  account.publish("payment_intent.canceled", intent);
}

/** The 402 that a declined confirmation answers with; undefined while nothing was declined. */
export function declineOf(intent: Stripe.PaymentIntent): StripeFailure | undefined {
  const error = intent.last_payment_error;
  if (!error) return undefined;
  return new StripeFailure(402, {
    type: "card_error",
    ...(error.code && { code: error.code }),
    ...(error.decline_code && { decline_code: error.decline_code }),
    ...(error.charge && { charge: error.charge }),
    message: error.message ?? "Your card was declined.",
    payment_intent: intent,
  });
}

/** Refuses to touch an intent that belongs to a Checkout Session, as Stripe does. */
export function refuseCheckoutIntent(record: IntentRecord) {
  if (!record.sessionId) return;
  throw invalidRequest(
    "You cannot confirm or cancel this PaymentIntent because it was created by a Checkout Session. Expire the session instead.",
    "payment_intent_unexpected_state",
  );
}

/** Stripe merges metadata key by key; an empty value removes its key. */
export function mergedMetadata(old: Record<string, string> | null, given: Record<string, string> | undefined) {
  const merged = { ...old, ...given };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ""));
}
