import { randomUUID } from "node:crypto";
import { createTRPCClient, httpBatchLink, httpLink, TRPCClientError } from "@trpc/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRequestContext } from "../context.ts";
import { type AppRouter, appRouter } from "../root.ts";
import { openSmallHall } from "../testing/small-hall.ts";
import { createTestServices, type TestServices } from "../testing/test-services.ts";
import { type RunningHost, serveFetch, serveLean } from "./hosts.fixture.ts";
import { createLeanHost } from "./lean-host.ts";
import { createFetchHost } from "./next-host.ts";
import type { RequestFacts } from "./request-facts.ts";

let house: TestServices;
let origin: string;
let performanceId: string;
const hosts: RunningHost[] = [];

beforeAll(async () => {
  house = await createTestServices();
  const { services } = house;
  origin = new URL(services.env.PWA_URL).origin;
  const options = {
    router: appRouter,
    createContext: (facts: RequestFacts) => createRequestContext(services, { app: "pwa", ...facts }),
    allowedOrigins: [origin],
  };
  hosts.push(await serveLean(createLeanHost(options)), await serveFetch(createFetchHost(options)));
  ({ performanceId } = await openSmallHall(services));
});
afterAll(async () => {
  await Promise.all(hosts.map((host) => host.close()));
  await house?.close();
});

interface Sent {
  readonly body?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
}

/** What a caller sees of an answer, except what differs from call to call. */
async function ask(host: RunningHost, path: string, { body, method, headers = {} }: Sent = {}) {
  const response = await fetch(`${host.url}/${path}`, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: { origin, "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    cache: response.headers.get("cache-control"),
    powered: response.headers.get("x-powered-by"),
    hasRequestId: response.headers.has("x-request-id"),
    cookies: response.headers.getSetCookie().map((cookie) => cookie.replace(/=[^;]*/, "=")),
    answer: JSON.parse(text) as unknown,
  };
}

const codeOf = (data: object, refusal: object | null = null) => ({ error: { data: { ...data, refusal } } });
const input = (value: unknown) => `input=${encodeURIComponent(JSON.stringify(value))}`;
const unknownId = "01a20194-7551-75a5-a547-8ef33f8bbd69";
const place = (seat: number, requestId: string = randomUUID()) =>
  JSON.stringify({ performanceId, requestId, lines: [{ seat }] });

type Case = readonly [promise: string, status: number, path: () => string, sent: () => Sent, answer: object];
const CASES: readonly Case[] = [
  [
    "a list answers",
    200,
    () => `catalog.events?${input({})}`,
    () => ({}),
    { result: { data: { events: [{ title: "Night Ferry" }], nextCursor: null } } },
  ],
  [
    "a map answers",
    200,
    () => `availability.snapshot?${input({ performanceId })}`,
    () => ({}),
    { result: { data: { version: expect.stringMatching(/^\d+:\d+$/), seats: expect.stringMatching(/^[@H]{300}$/) } } },
  ],
  [
    "a seat that the hall does not have",
    400,
    () => "holds.place",
    () => ({ body: place(4_000) }),
    codeOf({ code: "BAD_REQUEST", httpStatus: 400 }, { code: "SEAT_UNKNOWN", detail: { seat: 4_000 } }),
  ],
  [
    "a performance that is not",
    404,
    () => `availability.snapshot?${input({ performanceId: unknownId })}`,
    () => ({}),
    codeOf({ code: "NOT_FOUND", httpStatus: 404 }, { code: "NOT_FOUND", detail: {} }),
  ],
  [
    "an order of somebody else, or of nobody",
    404,
    () => `orders.get?${input({ orderId: unknownId })}`,
    () => ({}),
    codeOf({ code: "NOT_FOUND", httpStatus: 404 }, { code: "NOT_FOUND", detail: {} }),
  ],
  [
    "a stranger at the gate",
    401,
    () => "gate.performances",
    () => ({}),
    codeOf({ code: "UNAUTHORIZED", httpStatus: 401 }, { code: "NOT_SIGNED_IN", detail: {} }),
  ],
  [
    "an id that is none, with the field's name",
    400,
    () => `availability.snapshot?${input({ performanceId: "12" })}`,
    () => ({}),
    { error: { data: { code: "BAD_REQUEST", refusal: null, fields: [{ path: "performanceId" }] } } },
  ],
  [
    "a key that is not listed",
    400,
    () => `availability.snapshot?${input({ performanceId: unknownId, organizerId: unknownId })}`,
    () => ({}),
    codeOf({ code: "BAD_REQUEST" }),
  ],
  ["input that is no JSON", 400, () => "catalog.events?input=%7B", () => ({}), codeOf({ httpStatus: 400 })],
  ["a body that is no JSON", 400, () => "holds.place", () => ({ body: "{" }), codeOf({ httpStatus: 400 })],
  ["an empty body", 400, () => "holds.place", () => ({ body: "" }), codeOf({ code: "BAD_REQUEST" })],
  ["no such procedure", 404, () => "orders.steal", () => ({}), codeOf({ code: "NOT_FOUND", path: "orders.steal" })],
  [
    "a mutation by GET",
    405,
    () => `holds.place?${input({})}`,
    () => ({}),
    codeOf({ code: "METHOD_NOT_SUPPORTED", httpStatus: 405 }),
  ],
  [
    "a form",
    415,
    () => "holds.place",
    () => ({ body: "seat=1", headers: { "content-type": "application/x-www-form-urlencoded" } }),
    codeOf({ code: "UNSUPPORTED_MEDIA_TYPE", httpStatus: 415 }),
  ],
  [
    "another site",
    403,
    () => "holds.place",
    () => ({ body: place(1), headers: { origin: "https://evil.example" } }),
    codeOf({ code: "FORBIDDEN", httpStatus: 403 }, { code: "ORIGIN_REFUSED", detail: {} }),
  ],
  [
    "a body over the limit",
    413,
    () => "holds.place",
    () => ({ body: JSON.stringify({ note: "x".repeat(1024 * 1024) }) }),
    codeOf({ code: "PAYLOAD_TOO_LARGE", httpStatus: 413 }),
  ],
  [
    "a batch, some of it refused",
    207,
    () =>
      `availability.snapshot,availability.snapshot,gate.performances?batch=1&${input({ 0: { performanceId }, 1: { performanceId: unknownId } })}`,
    () => ({}),
    [
      { result: { data: { seats: expect.any(String) } } },
      { error: { data: { refusal: { code: "NOT_FOUND" } } } },
      { error: { data: { refusal: { code: "NOT_SIGNED_IN" } } } },
    ],
  ],
];

describe("both hosts serve the product's own router alike", () => {
  test.each(CASES)("%s (%i)", async (_, status, path, sent, answer) => {
    const asked = sent();
    const [lean, fetched] = await Promise.all(hosts.map((host) => ask(host, path(), asked)));
    expect(lean).toMatchObject({ status, answer, type: "application/json", powered: null, hasRequestId: true });
    expect(fetched).toEqual(lean);
    expect(JSON.stringify(lean?.answer)).not.toMatch(/node_modules|\.ts:\d|prisma/i);
  });

  test("a caller without a cookie is given one that scripts cannot read, and no cache keeps the answer", async () => {
    const answers = await Promise.all(hosts.map((host) => ask(host, `catalog.events?${input({})}`)));
    for (const { cookies, cache } of answers) {
      expect(cookies).toHaveLength(1);
      expect(cookies[0]).toMatch(/; HttpOnly; SameSite=Lax/);
      expect(cache).toMatch(/no-store/);
    }
  });
});

describe.each([0, 1])("host %i with the official client", (which) => {
  const host = () => hosts[which] as RunningHost;
  const links = { "one call a request": httpLink, "calls in batches": httpBatchLink };

  test.each(Object.entries(links))("%s: a hold, its refusal with the seat, its owner by cookie", async (name, link) => {
    let cookie = "";
    const requests: string[] = [];
    const client = createTRPCClient<AppRouter>({
      links: [
        link({
          url: host().url,
          headers: () => ({ origin, cookie }),
          async fetch(url, init) {
            requests.push(String(url));
            const response = await fetch(url, init as RequestInit);
            cookie ||= response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
            return response;
          },
        }),
      ],
    });
    const seat = 10 * which + (name === "calls in batches" ? 5 : 0);
    const lines = [{ seat }];
    const held = await client.holds.place.mutate({ performanceId, requestId: randomUUID(), lines });
    expect(held).toMatchObject({ performanceId, seats: [seat], orderId: null });
    const refused = await client.holds.place
      .mutate({ performanceId, requestId: randomUUID(), lines })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(TRPCClientError);
    expect(refused).toMatchObject({
      message: "One of these seats has just been taken.",
      data: { code: "CONFLICT", httpStatus: 409, refusal: { code: "SEAT_TAKEN", detail: { seats: [seat] } } },
    });
    requests.length = 0;
    const [mine, map, gate] = await Promise.allSettled([
      client.holds.mine.query({ performanceId }),
      client.availability.snapshot.query({ performanceId }),
      client.gate.performances.query(),
    ]);
    expect(requests).toHaveLength(name === "calls in batches" ? 1 : 3);
    expect(mine).toMatchObject({ value: { holds: [{ holdId: held.holdId, seats: [seat] }] } });
    expect(map.status === "fulfilled" && map.value.seats[seat]).toBe("H");
    expect(gate).toMatchObject({ reason: { data: { httpStatus: 401, refusal: { code: "NOT_SIGNED_IN" } } } });
    await client.holds.release.mutate({ performanceId, holdId: held.holdId, requestId: randomUUID() });
  });
});
