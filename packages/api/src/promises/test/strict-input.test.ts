import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestServices, type TestServices } from "../../testing/test-services.ts";
import { callByPath, everyProcedure } from "./call-by-path.fixture.ts";
import { PROCEDURE_RIGHTS } from "./procedure-rights.fixture.ts";
import { everythingKept, openTwoOrganizers, type TwoOrganizers } from "./two-organizers.fixture.ts";

let house: TestServices;
let world: TwoOrganizers;

beforeAll(async () => {
  house = await createTestServices();
  world = await openTwoOrganizers(house);
});
afterAll(() => house?.close());

/** A value that nothing else in the house has, so that wherever it turns up it came in by an unlisted key. */
const MARK = `mark-${randomUUID()}`;
const MARKED_NUMBER = 1_987_654_321;

/** Keys nobody may set, with values that the columns behind them would take. */
function privilegedKeys({ b, as }: TwoOrganizers): [string, unknown][] {
  const strangerId = as("otherBuyer").caller.personId;
  return [
    ["unheardOf", MARK],
    ["role", "owner"],
    ["organizerId", b.organizerId],
    ["personId", strangerId],
    ["requestedById", strangerId],
    ["buyerKey", MARK],
    ["id", randomUUID()],
    ["status", "published"],
    ["slug", MARK],
    ["epoch", MARKED_NUMBER],
    ["priceMinor", MARKED_NUMBER],
    ["totalMinor", MARKED_NUMBER],
    ["amountMinor", MARKED_NUMBER],
    ["verifiedAt", "2020-01-01T00:00:00.000Z"],
    ["sessionVersion", MARKED_NUMBER],
    ["serial", MARKED_NUMBER],
    ["memberships", { create: { role: "owner" } }],
    ["constructor", { prototype: { isOwner: MARK } }],
    ["prototype", { isOwner: MARK }],
    ["__proto__", { isOwner: MARK, role: "owner" }],
  ];
}

type Step = string | number;
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Where in an input there is an object that a key could be put into. */
function objectsIn(value: unknown, at: readonly Step[] = []): (readonly Step[])[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => objectsIn(one, [...at, index]));
  if (!isObject(value)) return [];
  return [at, ...Object.entries(value).flatMap(([key, one]) => objectsIn(one, [...at, key]))];
}

/** The input with one more key, as JSON from outside has it: `__proto__` too is a key of its own. */
function withKey(input: unknown, at: readonly Step[], key: string, value: unknown): unknown {
  const copy: unknown = structuredClone(input);
  let target: unknown = copy;
  for (const step of at) target = (target as Record<Step, unknown>)[step];
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

const hasKey = (input: unknown, at: readonly Step[], key: string) => {
  let target: unknown = input;
  for (const step of at) target = (target as Record<Step, unknown>)[step];
  return Object.hasOwn(target as object, key);
};

const takingInput = everyProcedure().filter(({ takesInput }) => takesInput);

test("every procedure that takes an input has one written down, and every other has none", () => {
  const written = Object.entries(PROCEDURE_RIGHTS).filter(([, { input }]) => input);
  expect(takingInput.map(({ path }) => path).sort()).toEqual(written.map(([path]) => path).sort());
});

describe.each(takingInput)("$path", ({ path, type }) => {
  test(type === "query" ? "answers nothing by an unlisted key" : "refuses every unlisted key", async () => {
    const rights = PROCEDURE_RIGHTS[path];
    const [who] = rights?.may ?? [];
    if (!rights?.input || !who) throw new Error(`${path} is not written down`);
    let input = await rights.input(world);
    const places = objectsIn(input);
    let before = await everythingKept(house, world);
    for (const at of places) {
      for (const [key, value] of privilegedKeys(world)) {
        if (hasKey(input, at, key)) continue;
        const outcome = await callByPath(world.as(who), path, withKey(input, at, key, value));
        const place = `${path} with ${[...at, key].join(".")}`;
        expect(outcome.text, place).not.toContain(MARK);
        expect(outcome.text, place).not.toContain(String(MARKED_NUMBER));
        if (!outcome.ok) {
          expect(outcome.code, place).toBe("BAD_REQUEST");
        } else if (type === "query") {
          const plain = await callByPath(world.as(who), path, input);
          expect(shapeOf(outcome.answer), place).toEqual(plain.ok && shapeOf(plain.answer));
        } else {
          // JSON's own "__proto__" is dropped by the schema before anybody looks; all else is to be refused.
          expect(key, `${place} was taken`).toBe("__proto__");
          input = await rights.input(world);
          before = await everythingKept(house, world);
        }
      }
    }
    expect(await everythingKept(house, world)).toEqual(before);
    expect(Object.hasOwn(Object.prototype, "isOwner")).toBe(false);
  });
});

/** Where in an input there is a text. */
function textsIn(value: unknown, at: readonly Step[] = []): (readonly Step[])[] {
  if (typeof value === "string") return [at];
  if (!isObject(value)) return [];
  const steps = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return steps.flatMap(([step, one]) => textsIn(one, [...at, step]));
}

test.each(takingInput)("$path refuses texts that no database takes, and does not fail over them", async ({ path }) => {
  const rights = PROCEDURE_RIGHTS[path];
  const [who] = rights?.may ?? [];
  if (!rights?.input || !who) throw new Error(`${path} is not written down`);
  const input = await rights.input(world);
  for (const at of textsIn(input)) {
    for (const bad of ["\0", "a\uD800"]) {
      const outcome = await callByPath(world.as(who), path, withText(input, at, bad));
      expect(outcome, `${path} with ${at.join(".")}`).toMatchObject({ ok: false, code: "BAD_REQUEST" });
    }
  }
});

/** The input with another text at that place. */
function withText(input: unknown, at: readonly Step[], text: string): unknown {
  const [step, ...rest] = at;
  if (step === undefined) return text;
  if (Array.isArray(input))
    return input.map((one: unknown, index) => (index === step ? withText(one, rest, text) : one));
  const whole = input as Record<string, unknown>;
  return { ...whole, [step]: withText(whole[step], rest, text) };
}

/** An answer without what moves by itself: clocks. */
const shapeOf = (answer: unknown) =>
  JSON.parse(
    JSON.stringify(answer, (key, value) => (/^(secondsLeft|serverTimeMs|listedAtMs|sealed)$/.test(key) ? 0 : value)),
  );

test("after all of it none of the values is stored anywhere", async () => {
  const tables = await house.services.db.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`;
  expect(tables.length).toBeGreaterThan(20);
  for (const { name } of tables) {
    const found = await house.services.db.$queryRawUnsafe<{ rows: number }[]>(
      `SELECT count(*)::int AS rows FROM ${name} t WHERE t::text LIKE $1 OR t::text LIKE $2`,
      `%${MARK}%`,
      `%${MARKED_NUMBER}%`,
    );
    expect(found, name).toEqual([{ rows: 0 }]);
  }
});
