import type { Account } from "./account.ts";
import { cardFromPaymentMethod } from "./cards.ts";
import { MOST_CHARGE, refuseUnchargeable } from "./currencies.ts";
import { endpoint } from "./endpoint.ts";
import { withExpanded } from "./expand.ts";
import { invalidRequest, resourceMissing } from "./failures.ts";
import {
  attemptPayment,
  cancelIntent,
  declineOf,
  intentOf,
  mergedMetadata,
  openIntent,
  refuseCheckoutIntent,
} from "./intents.ts";
import { isWithin, pageOf, pagingFields } from "./paging.ts";
import {
  address,
  currency,
  flag,
  integer,
  list,
  mailAddress,
  metadata,
  object,
  oneOf,
  required,
  text,
  timeRange,
} from "./params.ts";
import type { IntentRecord } from "./store.ts";

const expand = list(text(200), 20);
function confirm(account: Account, record: IntentRecord, method: string | undefined, returnUrl: string | undefined) {
  const name = method ?? (typeof record.intent.payment_method === "string" ? record.intent.payment_method : undefined);
  if (name === undefined) {
    throw invalidRequest(
      "You must provide a payment_method to confirm.",
      "payment_intent_unexpected_state",
      "payment_method",
    );
  }
  const card = cardFromPaymentMethod(name, new Date(account.now()).getUTCFullYear() + 4);
  if (!card) throw resourceMissing("PaymentMethod", name, "payment_method");
  attemptPayment(account, record, card, returnUrl);
  const declined = declineOf(record.intent);
  if (declined) throw declined;
}

const create = endpoint(
  "POST",
  "/v1/payment_intents",
  {
    amount: required(integer(1, MOST_CHARGE)),
    currency: required(currency),
    automatic_payment_methods: object({ enabled: required(flag), allow_redirects: oneOf("always", "never") }),
    confirm: flag,
    description: text(1000),
    expand,
    metadata,
    payment_method: text(255),
    receipt_email: mailAddress,
    return_url: address,
  },
  (account, params) => {
    refuseUnchargeable(params.amount, params.currency, "amount");
    const record = openIntent(account, { ...params, receiptEmail: params.receipt_email });
    if (params.automatic_payment_methods) record.intent.automatic_payment_methods = params.automatic_payment_methods;
    if (params.confirm) confirm(account, record, params.payment_method, params.return_url);
    else if (params.payment_method) {
      record.intent.payment_method = params.payment_method;
      record.intent.status = "requires_confirmation";
    }
    return withExpanded(account, record.intent, params.expand);
  },
);

const CANCEL_REASONS = oneOf("abandoned", "duplicate", "fraudulent", "requested_by_customer");

export const intentEndpoints = [
  create,
  endpoint("GET", "/v1/payment_intents/:id", { client_secret: text(255), expand }, (account, params, id) =>
    withExpanded(account, intentOf(account, id).intent, params.expand),
  ),
  endpoint("POST", "/v1/payment_intents/:id", { description: text(1000), expand, metadata }, (account, params, id) => {
    const { intent } = intentOf(account, id);
    if (params.description) intent.description = params.description;
    intent.metadata = mergedMetadata(intent.metadata, params.metadata);
    account.store.changed();
    return withExpanded(account, intent, params.expand);
  }),
  endpoint(
    "POST",
    "/v1/payment_intents/:id/confirm",
    { expand, payment_method: text(255), return_url: address },
    (account, params, id) => {
      const record = intentOf(account, id);
      refuseCheckoutIntent(record);
      confirm(account, record, params.payment_method, params.return_url);
      return withExpanded(account, record.intent, params.expand);
    },
  ),
  endpoint(
    "POST",
    "/v1/payment_intents/:id/cancel",
    { cancellation_reason: CANCEL_REASONS, expand },
    (account, params, id) => {
      const record = intentOf(account, id);
      refuseCheckoutIntent(record);
      cancelIntent(account, record.intent, params.cancellation_reason ?? null);
      return withExpanded(account, record.intent, params.expand);
    },
  ),
  endpoint("GET", "/v1/payment_intents", { ...pagingFields, created: timeRange }, (account, params) => {
    const page = pageOf(account.store.intents, params, "/v1/payment_intents", {
      kind: "payment_intent",
      matches: ({ intent }) => isWithin(intent.created, params.created),
      view: ({ intent }) => intent,
    });
    return withExpanded(account, page, params.expand);
  }),
];
