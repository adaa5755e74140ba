import type { Stripe } from "stripe";
import type { Account } from "./account.ts";
import { MOST_CHARGE, refuseUnchargeable } from "./currencies.ts";
import { endpoint } from "./endpoint.ts";
import { withExpanded } from "./expand.ts";
import { invalidRequest } from "./failures.ts";
import { mergedMetadata } from "./intents.ts";
import { isWithin, pageOf, pagingFields } from "./paging.ts";
import {
  address,
  currency,
  integer,
  list,
  mailAddress,
  metadata,
  object,
  oneOf,
  type ReadFields,
  required,
  text,
  timeRange,
} from "./params.ts";
import { expireSession, sessionOf } from "./sessions.ts";
import { Shelf } from "./shelf.ts";
import { type LineItemOnTheWire, newId } from "./store.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const MOST_LINE_ITEMS = 100;
const expand = list(text(200), 20);

const lineItemFields = {
  price_data: required(
    object({
      currency: required(currency),
      product_data: required(
        object({
          name: required(text(250)),
          description: text(1000),
          images: list(address, 8),
          metadata,
          unit_label: text(12),
          tax_code: text(40),
        }),
      ),
      unit_amount: required(integer(0, MOST_CHARGE)),
      tax_behavior: oneOf("exclusive", "inclusive", "unspecified"),
    }),
  ),
  quantity: required(integer(1, 999_999)),
  metadata,
};

const customTextPart = object({ message: required(text(1200)) });

const createFields = {
  allowed_payment_method_types: list(text(40), 50, 1),
  cancel_url: address,
  client_reference_id: text(200),
  custom_text: object({ after_submit: customTextPart, submit: customTextPart }),
  customer_creation: oneOf("always", "if_required"),
  customer_email: mailAddress,
  currency,
  expand,
  expires_at: integer(0),
  line_items: required(list(object(lineItemFields), MOST_LINE_ITEMS, 1)),
  locale: text(10),
  metadata,
  mode: required(oneOf("payment")),
  payment_intent_data: object({ description: text(1000), metadata, receipt_email: mailAddress }),
  submit_type: oneOf("auto", "book", "donate", "pay"),
  success_url: required(address),
  ui_mode: oneOf("hosted_page"),
};

type CreateParams = ReadFields<typeof createFields>;

/** Times out of Stripe's bounds are refused against the emulator's clock, which may have been moved. */
function closingTime(account: Account, wanted: number | undefined): number {
  const now = account.nowSeconds();
  if (wanted === undefined) return now + 24 * HOUR;
  if (wanted < now + 30 * MINUTE) {
    const message = "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.";
    throw invalidRequest(message, undefined, "expires_at");
  }
  if (wanted > now + 24 * HOUR) {
    const message = "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.";
    throw invalidRequest(message, undefined, "expires_at");
  }
  return wanted;
}

function lineItemFrom(account: Account, given: CreateParams["line_items"][number]): LineItemOnTheWire {
  const { price_data: data, quantity } = given;
  const total = data.unit_amount * quantity;
  return {
    id: newId("li_1"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: total,
    amount_tax: 0,
    amount_total: total,
    currency: data.currency,
    description: data.product_data.name,
    metadata: given.metadata ?? {},
    price: {
      id: newId("price_1"),
      object: "price",
      active: false,
      billing_scheme: "per_unit",
      created: account.nowSeconds(),
      currency: data.currency,
      custom_unit_amount: null,
      livemode: false,
      lookup_key: null,
      metadata: {},
      nickname: null,
      product: newId("prod_", 14),
      recurring: null,
      tax_behavior: data.tax_behavior ?? "unspecified",
      tiers_mode: null,
      transform_quantity: null,
      type: "one_time",
      unit_amount: data.unit_amount,
      unit_amount_decimal: String(data.unit_amount),
    },
    quantity,
  };
}

function sessionCurrency(params: CreateParams): string {
  const codes = new Set(params.line_items.map((item) => item.price_data.currency));
  if (params.currency) codes.add(params.currency);
  const [code] = codes;
  if (codes.size === 1 && code) return code;
  throw invalidRequest(
    "All prices on a Checkout Session must have the same currency.",
    undefined,
    "line_items[1][price_data][currency]",
  );
}

/** Stripe offers those of the allowed methods that the account has. This account has cards. */
function offeredMethods(allowed: readonly string[] | undefined): string[] {
  if (!allowed || allowed.includes("card")) return ["card"];
  const message = "None of the allowed payment methods is available. The local emulator offers `card`.";
  throw invalidRequest(message, undefined, "allowed_payment_method_types");
}

function createSession(account: Account, params: CreateParams): object {
  const expiresAt = closingTime(account, params.expires_at);
  const code = sessionCurrency(params);
  const lineItems = params.line_items.map((item) => lineItemFrom(account, item));
  const total = lineItems.reduce((sum, item) => sum + item.amount_total, 0);
  refuseUnchargeable(total, code, "line_items");
  const id = newId("cs_test_a1", 56);
  const session: Stripe.Checkout.Session = {
    id,
    object: "checkout.session",
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    amount_subtotal: total,
    amount_total: total,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: account.nowSeconds(),
    currency: code,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: params.custom_text?.after_submit ?? null,
      shipping_address: null,
      submit: params.custom_text?.submit ?? null,
      terms_of_service_acceptance: null,
    },
    customer: null,
    customer_account: null,
    customer_creation: params.customer_creation ?? "if_required",
    customer_details: null,
    customer_email: params.customer_email ?? null,
    discounts: [],
    expires_at: expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: params.locale ?? null,
    managed_payments: null,
    metadata: mergedMetadata(null, params.metadata),
    mode: "payment",
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: "if_required",
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: "automatic" } },
    payment_method_types: offeredMethods(params.allowed_payment_method_types),
    payment_status: "unpaid",
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: "open",
    submit_type: params.submit_type ?? null,
    subscription: null,
    success_url: params.success_url,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: "hosted_page",
    url: `${account.publicUrl()}/c/pay/${id}`,
    wallet_options: null,
  };
  account.store.addSession({ id, session, lineItems, intentData: params.payment_intent_data ?? {} });
  account.store.changed();
  return withExpanded(account, session, params.expand);
}

const SESSIONS = "/v1/checkout/sessions";
const statuses = oneOf("open", "complete", "expired");

export const sessionEndpoints = [
  endpoint("POST", SESSIONS, createFields, createSession),
  endpoint("GET", `${SESSIONS}/:id`, { expand }, (account, params, id) =>
    withExpanded(account, sessionOf(account, id).session, params.expand),
  ),
  endpoint("POST", `${SESSIONS}/:id`, { expand, metadata }, (account, params, id) => {
    const { session } = sessionOf(account, id);
    session.metadata = mergedMetadata(session.metadata, params.metadata);
    account.store.changed();
    return withExpanded(account, session, params.expand);
  }),
  endpoint("POST", `${SESSIONS}/:id/expire`, { expand }, (account, params, id) => {
    const record = sessionOf(account, id);
    expireSession(account, record);
    return withExpanded(account, record.session, params.expand);
  }),
  endpoint("GET", `${SESSIONS}/:id/line_items`, pagingFields, (account, params, id) => {
    const shelf = new Shelf<LineItemOnTheWire>();
    // Line items are the one list that Stripe shows in the order they were given.
    for (const item of [...sessionOf(account, id).lineItems].reverse()) shelf.add(item);
    const parts = { kind: "item", matches: () => true, view: (item: LineItemOnTheWire) => item };
    return withExpanded(account, pageOf(shelf, params, `${SESSIONS}/${id}/line_items`, parts), params.expand);
  }),
  endpoint(
    "GET",
    SESSIONS,
    { ...pagingFields, created: timeRange, payment_intent: text(255), status: statuses },
    (account, params) => {
      const wanted = params.payment_intent;
      const page = pageOf(sessionsUnder(account, wanted), params, SESSIONS, {
        kind: "checkout.session",
        matches: ({ session }) =>
          (!wanted || session.payment_intent === wanted) &&
          (!params.status || session.status === params.status) &&
          isWithin(session.created, params.created),
        view: ({ session }) => session,
      });
      return withExpanded(account, page, params.expand);
    },
  ),
];

/** An intent knows its session, so that asking for one does not read through all of them. */
function sessionsUnder(account: Account, intentId: string | undefined) {
  if (intentId === undefined) return account.store.sessions;
  const found = new Shelf<{ id: string; session: Stripe.Checkout.Session }>();
  const sessionId = account.store.intents.get(intentId)?.sessionId;
  if (sessionId !== undefined) found.add(sessionOf(account, sessionId));
  return found;
}
