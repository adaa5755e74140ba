import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { CARD_OUTCOMES, type CardOutcome } from "./cards.ts";
import type { Control } from "./control.ts";
import { StripeFailure, unknownAddress } from "./failures.ts";
import { readBody, sendJson } from "./http.ts";

const cardOutcome = z.enum(Object.keys(CARD_OUTCOMES) as [CardOutcome, ...CardOutcome[]]);
const milliseconds = z.int().min(0).max(600_000);

const bodies = {
  pay: z.strictObject({ card: cardOutcome, force: z.boolean().optional(), email: z.email().optional() }),
  challenge: z.strictObject({ passed: z.boolean() }),
  settlement: z.strictObject({ succeeded: z.boolean() }),
  refundFailure: z.strictObject({ reason: z.string().min(1).optional() }),
  refundManner: z.strictObject({ manner: z.enum(["succeeded", "pending"]) }),
  faults: z.strictObject({
    delayMs: milliseconds.optional(),
    rateLimitPerSecond: z.int().min(0).nullable().optional(),
    silent: z.boolean().optional(),
    down: z.boolean().optional(),
    failNext: z
      .strictObject({
        calls: z.int().min(0),
        manner: z.union([z.int().min(400).max(599), z.literal("after-success")]),
      })
      .optional(),
  }),
  webhooks: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("normal") }),
    z.strictObject({ kind: z.literal("drop") }),
    z.strictObject({ kind: z.literal("hold") }),
    z.strictObject({ kind: z.literal("repeat"), times: z.int().min(1).max(1000) }),
    z.strictObject({ kind: z.literal("delay"), milliseconds }),
    z.strictObject({ kind: z.literal("reverse"), windowMilliseconds: milliseconds }),
  ]),
  advance: z.strictObject({
    seconds: z
      .int()
      .min(0)
      .max(366 * 24 * 3600),
  }),
};

type Act = (control: Control, body: unknown, id: string) => unknown;

const LISTS: Record<string, (control: Control, limit: number) => unknown> = {
  "": (control) => control.summary(),
  sessions: (control, limit) => control.sessions(limit),
  payments: (control, limit) => control.payments(limit),
  refunds: (control, limit) => control.refunds(limit),
  events: (control, limit) => control.events(limit),
  deliveries: (control, limit) => control.deliveries(limit),
};

/** What can be done, by address; `*` stands for an id. */
const ACTS: Record<string, Act> = {
  "sessions/*/pay": (control, body, id) => control.paySession(id, bodies.pay.parse(body)),
  "sessions/*/challenge": (control, body, id) => control.answerChallenge(id, bodies.challenge.parse(body).passed),
  "sessions/*/expire": (control, _body, id) => control.expireSession(id),
  "payments/*/settle": (control, body, id) => control.settlePayment(id, bodies.settlement.parse(body).succeeded),
  "refunds/*/settle": (control, _body, id) => control.settleRefund(id),
  "refunds/*/fail": (control, body, id) => control.failRefund(id, bodies.refundFailure.parse(body).reason),
  "refund-manner": (control, body) => control.setRefundManner(bodies.refundManner.parse(body).manner),
  faults: (control, body) => {
    const { failNext, ...settings } = bodies.faults.parse(body);
    control.setFaults(Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)));
    if (failNext) control.failNext(failNext.calls, failNext.manner);
    return control.summary();
  },
  "faults/clear": (control) => control.clearFaults(),
  webhooks: (control, body) => control.setWebhookMode(bodies.webhooks.parse(body)),
  "webhooks/release": (control) => control.releaseWebhooks(),
  "events/*/redeliver": (control, _body, id) => control.redeliver(id),
  "clock/advance": (control, body) => control.advanceSeconds(bodies.advance.parse(body).seconds),
  reset: (control) => control.reset(),
};

/**
 * The control interface over HTTP, under /_control/: GET reads, POST with a JSON body acts. The JSON content type is
 * demanded so that a form on some web page cannot act.
 */
export async function handleControl(control: Control, req: IncomingMessage, res: ServerResponse) {
  const url = new URL(req.url ?? "/", "http://local");
  const path = url.pathname.replace(/^\/_control\/?/, "").replace(/\/$/, "");
  try {
    const answer =
      req.method === "POST"
        ? await act(control, path, await readJson(req))
        : read(control, path, Number(url.searchParams.get("limit") ?? 50));
    sendJson(res, 200, JSON.stringify(answer ?? { done: true }, null, 2));
  } catch (error) {
    const { status, message } = refusalOf(error);
    sendJson(res, status, JSON.stringify({ error: { message } }));
  }
}

function refusalOf(error: unknown): { status: number; message: string } {
  if (error instanceof StripeFailure) return { status: error.status, message: error.message };
  if (error instanceof z.ZodError) return { status: 400, message: z.prettifyError(error) };
  if (error instanceof SyntaxError) return { status: 400, message: "The body is not JSON." };
  return { status: 500, message: error instanceof Error ? error.message : String(error) };
}

async function readJson(req: IncomingMessage): Promise<unknown> {
  if (!req.headers["content-type"]?.startsWith("application/json")) {
    throw new StripeFailure(415, { type: "invalid_request_error", message: "Send a JSON content type." });
  }
  return JSON.parse((await readBody(req)) || "{}");
}

function read(control: Control, path: string, limit: number): unknown {
  const list = Object.hasOwn(LISTS, path) ? LISTS[path] : undefined;
  if (!list) throw unknownAddress("GET", `/_control/${path}`);
  return list(control, Number.isInteger(limit) && limit > 0 ? limit : 50);
}

function act(control: Control, path: string, body: unknown): unknown {
  const parts = path.split("/");
  const pattern = parts.length === 3 ? [parts[0], "*", parts[2]].join("/") : path;
  const found = Object.hasOwn(ACTS, pattern) ? ACTS[pattern] : undefined;
  if (!found) throw unknownAddress("POST", `/_control/${path}`);
  return found(control, body, parts.length === 3 ? (parts[1] ?? "") : "");
}
