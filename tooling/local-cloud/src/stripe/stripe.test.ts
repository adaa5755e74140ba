import Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openStage, refusalOf, type Stage, sessionParams } from "./testing.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.emulator.control.reset());

const seconds = () => Math.floor(stage.emulator.control.summary().now / 1000);
const HOUR = 3600;
const lines = (currency: string, unit_amount: number, quantity = 1) => ({
  line_items: [{ quantity, price_data: { currency, unit_amount, product_data: { name: "A seat" } } }],
});

async function paidIntent(amount = 2500): Promise<Stripe.PaymentIntent> {
  return stage.stripe.paymentIntents.create({ amount, currency: "eur", payment_method: "pm_card_visa", confirm: true });
}

describe("a call that Stripe would refuse is refused in Stripe's words", () => {
  type Call = (sdk: Stripe) => Promise<unknown>;
  const create =
    (changes: Record<string, unknown>): Call =>
    (sdk) =>
      sdk.checkout.sessions.create({ ...sessionParams(), ...changes });
  const refusals: [string, Call, { status: number; code?: string; param?: string; type?: string }][] = [
    [
      "an unknown session",
      (sdk) => sdk.checkout.sessions.retrieve("cs_test_x"),
      { status: 404, code: "resource_missing" },
    ],
    [
      "closing an unknown session",
      (sdk) => sdk.checkout.sessions.expire("cs_test_x"),
      { status: 404, code: "resource_missing", param: "session" },
    ],
    [
      "an unknown intent",
      (sdk) => sdk.paymentIntents.retrieve("pi_x"),
      { status: 404, code: "resource_missing", param: "intent" },
    ],
    ["an unknown charge", (sdk) => sdk.charges.retrieve("ch_x"), { status: 404, code: "resource_missing" }],
    ["an unknown refund", (sdk) => sdk.refunds.retrieve("re_x"), { status: 404, code: "resource_missing" }],
    ["an unknown event", (sdk) => sdk.events.retrieve("evt_x"), { status: 404, code: "resource_missing" }],
    [
      "a cursor that names nothing",
      (sdk) => sdk.events.list({ starting_after: "evt_x" }),
      { status: 404, param: "starting_after" },
    ],
    ["disputes, which are not offered", (sdk) => sdk.disputes.list(), { status: 404 }],
    ["connected accounts, which are not offered", (sdk) => sdk.accounts.create({ type: "express" }), { status: 404 }],
    ["an unknown parameter", create({ colour: "red" }), { status: 400, code: "parameter_unknown", param: "colour" }],
    [
      "an unknown nested parameter",
      create({
        line_items: [
          {
            price_data: { currency: "eur", unit_amount: 500, product_data: { name: "A", colour: "red" } },
            quantity: 1,
          },
        ],
      }),
      { status: 400, code: "parameter_unknown", param: "line_items[0][price_data][product_data][colour]" },
    ],
    [
      "no success address",
      create({ success_url: undefined }),
      { status: 400, code: "parameter_missing", param: "success_url" },
    ],
    [
      "a line without currency",
      create({ line_items: [{ price_data: { unit_amount: 500, product_data: { name: "A" } }, quantity: 1 }] }),
      { status: 400, code: "parameter_missing", param: "line_items[0][price_data][currency]" },
    ],
    ["an empty text", create({ client_reference_id: "" }), { status: 400, code: "parameter_invalid_empty" }],
    ["half a cent", create(lines("eur", 12.5)), { status: 400, code: "parameter_invalid_integer" }],
    ["a word as mode", create({ mode: "gift" }), { status: 400, param: "mode" }],
    [
      "an address without scheme",
      create({ cancel_url: "shop.example/cart" }),
      { status: 400, code: "url_invalid", param: "cancel_url" },
    ],
    ["a mail address without @", create({ customer_email: "ada" }), { status: 400, code: "email_invalid" }],
    ["a currency that does not exist", create(lines("xyz", 500)), { status: 400 }],
    ["methods that the account does not have", create({ allowed_payment_method_types: ["alipay"] }), { status: 400 }],
    [
      "the old list of methods, which this version of the API dropped",
      create({ payment_method_types: ["card"] }),
      { status: 400, code: "parameter_unknown" },
    ],
    [
      "two currencies",
      create({ line_items: [...lines("eur", 500).line_items, ...lines("usd", 500).line_items] }),
      { status: 400 },
    ],
    ["less than the least charge", create(lines("eur", 49)), { status: 400, code: "amount_too_small" }],
    ["more than eight digits", create(lines("eur", 99_999_999, 2)), { status: 400, code: "amount_too_large" }],
    ["thousandths that are not rounded", create(lines("kwd", 1_005)), { status: 400, code: "invalid_charge_amount" }],
    [
      "51 keys of metadata",
      create({ metadata: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, "v"])) }),
      { status: 400, param: "metadata" },
    ],
    [
      "expiry in 29 minutes",
      (sdk) => create({ expires_at: seconds() + 29 * 60 })(sdk),
      { status: 400, param: "expires_at" },
    ],
    [
      "expiry in 25 hours",
      (sdk) => create({ expires_at: seconds() + 25 * HOUR })(sdk),
      { status: 400, param: "expires_at" },
    ],
    ["expanding what is no reference", create({ expand: ["colour"] }), { status: 400, param: "expand" }],
    [
      "a refund of nothing named",
      (sdk) => sdk.refunds.create({ amount: 5 }),
      { status: 400, code: "parameter_missing" },
    ],
    [
      "a refund of an unknown payment",
      (sdk) => sdk.refunds.create({ payment_intent: "pi_x" }),
      { status: 404, code: "resource_missing" },
    ],
    [
      "an intent with an unknown payment method",
      (sdk) => sdk.paymentIntents.create({ amount: 500, currency: "eur", confirm: true, payment_method: "pm_x" }),
      { status: 404, code: "resource_missing" },
    ],
    [
      "a declined card",
      (sdk) =>
        sdk.paymentIntents.create({
          amount: 500,
          currency: "eur",
          confirm: true,
          payment_method: "pm_card_chargeDeclined",
        }),
      { status: 402, code: "card_declined", type: "StripeCardError" },
    ],
  ];
  test.each(refusals)("%s", async (_name, call, { status, code, param, type }) => {
    const refusal = await refusalOf(call(stage.stripe));
    expect(refusal.statusCode).toBe(status);
    if (code) expect(refusal.code).toBe(code);
    if (param) expect(refusal.param).toBe(param);
    if (type) expect(refusal.type).toBe(type);
    expect(refusal.requestId).toMatch(/^req_/);
    expect(refusal.message).not.toBe("");
  });

  test.each([["a wrong key", { key: "sk_test_other" }]])("%s opens nothing", async (_name, config) => {
    const refusal = await refusalOf(stage.sdk(config).events.list());
    expect(refusal).toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
  });

  test("the key is also taken as the user name of basic authentication, as curl sends it", async () => {
    const authorization = `Basic ${Buffer.from("sk_test_local:").toString("base64")}`;
    const answer = await fetch(`${stage.origin}/v1/events`, {
      headers: { authorization, "stripe-version": "2026-10-28.endive" },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("stripe-version")).toBe("2026-10-28.endive");
  });

  test("a connected account is not offered yet, and said so", async () => {
    const refusal = await refusalOf(stage.stripe.events.list({}, { stripeAccount: "acct_1" }));
    expect([refusal.statusCode, refusal.code]).toEqual([403, "account_invalid"]);
  });
});

describe("a checkout session", () => {
  test.each([
    ["jpy", 1200],
    ["eur", 1200],
    ["kwd", 1200],
  ])("keeps amounts in %s in minor units and what the merchant told about it", async (currency, amount) => {
    const closes = seconds() + 35 * 60;
    const session = await stage.stripe.checkout.sessions.create({
      ...sessionParams(lines(currency, amount, 3)),
      client_reference_id: "order-1",
      metadata: { order: "1" },
      payment_intent_data: { description: "Order 1", metadata: { order: "1" } },
      expires_at: closes,
      locale: "de",
      submit_type: "book",
      allowed_payment_method_types: ["card", "alipay"],
      custom_text: { submit: { message: "Seats are yours when this is paid." } },
    });
    expect(session).toMatchObject({
      status: "open",
      payment_status: "unpaid",
      amount_total: 3 * amount,
      currency,
      client_reference_id: "order-1",
      expires_at: closes,
      payment_intent: null,
      payment_method_types: ["card"],
      metadata: { order: "1" },
    });
    expect(session.url).toBe(`http://localhost:${stage.port}/c/pay/${session.id}`);
    const items = await stage.stripe.checkout.sessions.listLineItems(session.id);
    expect(items.data).toMatchObject([{ quantity: 3, amount_total: 3 * amount, description: "A seat" }]);
    expect(String(items.data[0]?.price?.unit_amount_decimal)).toBe(String(amount));
  });

  test("shows what it refers to when asked to", async () => {
    const { id } = await stage.stripe.checkout.sessions.create(sessionParams());
    stage.emulator.control.paySession(id, { card: "success" });
    const shown = await stage.stripe.checkout.sessions.retrieve(id, {
      expand: ["line_items", "payment_intent.latest_charge"],
    });
    expect(shown).toMatchObject({
      line_items: { data: [{ quantity: 2 }] },
      payment_intent: {
        status: "succeeded",
        latest_charge: { paid: true, payment_method_details: { card: { last4: "4242" } } },
      },
    });
    const plain = await stage.stripe.checkout.sessions.retrieve(id);
    expect(plain.payment_intent).toMatch(/^pi_/);
    expect(plain.url).toBeNull();
    const found = await stage.stripe.checkout.sessions.list({ payment_intent: String(plain.payment_intent) });
    expect(found.data.map((one) => one.id)).toEqual([id]);
  });

  test("can be expired while it is open, and only then", async () => {
    const { id } = await stage.stripe.checkout.sessions.create(sessionParams());
    expect(await stage.stripe.checkout.sessions.expire(id)).toMatchObject({ status: "expired", url: null });
    const refusal = await refusalOf(stage.stripe.checkout.sessions.expire(id));
    expect([refusal.statusCode, refusal.type]).toEqual([400, "StripeInvalidRequestError"]);
    expect(refusal.message).toContain("Only Checkout Sessions with a status in");
  });

  test("expires by itself when its time has passed, and its open intent is cancelled with it", async () => {
    const session = await stage.stripe.checkout.sessions.create(sessionParams({ expires_at: seconds() + 1900 }));
    const intent = stage.emulator.control.paySession(session.id, { card: "declined" });
    stage.emulator.control.advanceSeconds(1901);
    expect((await stage.stripe.checkout.sessions.retrieve(session.id)).status).toBe("expired");
    expect(await stage.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: "canceled" });
  });

  test("lists come newest first and in pages, without gap or repeat", async () => {
    const made: string[] = [];
    for (let i = 0; i < 7; i += 1) made.push((await stage.stripe.checkout.sessions.create(sessionParams())).id);
    const seen: string[] = [];
    for await (const one of stage.stripe.checkout.sessions.list({ limit: 3 })) seen.push(one.id);
    expect(seen).toEqual(made.toReversed());
    const back = await stage.stripe.checkout.sessions.list({ limit: 2, ending_before: made[2] as string });
    expect(back.data.map(({ id }) => id)).toEqual([made[4], made[3]]);
    expect(back.has_more).toBe(true);
  });
});

describe("a payment intent", () => {
  test("is paid, asks for authentication, or waits for another card", async () => {
    expect(await paidIntent()).toMatchObject({ status: "succeeded", amount_received: 2500 });
    const asked = await stage.stripe.paymentIntents.create({
      amount: 2500,
      currency: "eur",
      payment_method: "pm_card_authenticationRequired",
      confirm: true,
      return_url: "https://shop.example/back",
    });
    expect(asked).toMatchObject({ status: "requires_action", next_action: { type: "redirect_to_url" } });
    const page = `${stage.origin}/c/authenticate/${asked.id}`;
    const done = await fetch(page, {
      method: "POST",
      body: new URLSearchParams({ answer: "complete" }),
      redirect: "manual",
    });
    expect(done.headers.get("location")).toBe("https://shop.example/back");
    expect((await stage.stripe.paymentIntents.retrieve(asked.id)).status).toBe("succeeded");
  });

  test("remembers why its card was declined, and can be paid with another", async () => {
    const open = await stage.stripe.paymentIntents.create({ amount: 900, currency: "usd" });
    const confirm = (payment_method: string) => stage.stripe.paymentIntents.confirm(open.id, { payment_method });
    const refusal = await refusalOf(confirm("pm_card_chargeDeclinedInsufficientFunds"));
    expect(refusal).toMatchObject({ code: "card_declined", decline_code: "insufficient_funds" });
    expect(await stage.stripe.paymentIntents.retrieve(open.id)).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { decline_code: "insufficient_funds" },
    });
    expect((await confirm("pm_card_visa")).status).toBe("succeeded");
  });

  test("can be cancelled until it is paid", async () => {
    const open = await stage.stripe.paymentIntents.create({ amount: 900, currency: "usd" });
    const cancelled = await stage.stripe.paymentIntents.cancel(open.id, { cancellation_reason: "abandoned" });
    expect(cancelled).toMatchObject({ status: "canceled", cancellation_reason: "abandoned" });
    const refusal = await refusalOf(stage.stripe.paymentIntents.cancel((await paidIntent()).id));
    expect(refusal.code).toBe("payment_intent_unexpected_state");
  });
});

describe("a refund", () => {
  test("can be partial, adds up on the charge, and never exceeds what was paid", async () => {
    const { id, latest_charge } = await paidIntent();
    const refund = (amount?: number) => stage.stripe.refunds.create({ payment_intent: id, ...(amount && { amount }) });
    expect(await refund(1000)).toMatchObject({ status: "succeeded", amount: 1000, charge: latest_charge });
    expect((await refusalOf(refund(1501))).message).toContain("greater than unrefunded amount on charge (€15.00)");
    expect(await refund()).toMatchObject({ amount: 1500 });
    expect((await refusalOf(refund(1))).code).toBe("charge_already_refunded");
    const charge = await stage.stripe.charges.retrieve(String(latest_charge));
    expect(charge).toMatchObject({ amount_refunded: 2500, refunded: true });
    expect((await stage.stripe.refunds.list({ payment_intent: id })).data).toHaveLength(2);
  });

  test("can stay pending, and can fail later: then the money can be refunded again", async () => {
    stage.emulator.control.setRefundManner("pending");
    const { id, latest_charge } = await paidIntent();
    const refund = await stage.stripe.refunds.create({ payment_intent: id, reason: "requested_by_customer" });
    expect(refund.status).toBe("pending");
    stage.emulator.control.settleRefund(refund.id);
    expect((await stage.stripe.refunds.retrieve(refund.id)).status).toBe("succeeded");
    stage.emulator.control.failRefund(refund.id, "lost_or_stolen_card");
    const failed = await stage.stripe.refunds.retrieve(refund.id);
    expect(failed).toMatchObject({ status: "failed", failure_reason: "lost_or_stolen_card" });
    expect((await stage.stripe.charges.retrieve(String(latest_charge))).amount_refunded).toBe(0);
  });
});

test("events can be read again by type, time and page", async () => {
  await paidIntent();
  await paidIntent();
  const all = await stage.stripe.events.list({ types: ["charge.*", "payment_intent.succeeded"] });
  expect(all.data.map(({ type }) => type)).toEqual([
    "payment_intent.succeeded",
    "charge.succeeded",
    "payment_intent.succeeded",
    "charge.succeeded",
  ]);
  expect((await stage.stripe.events.list({ created: { gt: seconds() + 60 } })).data).toEqual([]);
  const [newest] = all.data;
  expect(await stage.stripe.events.retrieve(String(newest?.id))).toMatchObject({ id: newest?.id, object: "event" });
});
