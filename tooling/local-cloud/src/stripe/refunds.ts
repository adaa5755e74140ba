import type { Stripe } from "stripe";
import type { Account } from "./account.ts";
import { formatAmount } from "./currencies.ts";
import { endpoint } from "./endpoint.ts";
import { withExpanded } from "./expand.ts";
import { invalidRequest, resourceMissing } from "./failures.ts";
import { intentOf, mergedMetadata } from "./intents.ts";
import { isWithin, pageOf, pagingFields } from "./paging.ts";
import { integer, list, metadata, oneOf, type ReadFields, text, timeRange } from "./params.ts";
import { Shelf } from "./shelf.ts";
import { newId } from "./store.ts";

const expand = list(text(200), 20);
const createFields = {
  amount: integer(1),
  charge: text(255),
  expand,
  metadata,
  payment_intent: text(255),
  reason: oneOf("duplicate", "fraudulent", "requested_by_customer"),
};
type CreateParams = ReadFields<typeof createFields>;

function chargeToRefund(account: Account, params: CreateParams): Stripe.Charge {
  if (!params.charge && !params.payment_intent) {
    throw invalidRequest(
      "One of the following params should be provided for this request: payment_intent or charge.",
      "parameter_missing",
      "payment_intent",
    );
  }
  const intent = params.payment_intent ? intentOf(account, params.payment_intent).intent : undefined;
  const chargeId = params.charge ?? String(intent?.latest_charge);
  const charge = account.store.charges.get(chargeId);
  if (intent && intent.status !== "succeeded") {
    throw invalidRequest(
      "This PaymentIntent does not have a successful charge to refund.",
      undefined,
      "payment_intent",
    );
  }
  if (!charge) throw resourceMissing("charge", chargeId);
  if (intent && charge.payment_intent !== intent.id) {
    throw invalidRequest("The charge does not belong to this PaymentIntent.", undefined, "charge");
  }
  if (charge.status !== "succeeded") {
    throw invalidRequest(`Charge ${charge.id} was not paid and cannot be refunded.`, "charge_not_refundable", "charge");
  }
  return charge;
}

function refundableAmount(charge: Stripe.Charge, wanted: number | undefined): number {
  const left = charge.amount - charge.amount_refunded;
  if (left === 0) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, "charge_already_refunded");
  }
  if (wanted === undefined || wanted <= left) return wanted ?? left;
  const [asked, rest] = [wanted, left].map((amount) => formatAmount(amount, charge.currency));
  const bound = charge.amount_refunded > 0 ? `unrefunded amount on charge (${rest})` : `charge amount (${rest})`;
  throw invalidRequest(`Refund amount (${asked}) is greater than ${bound}`, "amount_too_large", "amount");
}

function moveRefunded(charge: Stripe.Charge, amount: number) {
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount;
}

function createRefund(account: Account, params: CreateParams): object {
  const charge = chargeToRefund(account, params);
  const amount = refundableAmount(charge, params.amount);
  const refund: Stripe.Refund = {
    id: newId("re_3"),
    object: "refund",
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: account.nowSeconds(),
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: {
      card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
      type: "card",
    },
    metadata: mergedMetadata(null, params.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: params.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: account.refundManner,
    transfer_reversal: null,
    ...(account.refundManner === "pending" && { pending_reason: "processing" as const }),
  };
  account.store.addRefund(refund);
  const before = { amount_refunded: charge.amount_refunded, refunded: charge.refunded };
  moveRefunded(charge, amount);
  account.publish("charge.refunded", charge, before);
  account.publish("refund.created", refund);
  return withExpanded(account, refund, params.expand);
}

function refundOf(account: Account, id: string): Stripe.Refund {
  const refund = account.store.refunds.get(id);
  if (!refund) throw resourceMissing("refund", id, "id");
  return refund;
}

/** A pending refund arrives. Refuses one that is not pending. */
export function settleRefund(account: Account, id: string): Stripe.Refund {
  const refund = refundOf(account, id);
  if (refund.status !== "pending") throw invalidRequest(`Refund ${id} has a status of ${refund.status}.`);
  refund.status = "succeeded";
  delete refund.pending_reason;
  account.publish("refund.updated", refund, { status: "pending" });
  account.publish("charge.refund.updated", refund, { status: "pending" });
  return refund;
}

/** The bank sends a refund back: even a succeeded one can fail days later. The money is refundable again. */
export function failRefund(account: Account, id: string, reason: string): Stripe.Refund {
  const refund = refundOf(account, id);
  const before = refund.status;
  if (before !== "pending" && before !== "succeeded") {
    throw invalidRequest(`Refund ${id} has a status of ${before}.`);
  }
  refund.status = "failed";
  refund.failure_reason = reason;
  delete refund.pending_reason;
  const charge = account.store.charges.get(String(refund.charge));
  if (charge) moveRefunded(charge, -refund.amount);
  account.publish("refund.updated", refund, { status: before });
  account.publish("charge.refund.updated", refund, { status: before });
  account.publish("refund.failed", refund);
  return refund;
}

/** Only an intent's latest charge can have been refunded, so that one look-up finds all of its refunds. */
function refundsUnder(account: Account, params: { charge?: string | undefined; payment_intent?: string | undefined }) {
  const intent = params.payment_intent ? account.store.intents.get(params.payment_intent)?.intent : undefined;
  if (!params.charge && !params.payment_intent) return account.store.refunds;
  const shelf = new Shelf<Stripe.Refund>();
  const refunds = account.store.refundsByCharge.get(params.charge ?? String(intent?.latest_charge)) ?? [];
  for (const refund of [...refunds].reverse()) shelf.add(refund);
  return shelf;
}

export const refundEndpoints = [
  endpoint("POST", "/v1/refunds", createFields, createRefund),
  endpoint("GET", "/v1/refunds/:id", { expand }, (account, params, id) =>
    withExpanded(account, refundOf(account, id), params.expand),
  ),
  endpoint("POST", "/v1/refunds/:id", { expand, metadata }, (account, params, id) => {
    const refund = refundOf(account, id);
    refund.metadata = mergedMetadata(refund.metadata, params.metadata);
    account.publish("refund.updated", refund);
    return withExpanded(account, refund, params.expand);
  }),
  endpoint(
    "GET",
    "/v1/refunds",
    { ...pagingFields, charge: text(255), created: timeRange, payment_intent: text(255) },
    (account, params) => {
      const page = pageOf(refundsUnder(account, params), params, "/v1/refunds", {
        kind: "refund",
        matches: (refund) =>
          (!params.payment_intent || refund.payment_intent === params.payment_intent) &&
          isWithin(refund.created, params.created),
        view: (refund) => refund,
      });
      return withExpanded(account, page, params.expand);
    },
  ),
];
