import type { Stripe } from "stripe";
import type { Account } from "./account.ts";
import type { Card } from "./cards.ts";
import { endpoint } from "./endpoint.ts";
import { withExpanded } from "./expand.ts";
import { resourceMissing } from "./failures.ts";
import { pageOf, pagingFields } from "./paging.ts";
import { list, text } from "./params.ts";
import { type IntentRecord, newId } from "./store.ts";

/** Whether the bank asked who is paying, and what came of it. */
export type Authentication = "not-asked" | "passed";

function cardDetails(card: Card, authentication: Authentication): Stripe.Charge.PaymentMethodDetails.Card {
  return {
    amount_authorized: null,
    authorization_code: null,
    brand: card.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
    country: "US",
    electronic_commerce_indicator: null,
    exp_month: card.expiryMonth,
    exp_year: card.expiryYear,
    funding: "credit",
    installments: null,
    last4: card.last4,
    mandate: null,
    network: card.brand,
    network_transaction_id: null,
    regulated_status: "unregulated",
    three_d_secure:
      authentication === "passed"
        ? {
            authentication_flow: "challenge",
            electronic_commerce_indicator: "05",
            exemption_indicator: null,
            result: "authenticated",
            result_reason: null,
            transaction_id: newId("", 20),
            version: "2.2.0",
          }
        : null,
    transaction_link_id: null,
    wallet: null,
  };
}

function outcomeOf(card: Card): Stripe.Charge.Outcome {
  const declined = card.verdict.kind === "declined" ? card.verdict : undefined;
  return {
    advice_code: declined ? "try_again_later" : null,
    network_advice_code: null,
    network_decline_code: declined ? "01" : null,
    network_status: declined ? "declined_by_network" : "approved_by_network",
    reason: declined?.declineCode ?? null,
    risk_level: "normal",
    risk_score: 20,
    seller_message: declined ? "The bank declined this payment." : "Payment complete.",
    type: declined ? "issuer_declined" : "authorized",
  };
}

/** Writes down one attempt to take money from a card: succeeded, pending or failed as the card's bank answered. */
export function recordCharge(account: Account, record: IntentRecord, card: Card, authentication: Authentication) {
  const { intent } = record;
  const details = record.sessionId ? account.store.sessions.get(record.sessionId)?.session.customer_details : undefined;
  const declined = card.verdict.kind === "declined" ? card.verdict : undefined;
  const status = declined ? "failed" : card.verdict.kind === "processing" ? "pending" : "succeeded";
  const charge: Stripe.Charge = {
    id: newId("ch_3"),
    object: "charge",
    amount: intent.amount,
    amount_captured: status === "succeeded" ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: {
      address: details?.address ?? null,
      email: details?.email ?? null,
      name: details?.name ?? null,
      phone: null,
      tax_id: null,
    },
    calculated_statement_descriptor: account.merchantName.toUpperCase().slice(0, 22),
    captured: status === "succeeded",
    created: account.nowSeconds(),
    currency: intent.currency,
    customer: null,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: declined?.code ?? null,
    failure_message: declined?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: outcomeOf(card),
    paid: status === "succeeded",
    payment_intent: intent.id,
    payment_method: typeof intent.payment_method === "string" ? intent.payment_method : null,
    payment_method_details: { card: cardDetails(card, authentication), type: "card" },
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status,
    transfer_data: null,
    transfer_group: null,
  };
  intent.latest_charge = charge.id;
  return account.store.charges.add(charge);
}

const chargeOf = (account: Account, id: string) => {
  const charge = account.store.charges.get(id);
  if (!charge) throw resourceMissing("charge", id);
  return charge;
};

export const chargeEndpoints = [
  endpoint("GET", "/v1/charges/:id", { expand: list(text(200), 20) }, (account, params, id) =>
    withExpanded(account, chargeOf(account, id), params.expand),
  ),
  endpoint("GET", "/v1/charges", { ...pagingFields, payment_intent: text(255) }, (account, params) => {
    const page = pageOf(account.store.charges, params, "/v1/charges", {
      kind: "charge",
      matches: (charge) => !params.payment_intent || charge.payment_intent === params.payment_intent,
      view: (charge) => charge,
    });
    return withExpanded(account, page, params.expand);
  }),
];
