import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Stripe from "stripe";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { WebhookMode } from "./index.ts";
import { openStage, type Stage, sessionParams } from "./testing.ts";
import { signatureHeader } from "./webhooks.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const PAID = ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"];
const control = () => stage.emulator.control;

async function openSession(): Promise<string> {
  return (await stage.stripe.checkout.sessions.create(sessionParams())).id;
}

test("the signature is the SDK's own, byte for byte", () => {
  const [payload, secret, timestamp] = ['{"id":"evt_ü"}', "whsec_1", 1_800_000_000];
  const theirs = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  expect(signatureHeader(payload, secret, timestamp)).toBe(theirs);
});

const session = (control: Stage["emulator"]["control"], id: string) => ({ id, control });
type Given = ReturnType<typeof session>;
const stories: [string, (given: Given) => unknown, string[]][] = [
  ["a payment", ({ control, id }) => control.paySession(id, { card: "success" }), PAID],
  [
    "a decline",
    ({ control, id }) => control.paySession(id, { card: "declined" }),
    ["payment_intent.created", "charge.failed", "payment_intent.payment_failed"],
  ],
  [
    "a challenge",
    ({ control, id }) => control.paySession(id, { card: "three-d-secure" }),
    ["payment_intent.created", "payment_intent.requires_action"],
  ],
  ["an expiry", ({ control, id }) => control.expireSession(id), ["checkout.session.expired"]],
  [
    "an expiry after a decline",
    ({ control, id }) => {
      control.paySession(id, { card: "declined" });
      control.expireSession(id);
    },
    [
      "payment_intent.created",
      "charge.failed",
      "payment_intent.payment_failed",
      "payment_intent.canceled",
      "checkout.session.expired",
    ],
  ],
  [
    "a payment that settles later",
    ({ control, id }) => control.settlePayment(control.paySession(id, { card: "processing" }).id, true),
    [
      "payment_intent.created",
      "payment_intent.processing",
      "checkout.session.completed",
      "charge.succeeded",
      "payment_intent.succeeded",
      "checkout.session.async_payment_succeeded",
    ],
  ],
  [
    "money that arrives after the session was closed",
    ({ control, id }) => {
      control.expireSession(id);
      control.paySession(id, { card: "success", force: true });
    },
    ["checkout.session.expired", ...PAID],
  ],
];
test.each(stories)("%s is told in full and signed", async (_name, story, types) => {
  story(session(control(), await openSession()));
  await stage.receiver.taken(types.length);
  expect(stage.receiver.types.toSorted()).toEqual(types.toSorted());
  expect(stage.receiver.refusals).toEqual([]);
});

test("late money leaves a completed session and a succeeded intent behind; a paid session is never paid twice", async () => {
  const id = await openSession();
  await stage.stripe.checkout.sessions.expire(id);
  expect(() => control().paySession(id, { card: "success" })).toThrow("expired");
  control().paySession(id, { card: "success", force: true });
  const shown = await stage.stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent"] });
  expect(shown).toMatchObject({ status: "complete", payment_status: "paid", payment_intent: { status: "succeeded" } });
  expect(() => control().paySession(id, { card: "success", force: true })).toThrow("cannot be paid");
});

test("refunds are told: made, pending, settled and failed", async () => {
  const id = await openSession();
  const intent = control().paySession(id, { card: "success" });
  const refund = await stage.stripe.refunds.create({ payment_intent: intent.id, amount: 500 });
  control().failRefund(refund.id, "expired_or_canceled_card");
  await stage.receiver.taken(9);
  const told = stage.receiver.types.filter((type) => type.includes("refund")).toSorted();
  expect(told).toEqual([
    "charge.refund.updated",
    "charge.refunded",
    "refund.created",
    "refund.failed",
    "refund.updated",
  ]);
});

test("an event shows its object as it was when it happened, and who asked for it", async () => {
  const id = await openSession();
  await stage.stripe.checkout.sessions.expire(id, {}, { idempotencyKey: "close-1" });
  control().paySession(id, { card: "success", force: true });
  await stage.receiver.taken(5);
  const expired = stage.receiver.events.find(({ type }) => type === "checkout.session.expired");
  expect(expired).toMatchObject({ data: { object: { status: "expired" } }, request: { idempotency_key: "close-1" } });
});

test("news that is refused is sent again when its time has come, until it is taken", async () => {
  stage.receiver.nextAnswers = [500, 503];
  control().expireSession(await openSession());
  await control().deliveriesSettled();
  expect(stage.receiver.events).toEqual([]);
  control().advanceSeconds(1);
  await control().deliveriesSettled();
  expect(stage.receiver.events).toEqual([]);
  control().advanceSeconds(5);
  await stage.receiver.taken(1);
  await control().deliveriesSettled();
  const [delivery] = control().deliveries();
  expect(delivery).toMatchObject({
    status: "delivered",
    attempts: [{ outcome: "500" }, { outcome: "503" }, { outcome: "200" }],
  });
});

test("an endpoint that is never there is given up after days, and the event can still be sent by hand", async () => {
  stage.receiver.nextAnswers = Array<number>(15).fill(500);
  control().expireSession(await openSession());
  for (let i = 0; i < 15; i += 1) {
    await control().deliveriesSettled();
    control().advanceSeconds(12 * 3600);
  }
  await control().deliveriesSettled();
  expect(control().deliveries()[0]?.status).toBe("given-up");
  await control().redeliver(String(control().events()[0]?.id));
  expect(stage.receiver.types).toEqual(["checkout.session.expired"]);
});

const modes: [string, WebhookMode, number][] = [
  ["dropped, it never comes", { kind: "drop" }, 0],
  ["held, it waits", { kind: "hold" }, 0],
  ["repeated, it comes so often", { kind: "repeat", times: 3 }, 12],
  ["delayed, it comes later", { kind: "delay", milliseconds: 30 }, 4],
];
test.each(modes)("%s", async (_name, mode, count) => {
  const id = await openSession();
  await control().setWebhookMode(mode);
  control().paySession(id, { card: "success" });
  await stage.receiver.taken(count);
  await control().deliveriesSettled();
  expect(stage.receiver.events).toHaveLength(count);
});

test("what was held is released whole when the mode is normal again", async () => {
  await control().setWebhookMode({ kind: "hold" });
  control().paySession(await openSession(), { card: "success" });
  await control().setWebhookMode({ kind: "normal" });
  expect(stage.receiver.types.toSorted()).toEqual(PAID.toSorted());
});

test("in reverse, the newest comes first", async () => {
  await control().setWebhookMode({ kind: "reverse", windowMilliseconds: 20 });
  control().paySession(await openSession(), { card: "success" });
  await stage.receiver.taken(4);
  expect(stage.receiver.types).toEqual(PAID.toReversed());
});

test("payments, keys and undelivered news survive a restart", async () => {
  const folder = await mkdtemp(join(tmpdir(), "stripe-"));
  const stateFile = join(folder, "stripe.json");
  const before = await openStage({ stateFile });
  const made = await before.stripe.checkout.sessions.create(sessionParams(), { idempotencyKey: "order-1" });
  await before.emulator.control.setWebhookMode({ kind: "hold" });
  const intent = before.emulator.control.paySession(made.id, { card: "success" });
  await before.close();

  const after = await openStage({ stateFile });
  expect((await after.stripe.paymentIntents.retrieve(intent.id)).status).toBe("succeeded");
  const again = await after.stripe.checkout.sessions.create(sessionParams(), { idempotencyKey: "order-1" });
  expect(again.id).toBe(made.id);
  expect(after.emulator.control.deliveries().map(({ status }) => status)).toEqual(["held", "held", "held", "held"]);
  await after.close();
  await rm(folder, { recursive: true });
});
