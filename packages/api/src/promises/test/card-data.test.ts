import { randomUUID } from "node:crypto";
import { Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { pollProvider, reconcileSession } from "../../checkout/index.ts";
import { createLogger } from "../../kernel/logging.ts";
import { appRouter } from "../../root.ts";
import type { RequestContext, Services } from "../../services.ts";
import { openSmallHall } from "../../testing/small-hall.ts";
import { contextFor, createTestServices, type TestServices } from "../../testing/test-services.ts";
import { organizerSeatFulfilment as fulfilment } from "../../tickets/index.ts";
import { callByPath } from "./call-by-path.fixture.ts";

const CARD = "4242424242424242";
const SPACED_CARD = "5555 5555 5555 4444";

interface InputField {
  readonly path: string;
  readonly isStrict: boolean;
}

/** Every object in every input, and every name of a field, as the schemas say them. */
function fieldsOf(path: string, schema: unknown): { objects: InputField[]; names: string[] } {
  const found = { objects: [] as InputField[], names: [] as string[] };
  const walk = (node: unknown, at: string) => {
    if (typeof node !== "object" || node === null) return;
    if (Array.isArray(node)) return node.forEach((one, i) => void walk(one, `${at}[${i}]`));
    const { type, properties, additionalProperties } = node as Record<string, unknown>;
    if (type === "object") {
      found.objects.push({ path: at, isStrict: additionalProperties === false });
      for (const name of Object.keys(properties ?? {})) found.names.push(`${at}.${name}`);
    }
    for (const [key, value] of Object.entries(node)) walk(value, key === "properties" ? at : `${at}.${key}`);
  };
  walk(z.toJSONSchema(schema as z.ZodType, { io: "input", unrepresentable: "any" }), path);
  return found;
}

const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { inputs: unknown[] } }>,
);
const inputs = procedures.flatMap(([path, { _def }]) => _def.inputs.map((schema) => fieldsOf(path, schema)));

/** A field that could be meant for a card: its number, its code, its end, or whose it is. */
const CARD_FIELD = /card|\bpan\b|cvc|cvv|csc|expir|securitycode|accountnumber|iban|holder/i;

describe("no procedure takes a card", () => {
  test("no field of any input is named like one", () => {
    const names = inputs.flatMap((input) => input.names);
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name) => CARD_FIELD.test(name.split(".").at(-1) ?? ""))).toEqual([]);
  });

  test("and none can be slipped in: every object of every input refuses keys that it does not list", () => {
    const objects = inputs.flatMap((input) => input.objects);
    expect(objects.length).toBeGreaterThan(30);
    expect(objects.filter(({ isStrict }) => !isStrict).map(({ path }) => path)).toEqual([]);
  });

  test("a field that were one would be seen", () => {
    const planted = fieldsOf(
      "planted",
      z.object({ payment: z.union([z.object({ cardNumber: z.string() }), z.null()]) }),
    );
    expect(planted.names.filter((name) => CARD_FIELD.test(name))).toHaveLength(1);
    expect(planted.objects.some(({ isStrict }) => !isStrict)).toBe(true);
  });
});

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const doubled = Number(digit) * (at % 2 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** What in a text could be a card's number, however it is spaced. */
const cardsIn = (text: string) =>
  [...text.matchAll(/(?<![\w.])[2-6]\d{3}(?:[ -]?\d){10,15}(?!\w)/g)]
    .map(([found]) => found)
    .filter((found) => passesLuhn(found.replace(/\D/g, "")));

function writtenLog(level = "trace") {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  return { lines, log: createLogger(level, "test", stream) };
}

describe("a card's number that came where it does not belong", () => {
  test("is masked in every line of the log, whatever field or message it stands in", () => {
    const { lines, log } = writtenLog();
    log.info(
      { note: `my card is ${CARD}`, deep: { er: [SPACED_CARD, "378282246310005"] } },
      "paid with 4000-0000-0000-3220",
    );
    log.error({ err: new Error(`Input "${CARD}" cannot be right`) }, "failed");
    expect(cardsIn(lines.join("")), lines.join("")).toEqual([]);
    expect(lines.join("")).toContain("[card number]");
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
  });

  test("while times, ids and amounts are left as they are", () => {
    const { lines, log } = writtenLog();
    const facts = {
      at: 1_732_233_600_000,
      id: "01a20180-cf8a-72ff-8173-aae14fd2d36e",
      order: "4242424242424241",
      minor: 900_000,
    };
    log.info(facts, "kept");
    expect(JSON.parse(lines[0] ?? "")).toMatchObject(facts);
  });
});

describe("a purchase", () => {
  let house: TestServices;
  let services: Services;
  const { lines, log } = writtenLog();
  beforeAll(async () => {
    house = await createTestServices();
    services = { ...house.services, log };
  });
  afterAll(() => house?.close());

  async function buy(ctx: RequestContext, performanceId: string): Promise<void> {
    const call = async <T>(path: string, input: object) => {
      const outcome = await callByPath(ctx, path, input);
      if (!outcome.ok) expect.fail(`${path}: ${outcome.text}`);
      return outcome.answer as T;
    };
    const place = { performanceId, requestId: randomUUID(), lines: [{ seat: 3 }] };
    const { holdId } = await call<{ holdId: string }>("holds.place", place);
    const order = { requestId: randomUUID(), holds: [{ performanceId, holdId }], email: "buyer@post.example" };
    const { orderId } = await call<{ orderId: string }>("checkout.start", { ...order, locale: "en" });
    const where = { orderId, sessionId: { not: null } };
    const { sessionId } = await services.db.paymentAttempt.findFirstOrThrow({ where });
    await house.stripe.control.paySession(sessionId ?? "", { card: "success" });
    await reconcileSession(services, fulfilment, sessionId ?? "");
    await pollProvider(services, fulfilment);
    await house.runJobs();
  }

  test("leaves no card in the log, nor in any row of any table, also where a buyer types one in the wrong place", async () => {
    const { performanceId } = await openSmallHall(services);
    const ctx = contextFor(services);
    await buy(ctx, performanceId);
    await callByPath(ctx, "checkout.start", { requestId: CARD, holds: [], email: CARD, cardNumber: CARD });
    await callByPath(ctx, "holds.place", { performanceId: SPACED_CARD, requestId: CARD, lines: [] });
    expect(lines.length).toBeGreaterThanOrEqual(3);
    expect(cardsIn(lines.join("")), "in the log").toEqual([]);

    const tables = await services.db.$queryRaw<{ name: string }[]>`
      SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`;
    const kept: string[] = [];
    for (const { name } of tables) {
      const rows = await services.db.$queryRawUnsafe<{ row: string }[]>(
        `SELECT row_to_json(t)::text AS row FROM ${name} t`,
      );
      kept.push(...rows.map(({ row }) => `${name} ${row}`));
    }
    expect(kept.some((row) => row.startsWith("public.provider_event "))).toBe(true);
    // As a word: in the letters of a provider's id it stands by chance.
    const field = /(?<![a-z0-9])(cvc|cvv)(?![a-z0-9])|card_number/i;
    expect(kept.filter((row) => cardsIn(row).length > 0 || field.test(row))).toEqual([]);
  });

  test("the search would find one that was written down", async () => {
    expect(cardsIn(`{"note":"${CARD}"}`)).toEqual([CARD]);
    expect(cardsIn(`{"note":"${SPACED_CARD}, thanks"}`)).toEqual([SPACED_CARD]);
    expect(cardsIn(`{"note":"4242424242424241"}`)).toEqual([]);
  });
});
