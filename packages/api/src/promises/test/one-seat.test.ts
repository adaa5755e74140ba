import { randomUUID } from "node:crypto";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countSeats, readSnapshot } from "../../availability/index.ts";
import { createRequestContext } from "../../context.ts";
import { createLeanHost } from "../../hosts/lean-host.ts";
import { reconcile } from "../../reconcile/reconcile.ts";
import { appRouter } from "../../root.ts";
import { openSmallHall } from "../../testing/small-hall.ts";
import { createTestServices, type TestServices } from "../../testing/test-services.ts";

const ROUNDS = process.env.USHER_LONG ? 100 : 20;
const CALLERS = process.env.USHER_LONG ? 10_000 : 1_000;
const BUYERS_OF_FOUR = 1_000;
const AT_ONCE = 200;

let house: TestServices;
let server: Server;
let port = 0;

beforeAll(async () => {
  house = await createTestServices();
  const { services } = house;
  server = createServer(
    createLeanHost({
      router: appRouter,
      createContext: (facts) => createRequestContext(services, { app: "pwa", ...facts }),
      allowedOrigins: [services.env.PWA_URL],
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  await house?.close();
});

interface Answer {
  readonly status: number;
  readonly cookie: string;
  readonly body: {
    result?: { data: { holdId: string; seats: number[] } };
    error?: { data: { refusal: { code: string; detail: { seats?: number[] } } | null } };
  };
}

/** One caller on a machine of their own: an address of the loopback network and a connection that nobody shares. */
function call(caller: number, path: string, input: object, cookie = ""): Promise<Answer> {
  const localAddress = `127.0.${1 + (caller >> 7)}.${1 + (caller & 127)}`;
  const headers = { "content-type": "application/json", origin: house.services.env.PWA_URL, cookie };
  const options = { host: "127.0.0.1", port, path: `/api/trpc/${path}`, method: "POST", localAddress, headers };
  return new Promise((resolve, reject) => {
    const sent = request({ ...options, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => {
        const given = response.headers["set-cookie"]?.[0]?.split(";")[0] ?? cookie;
        resolve({ status: response.statusCode ?? 0, cookie: given, body: JSON.parse(text) as Answer["body"] });
      });
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(JSON.stringify(input));
  });
}

/** Asks for all of them, so many at once, each as soon as one before it is done. */
async function callAll(count: number, one: (caller: number) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  const queue = async () => {
    for (let caller = next++; caller < count; caller = next++) answers[caller] = await one(caller);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, queue));
  return answers;
}

const place = (performanceId: string, seats: number[]) => ({
  performanceId,
  requestId: randomUUID(),
  lines: seats.map((seat) => ({ seat })),
});

/** Winners' places; every other answer must be the refusal that names a seat they asked for. */
function winnersOf(answers: readonly Answer[], wantedBy: (caller: number) => number[]): number[] {
  return answers.flatMap(({ status, body }, caller) => {
    if (status === 200 && body.result) return [caller];
    const { code, detail } = body.error?.data.refusal ?? {};
    expect({ status, code }, JSON.stringify(body)).toEqual({ status: 409, code: "SEAT_TAKEN" });
    expect(detail?.seats?.length, "a loser hears which seat is gone").toBeGreaterThan(0);
    expect(wantedBy(caller)).toEqual(expect.arrayContaining(detail?.seats ?? []));
    return [];
  });
}

test(
  `of ${CALLERS} callers for one seat exactly one has it, ${ROUNDS} rounds, and every other is told so`,
  async () => {
    const { performanceId } = await openSmallHall(house.services);
    for (let round = 0; round < ROUNDS; round++) {
      const seats = [round * 2];
      const answers = await callAll(CALLERS, (caller) => call(caller, "holds.place", place(performanceId, seats)));
      expect(new Set(answers.map(({ cookie }) => cookie)).size).toBe(CALLERS);
      expect(winnersOf(answers, () => seats)).toHaveLength(1);
      expect((await readSnapshot(house.services, performanceId)).seats[round * 2], "the seat is held").toBe("H");
    }
    expect(await reconcile(house.services)).toEqual([]);
  },
  4 * 3_600_000,
);

test(`of ${BUYERS_OF_FOUR} buyers for overlapping fours each has all four or none, to the order`, async () => {
  const { performanceId } = await openSmallHall(house.services);
  const foursOf = (caller: number) => [0, 1, 2, 3].map((offset) => (caller * 7 + offset * 3) % 200);
  const answers = await callAll(BUYERS_OF_FOUR, (caller) =>
    call(caller, "holds.place", place(performanceId, foursOf(caller))),
  );
  const winners = winnersOf(answers, foursOf);
  expect(winners.length).toBeGreaterThan(10);
  const held = winners.flatMap((caller) => answers[caller]?.body.result?.data.seats ?? []);
  expect(held.length).toBe(winners.length * 4);
  expect(new Set(held).size).toBe(held.length);
  expect(countSeats((await readSnapshot(house.services, performanceId)).seats).held).toBe(held.length);
  const orders = await callAll(winners.length, (index) => {
    const caller = winners[index] ?? 0;
    const { cookie, body } = answers[caller] as Answer;
    const holds = [{ performanceId, holdId: body.result?.data.holdId }];
    const input = { requestId: randomUUID(), holds, email: `buyer-${caller}@post.example`, locale: "en" };
    return call(caller, "checkout.start", input, cookie);
  });
  expect(orders.map(({ status }) => status)).toEqual(winners.map(() => 200));
  const claims = await house.services.db.seatState.groupBy({
    by: ["orderId"],
    where: { performanceId, orderId: { not: null } },
    _count: true,
  });
  expect(claims.map(({ _count }) => _count)).toEqual(winners.map(() => 4));
  expect(await reconcile(house.services)).toEqual([]);
}, 120_000);
