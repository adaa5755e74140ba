import { createTRPCClient, httpBatchLink, httpLink, TRPCClientError } from "@trpc/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ORIGIN, type RunningHost, startFetch, startLean, type TestRouter } from "./hosts.fixture.ts";

const hosts: RunningHost[] = [];

beforeAll(async () => {
  hosts.push(await startLean(), await startFetch());
});

afterAll(async () => {
  await Promise.all(hosts.map((host) => host.close()));
});

type Overrides = Record<string, string | undefined>;

function headersWith(overrides: Overrides): Record<string, string> {
  const all: Overrides = {
    origin: ORIGIN,
    "content-type": "application/json",
    "accept-encoding": "identity",
    ...overrides,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** What a client can see of an answer, except ids and dates. */
async function seen(host: RunningHost, path: string, init: RequestInit & { overrides?: Overrides } = {}) {
  const { overrides = {}, ...rest } = init;
  const response = await fetch(host.url + path, { ...rest, headers: headersWith(overrides) });
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    cache: response.headers.get("cache-control"),
    cookies: response.headers.getSetCookie(),
    body: await response.text(),
  };
}

const query = (input: unknown) => `?input=${encodeURIComponent(JSON.stringify(input))}`;
const post = (body: string, overrides?: Overrides) => ({ method: "POST", body, overrides });
const batch = (inputs: unknown) => `?batch=1&input=${encodeURIComponent(JSON.stringify(inputs))}`;

const CASES: [promise: string, status: number, path: string, init?: RequestInit & { overrides?: Overrides }][] = [
  ["a query answers", 200, `/echo${query({ text: "hello ß 座" })}`],
  ["a query without input answers", 200, "/nothing"],
  ["slashes around the path do not matter", 200, "/nothing/"],
  ["an escaped path is the same path", 200, "/office%2Erename", post('{"name":"Hall"}')],
  ["a long answer arrives whole", 200, "/long"],
  ["a mutation answers, with its cookies", 200, "/office.rename", post('{"name":"Hall"}')],
  ["input that breaks the schema is named", 400, `/echo${query({ text: 4 })}`],
  ["missing input is named", 400, "/echo"],
  ["input that is not JSON is named", 400, "/echo?input=%7B"],
  ["a body that is not JSON is named", 400, "/office.rename", post("{")],
  ["an empty body is named", 400, "/office.rename", post("")],
  ["a refusal carries its code and detail", 409, "/refused"],
  ["a broken invariant is a 500", 500, "/broken"],
  ["an unknown procedure is a 404", 404, "/no.such"],
  ["what every object has is no procedure", 404, "/constructor"],
  ["neither is a prototype", 404, "/__proto__"],
  ["a mutation by GET is refused", 405, `/office.rename${query({ name: "Hall" })}`],
  ["a query by POST is refused", 405, "/echo", post('{"text":"a"}')],
  ["another method is refused", 405, "/echo", { method: "PUT", body: "{}" }],
  ["HEAD says nothing", 204, "/echo", { method: "HEAD" }],
  ["another origin may not POST", 403, "/office.rename", post('{"name":"Hall"}', { origin: "https://evil.example" })],
  [
    "an origin that only begins alike may not POST",
    403,
    "/office.rename",
    post("{}", { origin: `${ORIGIN}.evil.example` }),
  ],
  ["no origin may not POST", 403, "/office.rename", post('{"name":"Hall"}', { origin: undefined })],
  ["a sandboxed origin may not POST", 403, "/office.rename", post("{}", { origin: "null" })],
  [
    "a form may not POST",
    415,
    "/office.rename",
    post("name=Hall", { "content-type": "application/x-www-form-urlencoded" }),
  ],
  ["plain text may not POST", 415, "/office.rename", post('{"name":"Hall"}', { "content-type": "text/plain" })],
  [
    "the charset of JSON does not matter",
    200,
    "/office.rename",
    post('{"name":"Hall"}', { "content-type": "Application/JSON; charset=utf-8" }),
  ],
  ["streams are not served", 415, batchPath(["nothing"]), { overrides: { "trpc-accept": "application/jsonl" } }],
  ["a batch answers in order", 200, `/echo,echo${batch({ 0: { text: "a" }, 1: { text: "b" } })}`],
  ["a batch of one is still a list", 200, `/echo${batch({ 0: { text: "a" } })}`],
  ["a batch with one failure is a 207", 207, `/echo,refused,no.such${batch({ 0: { text: "a" } })}`],
  ["a batch that fails alike has that status", 409, `/refused,refused${batch({})}`],
  [
    "a batch of mutations answers",
    200,
    "/office.rename,office.rename?batch=1",
    post('{"0":{"name":"Hall"},"1":{"name":"Club"}}'),
  ],
  ["a batch whose input is a list is refused", 400, `/echo,echo${batch([1, 2])}`],
  ["a batch may not mix queries and mutations", 400, `/echo,office.rename${batch({})}`],
  ["a batch may not be endless", 400, batchPath(Array.from({ length: 21 }, () => "nothing"))],
  ["a malformed escape in the path is refused", 400, "/ec%ho"],
  ["a context that cannot be made fails the call", 503, "/nothing", { overrides: { "x-plant": "context" } }],
  ["… but not one that was wrong anyway", 404, "/no.such", { overrides: { "x-plant": "context" } }],
  ["a body over the limit is refused", 413, "/office.weigh", post(JSON.stringify("x".repeat(1024 * 1024)))],
  [
    "a plan may be large",
    200,
    "/seating.importPlan",
    post(JSON.stringify("x".repeat(2 << 20)), { authorization: "member" }),
  ],
  ["a stranger's plan is refused unread", 401, "/seating.importPlan", post(`"${"x".repeat(2 << 20)}`)],
  [
    "a batch does not raise the limit",
    413,
    "/seating.importPlan,seating.importPlan?batch=1",
    post(`"${"x".repeat(2 << 20)}"`, { authorization: "member" }),
  ],
];

function batchPath(paths: string[]): string {
  return `/${paths.join(",")}?batch=1`;
}

describe("both hosts give the same status and the same bytes", () => {
  test.each(CASES)("%s (%i)", async (_, status, path, init) => {
    const [lean, fetched] = await Promise.all(hosts.map((host) => seen(host, path, init)));
    expect(lean?.status).toBe(status);
    expect(lean).toEqual(fetched);
  });
});

describe.each([0, 1])("host %i", (which) => {
  const host = () => hosts[which] as RunningHost;

  test.each([httpLink, httpBatchLink])("serves the official client through $name", async (link) => {
    const client = createTRPCClient<TestRouter>({ links: [link({ url: host().url, headers: { origin: ORIGIN } })] });
    const [echo, name, refused] = await Promise.allSettled([
      client.echo.query({ text: "hello" }),
      client.office.rename.mutate({ name: "Hall" }),
      client.refused.query(),
    ]);
    expect(echo).toMatchObject({ status: "fulfilled", value: { said: "hello" } });
    expect(name).toMatchObject({ status: "fulfilled", value: { name: "Hall" } });
    const reason: unknown = refused.status === "rejected" ? refused.reason : undefined;
    expect(reason).toBeInstanceOf(TRPCClientError);
    expect(reason).toMatchObject({
      data: { httpStatus: 409, refusal: { code: "SEAT_TAKEN", detail: { seats: [4] } } },
    });
  });

  test("tells the procedure who asks", async () => {
    const { body } = await seen(host(), "/whoAsks", {
      overrides: { "x-agent": "phone", "x-forwarded-for": "9.9.9.9" },
    });
    expect(JSON.parse(body).result.data).toEqual({ ip: "127.0.0.1", agent: "phone" });
  });

  test("keeps a request's id, and makes one where it is missing or strange", async () => {
    const idFor = async (offered?: string) => {
      const response = await fetch(`${host().url}/nothing`, { headers: offered ? { "x-request-id": offered } : {} });
      return response.headers.get("x-request-id");
    };
    expect(await idFor("abcd-1234")).toBe("abcd-1234");
    expect(await idFor("<script>")).toMatch(/^[\da-f-]{36}$/);
    expect(await idFor()).not.toBe(await idFor());
  });

  test("reports failures with the path of their call", async () => {
    await seen(host(), "/broken");
    expect(host().reports.at(-1)).toMatchObject({ path: "broken", error: { message: "a broken invariant" } });
  });

  test("refuses a body of unknown length once it is too long", async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(stream) {
        if (sent++ < 40) stream.enqueue(new Uint8Array(65_536).fill(32));
        else stream.close();
      },
    });
    const init: RequestInit & { duplex: "half" } = { method: "POST", headers: headersWith({}), body, duplex: "half" };
    const response = await fetch(`${host().url}/office.weigh`, init);
    expect(response.status).toBe(413);
    await response.body?.cancel();
  });
});

test.each([startLean, startFetch])("a call that takes too long is given up (%o)", async (start) => {
  const host = await start(0.05);
  const { status, body } = await seen(host, "/never");
  await host.close();
  expect(status).toBe(504);
  expect(JSON.parse(body).error.data.code).toBe("GATEWAY_TIMEOUT");
});

test("the lean host packs long answers for those who can unpack them", async () => {
  const response = await fetch(`${hosts[0]?.url}/long`, { headers: { "accept-encoding": "gzip, br" } });
  expect(response.headers.get("content-encoding")).toBe("br");
  expect(JSON.parse(await response.text()).result.data).toHaveLength(200_000);
});
