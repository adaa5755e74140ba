import type { StripeControl, StripeEmulator, WebhookMode } from "../stripe/index.ts";
import { objectId, oneOf, type Service, type ServiceAction, wholeNumber } from "./service.ts";

/** The cards that the operator can pay an open session with. */
export const CARDS = [
  "success",
  "declined",
  "insufficient-funds",
  "expired",
  "three-d-secure",
  "dispute",
  "processing",
] as const;

const WEBHOOK_MODES = ["normal", "drop", "hold", "repeat", "delay", "reverse"] as const;
const FAILURES = ["500", "402", "409", "429", "after-success"] as const;

/** Stripe in the operator's hands. */
export function stripeService(emulator: StripeEmulator, port: number): Service {
  const { control } = emulator;
  return {
    id: "stripe",
    title: "Stripe",
    address: `127.0.0.1:${port}`,
    state: () => (control.summary().faults.down ? "down" : "up"),
    troubles: () => troublesOf(control),
    actions: { ...serviceActions(control), ...objectActions(control) },
  };
}

function troublesOf(control: StripeControl): string[] {
  const { faults, webhooks } = control.summary();
  return [
    faults.delayMs > 0 && `answers ${faults.delayMs} ms late`,
    faults.silent && "never answers",
    faults.rateLimitPerSecond !== null && `takes ${faults.rateLimitPerSecond} calls a second`,
    faults.failNext && `fails the next ${faults.failNext.left} calls (${faults.failNext.manner})`,
    webhooks.kind !== "normal" && `webhooks: ${webhooks.kind}`,
  ].filter((trouble) => typeof trouble === "string");
}

function serviceActions(control: StripeControl): Record<string, ServiceAction> {
  return {
    start: { label: "Start", run: () => control.setFaults({ down: false }) },
    stop: { label: "Stop", run: () => control.setFaults({ down: true }) },
    silent: { label: "Never answer", run: () => control.setFaults({ silent: true }) },
    delay: {
      label: "Delay answers",
      input: { label: "Milliseconds", kind: "number", initial: "3000" },
      run: (request) => control.setFaults({ delayMs: wholeNumber(request) }),
    },
    limit: {
      label: "Limit calls",
      input: { label: "A second", kind: "number", initial: "5" },
      run: (request) => control.setFaults({ rateLimitPerSecond: wholeNumber(request) }),
    },
    fail: {
      label: "Fail the next call",
      input: { label: "How", kind: "choice", initial: "500", choices: FAILURES },
      run: (request) => {
        const manner = oneOf(FAILURES, request);
        control.failNext(1, manner === "after-success" ? manner : Number(manner));
      },
    },
    webhooks: {
      label: "Webhooks",
      input: { label: "How", kind: "choice", initial: "normal", choices: WEBHOOK_MODES },
      run: (request) => control.setWebhookMode(webhookMode(oneOf(WEBHOOK_MODES, request))),
    },
    release: { label: "Release held webhooks", run: () => control.releaseWebhooks() },
    advance: {
      label: "Move time forward",
      input: { label: "Seconds", kind: "number", initial: "1800" },
      run: (request) => control.advanceSeconds(wholeNumber(request)),
    },
    behave: {
      label: "Behave",
      run: async () => {
        control.clearFaults();
        await control.setWebhookMode({ kind: "normal" });
      },
    },
  };
}

function webhookMode(kind: (typeof WEBHOOK_MODES)[number]): WebhookMode {
  if (kind === "repeat") return { kind, times: 2 };
  if (kind === "delay") return { kind, milliseconds: 5000 };
  if (kind === "reverse") return { kind, windowMilliseconds: 2000 };
  return { kind };
}

function objectActions(control: StripeControl): Record<string, ServiceAction> {
  const onObject = true;
  return {
    pay: {
      label: "Pay",
      onObject,
      input: { label: "Card", kind: "choice", initial: "success", choices: CARDS },
      run: (request) => control.paySession(objectId(request), { card: oneOf(CARDS, request) }),
    },
    expire: { label: "Expire", onObject, run: (request) => control.expireSession(objectId(request)) },
    "confirm-challenge": {
      label: "Pass 3-D Secure",
      onObject,
      run: (request) => control.answerChallenge(objectId(request), true),
    },
    "fail-challenge": {
      label: "Fail 3-D Secure",
      onObject,
      run: (request) => control.answerChallenge(objectId(request), false),
    },
    "fail-refund": { label: "Fail", onObject, run: (request) => control.failRefund(objectId(request)) },
    redeliver: { label: "Send again", onObject, run: (request) => control.redeliver(objectId(request)) },
  };
}
