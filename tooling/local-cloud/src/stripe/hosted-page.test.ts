import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openStage, type Stage, sessionParams, submitCard } from "./testing.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.emulator.control.reset());

const open = async (changes = {}) => (await stage.stripe.checkout.sessions.create(sessionParams(changes))).id;
const read = (id: string) => stage.stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent"] });
const page = async (id: string) => (await fetch(`${stage.origin}/c/pay/${id}`)).text();
const paidAddress = (id: string) => `https://shop.example/paid?session=${id}`;
const answer = (path: string, choice: string) =>
  fetch(`${stage.origin}${path}`, {
    method: "POST",
    body: new URLSearchParams({ answer: choice }),
    redirect: "manual",
  });

test.each([
  ["jpy", 1250, "en", "¥2,500"],
  ["eur", 1250, "de", "25,00\u00a0€"],
  ["kwd", 1250, "en", "KWD\u00a02.500"],
])("the page shows the order and its total in %s", async (currency, unit_amount, locale, total) => {
  const html = await page(
    await open({
      line_items: [{ quantity: 2, price_data: { currency, unit_amount, product_data: { name: "Stalls <C12>" } } }],
      locale,
      custom_text: { submit: { message: "Held for ten minutes." } },
    }),
  );
  for (const part of [
    `Pay ${total}</button>`,
    "Stalls &#60;C12&#62;",
    "Held for ten minutes.",
    "Test mode",
    "ada@example.com",
    "← Back",
  ]) {
    expect(html).toContain(part);
  }
  for (const field of ["email", "cc-number", "cc-exp", "cc-csc", "cc-name"])
    expect(html).toContain(`autocomplete="${field}"`);
  expect(html).not.toMatch(/<script|src=|<link/);
});

test("a good card pays and leads to the shop; the payer is known", async () => {
  const id = await open({ customer_email: undefined, payment_intent_data: { metadata: { order: "7" } } });
  const response = await submitCard(stage, id, "4242 4242 4242 4242", { email: "bob@example.com" });
  expect([response.status, response.headers.get("location")]).toEqual([303, paidAddress(id)]);
  expect(await read(id)).toMatchObject({
    status: "complete",
    payment_status: "paid",
    customer_details: { email: "bob@example.com", name: "Ada L" },
    payment_intent: { status: "succeeded", metadata: { order: "7" }, amount_received: 2500 },
  });
});

describe("a card the bank declines leaves the session open and says why", () => {
  test.each([
    ["4000000000000002", "generic_decline", "Your card was declined."],
    ["4000000000009995", "insufficient_funds", "Your card has insufficient funds."],
  ])("%s", async (number, declineCode, sentence) => {
    const id = await open();
    const response = await submitCard(stage, id, number);
    expect(response.status).toBe(402);
    expect(await response.text()).toMatch(new RegExp(`role="alert">${sentence}`));
    expect(await read(id)).toMatchObject({
      status: "open",
      payment_status: "unpaid",
      payment_intent: { status: "requires_payment_method", last_payment_error: { decline_code: declineCode } },
    });
    expect((await submitCard(stage, id, "4242424242424242")).status).toBe(303);
    expect(stage.emulator.control.summary().counts.payments).toBe(1);
  });
});

describe("what cannot be a card is refused on the page before any bank is asked", () => {
  test.each([
    ["a mistyped number", { number: "4242424242424241" }, "number-error"],
    ["no number", { number: "" }, "number-error"],
    ["a month that does not exist", { expiry: "13/40" }, "expiry-error"],
    ["a month that has passed", { expiry: "01/20" }, "expiry-error"],
    ["a short code", { cvc: "12" }, "cvc-error"],
    ["no name", { name: " " }, "name-error"],
  ])("%s", async (_name, changes, error) => {
    const id = await open();
    const response = await submitCard(stage, id, "4242424242424242", changes as Record<string, string>);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(`aria-describedby="${error}"`);
    expect((await read(id)).payment_intent).toBeNull();
  });
});

describe("3-D Secure", () => {
  test.each(["4000002500003155", "4000002760003184", "4000000000003220"])(
    "%s pays once it is passed",
    async (number) => {
      const id = await open();
      const challenge = String((await submitCard(stage, id, number)).headers.get("location"));
      expect(await (await fetch(stage.origin + challenge)).text()).toContain("Complete authentication");
      expect(await read(id)).toMatchObject({ status: "open", payment_intent: { status: "requires_action" } });
      expect((await answer(challenge, "complete")).headers.get("location")).toBe(paidAddress(id));
      expect(await read(id)).toMatchObject({ payment_status: "paid" });
      expect((await answer(challenge, "complete")).headers.get("location")).toBe(paidAddress(id));
      expect(stage.emulator.control.summary().counts.charges).toBe(1);
    },
  );

  test("failing it leads back to the page, which says so, and another card can be tried", async () => {
    const id = await open();
    const challenge = String((await submitCard(stage, id, "4000000000003220")).headers.get("location"));
    expect((await answer(challenge, "fail")).headers.get("location")).toBe(`/c/pay/${id}`);
    expect(await page(id)).toContain("unable to authenticate");
    expect(await read(id)).toMatchObject({
      payment_intent: { last_payment_error: { code: "payment_intent_authentication_failure" } },
    });
    expect((await submitCard(stage, id, "4242424242424242")).status).toBe(303);
  });

  test("walking away from it leaves nothing paid, and after the expiry it cannot be passed any more", async () => {
    const id = await open();
    const challenge = String((await submitCard(stage, id, "4000000000003220")).headers.get("location"));
    stage.emulator.control.advanceSeconds(24 * 3600 + 1);
    expect((await answer(challenge, "complete")).status).toBe(410);
    expect(await read(id)).toMatchObject({
      status: "expired",
      payment_status: "unpaid",
      payment_intent: { status: "canceled" },
    });
  });
});

test("pressing the button twice, even at the same moment, pays once", async () => {
  const id = await open();
  const presses = await Promise.all([1, 2, 3].map(() => submitCard(stage, id, "4242424242424242")));
  expect(presses.map((one) => one.headers.get("location"))).toEqual(Array(3).fill(paidAddress(id)));
  const { counts } = stage.emulator.control.summary();
  expect([counts.payments, counts.charges]).toEqual([1, 1]);
});

test("a complete session says that it is paid; an expired one that its time is over", async () => {
  const [paid, gone] = [await open(), await open()];
  await submitCard(stage, paid, "4242424242424242");
  expect(await page(paid)).toContain("You have already paid");
  stage.emulator.control.advanceSeconds(24 * 3600 + 1);
  expect(await page(gone)).toContain("has expired");
  const late = await submitCard(stage, gone, "4242424242424242");
  expect(late.status).toBe(410);
  expect(await read(gone)).toMatchObject({ status: "expired", payment_intent: null });
  expect((await fetch(`${stage.origin}/c/pay/cs_test_none`)).status).toBe(404);
});

describe("the control interface over HTTP", () => {
  const act = (path: string, body: unknown, type = "application/json") =>
    fetch(`${stage.origin}/_control/${path}`, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": type },
    });

  test("pays, lists and moves time", async () => {
    const id = await open();
    expect(await (await act(`sessions/${id}/pay`, { card: "success" })).json()).toMatchObject({ status: "succeeded" });
    const sessions = await (await fetch(`${stage.origin}/_control/sessions?limit=1`)).json();
    expect(sessions).toMatchObject([{ id, payment_status: "paid" }]);
    const before = stage.emulator.control.summary().now;
    await act("clock/advance", { seconds: 60 });
    expect(stage.emulator.control.summary().now - before).toBeGreaterThanOrEqual(60_000);
  });

  test.each([
    ["an unknown act", "explode", {}, 404],
    ["an unknown session", "sessions/cs_x/pay", { card: "success" }, 404],
    ["an unknown card", "sessions/cs_x/pay", { card: "gold" }, 400],
    ["an unknown fault", "faults", { gremlins: true }, 400],
  ])("refuses %s", async (_name, path, body, status) => {
    expect((await act(path, body)).status).toBe(status);
  });

  test("does not act on a form that some web page sends", async () => {
    expect((await act("reset", {}, "text/plain")).status).toBe(415);
  });
});
