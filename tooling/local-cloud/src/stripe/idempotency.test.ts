import Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openStage, refusalOf, type Stage, sessionParams } from "./testing.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.emulator.control.reset());

const create = (key: string, changes = {}, sdk = stage.stripe) =>
  sdk.checkout.sessions.create(sessionParams(changes), { idempotencyKey: key });
const sessionCount = () => stage.emulator.control.summary().counts.sessions;

test("the same parameters under the same key are the same session", async () => {
  const first = await create("order-1");
  const second = await create("order-1");
  expect(second.id).toBe(first.id);
  expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true");
  expect(first.lastResponse.headers["idempotent-replayed"]).toBeUndefined();
  expect(sessionCount()).toBe(1);
});

test("a repeat is answered from memory even when its parameters would be refused by now", async () => {
  const expires_at = Math.floor(stage.emulator.control.summary().now / 1000) + 35 * 60;
  const first = await create("order-1", { expires_at });
  stage.emulator.control.advanceSeconds(20 * 60);
  expect((await create("order-1", { expires_at })).id).toBe(first.id);
  expect((await refusalOf(create("order-2", { expires_at }))).param).toBe("expires_at");
});

test("other parameters, or another address, under the same key are refused", async () => {
  await create("order-1");
  const refusal = await refusalOf(create("order-1", { locale: "de" }));
  expect([refusal.statusCode, refusal.type]).toEqual([400, "StripeIdempotencyError"]);
  const elsewhere = stage.stripe.paymentIntents.create({ amount: 500, currency: "eur" }, { idempotencyKey: "order-1" });
  expect((await refusalOf(elsewhere)).type).toBe("StripeIdempotencyError");
});

test("a decline is remembered under its key; a misspelt parameter is not", async () => {
  const pay = () =>
    stage.stripe.paymentIntents.create(
      { amount: 500, currency: "eur", confirm: true, payment_method: "pm_card_chargeDeclined" },
      { idempotencyKey: "pay-1" },
    );
  const [first, second] = [await refusalOf(pay()), await refusalOf(pay())];
  expect(second.payment_intent?.id).toBe(first.payment_intent?.id);
  expect((await refusalOf(create("order-1", { colour: "red" }))).code).toBe("parameter_unknown");
  expect((await create("order-1")).status).toBe("open");
});

test("while a call is under way its key is in use, and the SDK's own retries end with the first answer", async () => {
  stage.emulator.control.setFaults({ delayMs: 150 });
  const first = create("order-1");
  const inUse = await refusalOf(create("order-1"));
  expect([inUse.statusCode, inUse.code]).toEqual([409, "idempotency_key_in_use"]);
  const patient = create("order-1", {}, stage.sdk({ maxNetworkRetries: 2 }));
  expect((await patient).id).toBe((await first).id);
  expect(sessionCount()).toBe(1);
});

test("an answer lost after the effect is found again by the retry: one session, not two", async () => {
  stage.emulator.control.failNext(1, "after-success");
  const session = await create("order-1", {}, stage.sdk({ maxNetworkRetries: 2 }));
  expect(session.lastResponse.headers["idempotent-replayed"]).toBe("true");
  expect(sessionCount()).toBe(1);
});

test("an answer lost for good is a connection error, though the session exists", async () => {
  // Even without retries the SDK repeats a call once when its connection breaks.
  stage.emulator.control.failNext(2, "after-success");
  expect(await refusalOf(create("order-1"))).toBeInstanceOf(Stripe.errors.StripeConnectionError);
  expect(sessionCount()).toBe(1);
});

test("a 500 before the effect is overcome by a retry", async () => {
  stage.emulator.control.failNext(1, 500);
  expect((await refusalOf(create("order-1"))).statusCode).toBe(500);
  stage.emulator.control.failNext(1, 503);
  expect((await create("order-1", {}, stage.sdk({ maxNetworkRetries: 2 }))).status).toBe("open");
  expect(sessionCount()).toBe(1);
});

test("a key can be used anew after a day", async () => {
  const first = await create("order-1");
  stage.emulator.control.advanceSeconds(24 * 3600 + 1);
  expect((await create("order-1")).id).not.toBe(first.id);
});

test("more calls than the limit in one second get 429", async () => {
  stage.emulator.control.setFaults({ rateLimitPerSecond: 5 });
  const answers = await Promise.allSettled(Array.from({ length: 20 }, () => stage.stripe.events.list()));
  const refused = answers.filter((one) => one.status === "rejected").map(({ reason }) => reason);
  // Two seconds can share the burst, so between 10 and 15 are refused.
  expect(refused.length).toBeGreaterThanOrEqual(10);
  expect(refused.every((one) => one instanceof Stripe.errors.StripeRateLimitError && one.code === "rate_limit")).toBe(
    true,
  );
});

test.each([
  ["silent: no answer ever comes", { silent: true }],
  ["down: the connection breaks", { down: true }],
])("%s, nothing happens, and the control interface still answers", async (_name, faults) => {
  stage.emulator.control.setFaults(faults);
  const refusal = await refusalOf(create("order-1", {}, stage.sdk({ timeout: 200 })));
  expect(refusal).toBeInstanceOf(Stripe.errors.StripeConnectionError);
  const summary = await fetch(`${stage.origin}/_control`);
  expect(await summary.json()).toMatchObject({ counts: { sessions: 0 }, faults });
});
