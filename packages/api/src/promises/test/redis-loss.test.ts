import { randomInt, randomUUID } from "node:crypto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { availabilityKeys, rebuildAvailability } from "../../availability/index.ts";
import { cancelOrder, startCheckout } from "../../checkout/index.ts";
import { Refusal } from "../../errors.ts";
import { listMyHolds, placeHold } from "../../holds/index.ts";
import { releaseHold } from "../../holds/keep-hold.ts";
import type { LiveEvent } from "../../integrations/pusher/index.ts";
import { runWorker } from "../../jobs/run-worker.ts";
import { newId } from "../../kernel/ids.ts";
import { enqueue } from "../../kernel/jobs.ts";
import { reconcile } from "../../reconcile/reconcile.ts";
import { createDice } from "../../seed/dice.ts";
import type { RequestContext, Services } from "../../services.ts";
import { openSmallHall } from "../../testing/small-hall.ts";
import { contextFor, createTestServices, type TestServices } from "../../testing/test-services.ts";
import { organizerSeatFulfilment as fulfilment } from "../../tickets/index.ts";
import { type MortalRedis, openMortalRedis, type Return } from "./redis-loss.fixture.ts";

const IS_LONG = !!process.env.USHER_LONG;
const CHECKOUTS = IS_LONG ? 1_000 : 60;
/** How old the file is at least that an old Redis comes back with, where it is waited for by going on selling. */
const FILE_AGE_MS = IS_LONG ? 30_000 : 0;
const BUYERS_AT_ONCE = 10;
const SERVING_WITHIN_MS = 10_000;
const NUMBERED_SEATS = 200;
const seed = Number(process.env.USHER_SEED ?? randomInt(2 ** 31));

let redis: MortalRedis | undefined;
let house: TestServices | undefined;
let stopWorker: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stopWorker?.();
  await house?.close();
  await redis?.close();
  stopWorker = house = redis = undefined;
});

interface Buyer {
  readonly ctx: RequestContext;
  /** What the buyer was last told of: a hold, an order, or nothing any more. */
  holdId: string | null;
  orderId: string | null;
  performanceId: string;
  seats: readonly number[];
  isPaid: boolean;
  readonly told: string[];
}

const asBuyer = (ctx: RequestContext): Buyer => ({
  ctx,
  holdId: null,
  orderId: null,
  performanceId: "",
  seats: [],
  isPaid: false,
  told: [],
});

/** A house of its own on a Redis that can die; what it says to listeners is written down. */
async function openHouse(halls: number) {
  redis = await openMortalRedis();
  house = await createTestServices({ settings: { REDIS_URL: redis.url } });
  const { live } = house.services;
  const said: LiveEvent[] = [];
  const performanceIds: string[] = [];
  const services: Services = {
    ...house.services,
    live: {
      ...live,
      occupiedChannels: async () => new Set(performanceIds.map((id) => `perf-${id}`)),
      async send(events) {
        await live.send(events);
        said.push(...events);
      },
    },
  };
  for (let hall = 0; hall < halls; hall++) performanceIds.push((await openSmallHall(services)).performanceId);
  return { services, performanceIds, said, redis, stripe: house.stripe };
}
type House = Awaited<ReturnType<typeof openHouse>>;

const isAway = (error: unknown) =>
  error instanceof Refusal
    ? error.code === "MAP_REBUILDING" || error.code === "PAYMENT_PROVIDER_AWAY"
    : error instanceof Error && error.name === "UpstashError";

/** Asks again, under the same request, for as long as the answer is that the house is away; a refusal is an answer. */
async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  const from = performance.now();
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isAway(error) || performance.now() - from > 3 * SERVING_WITHIN_MS) throw error;
    }
  }
}

/** One who shops as people do: takes seats, asks for others when those are gone, and pays, walks off or gives up. */
async function shop({ services, performanceIds, stripe }: House, roll: ReturnType<typeof createDice>, buyer: Buyer) {
  const plan = roll.of(["pay", "pay", "pay", "pay", "leave the basket", "leave the payment page", "cancel"]);
  for (let tries = 0; tries < 40; tries++) {
    const performanceId = roll.of(performanceIds);
    const first = roll.int(0, NUMBERED_SEATS - 1);
    const lines = roll.of([
      [{ seat: first }],
      [{ seat: first }, { seat: Math.min(first + 1, NUMBERED_SEATS - 1) }],
      [{ run: NUMBERED_SEATS, count: 2 }],
    ]);
    try {
      const wanted = { performanceId, requestId: randomUUID(), lines };
      const hold = await untilAnswered(() => placeHold(buyer.ctx, wanted));
      Object.assign(buyer, { holdId: hold.holdId, seats: hold.seats, performanceId });
      if (plan === "leave the basket") return;
      const holds = [{ holdId: hold.holdId, performanceId }];
      const order = { requestId: randomUUID(), holds, email: `${newId()}@post.example`, locale: "en" as const };
      const { orderId, paymentUrl } = await untilAnswered(() => startCheckout(buyer.ctx, order));
      buyer.orderId = orderId;
      if (plan === "leave the payment page") return;
      if (plan === "cancel") return void (await untilAnswered(() => cancelOrder(buyer.ctx, fulfilment, orderId)));
      const sessionId = /\/c\/pay\/([^#?/]+)/.exec(paymentUrl)?.[1] ?? "";
      await stripe.control.paySession(sessionId, { card: "success" });
      await services.db.$transaction((tx) => enqueue(tx, "checkout.reconcileSession", { sessionId }));
      buyer.isPaid = true;
      return;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      buyer.told.push(error.code);
      buyer.holdId = null;
    }
  }
}

/** Buyers come until so many are done and `mayEnd` says so. `onDone` hears how many, after each. */
async function openDoors(theHouse: House, mayEnd: () => boolean, onDone: (done: number) => void): Promise<Buyer[]> {
  const buyers: Buyer[] = [];
  let done = 0;
  const queue = async () => {
    while (buyers.length < CHECKOUTS || !mayEnd()) {
      const buyer = asBuyer(contextFor(theHouse.services));
      buyers.push(buyer);
      await shop(theHouse, createDice(seed + buyers.length), buyer);
      onDone(++done);
    }
  };
  await Promise.all(Array.from({ length: BUYERS_AT_ONCE }, queue));
  return buyers;
}

/**
 * Everything that is wrong with the maps, in words: bytes against rows of Postgres, seats of two people, and holds that
 * Redis shows and nobody has. It reads the keys themselves, not what the house makes of them.
 */
async function mapFaults({ services }: Pick<House, "services">, performanceIds: string[], buyers: readonly Buyer[]) {
  const faults: string[] = [];
  for (const performanceId of performanceIds) {
    const [seatsKey = "", , , epochKey = ""] = availabilityKeys(services.redis, performanceId);
    const bytes = String(await services.redis.client.get(seatsKey));
    const { epoch } = await services.db.performance.findUniqueOrThrow({ where: { id: performanceId } });
    if (Number(await services.redis.client.get(epochKey)) !== epoch) faults.push(`${performanceId}: another epoch`);
    const rows = new Map(
      (await services.db.seatState.findMany({ where: { performanceId } })).map((row) => [row.seatIndex, row]),
    );
    const holders = new Map<number, string>();
    for (const { ctx } of buyers) {
      for (const hold of await listMyHolds(ctx, performanceId)) {
        for (const seat of hold.seats) {
          if (holders.has(seat)) faults.push(`${performanceId} ${seat}: held by two`);
          holders.set(seat, hold.orderId ?? "nobody pays");
        }
      }
    }
    for (let seat = 0; seat < bytes.length; seat++) {
      const byte = bytes.charCodeAt(seat);
      const row = rows.get(seat);
      const isHeld = (byte & 8) !== 0;
      if ((byte & 3) !== (row?.state ?? 0))
        faults.push(`${performanceId} ${seat}: shown ${byte & 3}, is ${row?.state}`);
      if (isHeld !== holders.has(seat)) faults.push(`${performanceId} ${seat}: ${isHeld ? "held by nobody" : "free"}`);
      if (row?.orderId && holders.get(seat) !== row.orderId) faults.push(`${performanceId} ${seat}: claim not shown`);
      if (row?.orderId && row.state !== 0) faults.push(`${performanceId} ${seat}: claimed and sold`);
    }
  }
  return faults;
}

/** What buyers have been told must be true: who paid has exactly those seats, and no seat has two of them. */
async function buyersFaults({ services }: House, buyers: readonly Buyer[]): Promise<string[]> {
  const faults: string[] = [];
  const owners = new Map<string, string>();
  for (const { orderId, isPaid, seats, performanceId } of buyers) {
    if (!isPaid || !orderId) continue;
    const tickets = await services.db.ticket.findMany({ where: { orderId, status: "valid" } });
    const has = tickets.map(({ seatIndex }) => seatIndex).sort((a, b) => a - b);
    if (has.join() !== [...seats].sort((a, b) => a - b).join())
      faults.push(`order ${orderId} paid for ${seats} and has ${has}`);
    for (const seat of has) {
      const place = `${performanceId} ${seat}`;
      if (owners.has(place)) faults.push(`${place} is sold to ${owners.get(place)} and ${orderId}`);
      owners.set(place, orderId);
    }
  }
  return faults;
}

/** Until a seat can be held in every performance, on a map that was built after the loss. Milliseconds since `from`. */
async function servingAgainMs({ services, performanceIds }: House, epochs: Map<string, number>, from: number) {
  for (const performanceId of performanceIds) {
    const ctx = contextFor(services);
    for (;;) {
      if (performance.now() - from > 3 * SERVING_WITHIN_MS) return Number.POSITIVE_INFINITY;
      const { epoch } = await services.db.performance.findUniqueOrThrow({ where: { id: performanceId } });
      if (epoch > (epochs.get(performanceId) ?? 0)) break;
    }
    const line = { run: NUMBERED_SEATS, count: 1 };
    const { holdId } = await untilAnswered(() =>
      placeHold(ctx, { performanceId, requestId: randomUUID(), lines: [line] }),
    );
    await untilAnswered(() => releaseHold(ctx, { performanceId, holdId, requestId: randomUUID() }));
  }
  return performance.now() - from;
}

const waitingJobs = async ({ services }: House, names: readonly string[]) =>
  (
    await services.db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE task_identifier = ANY(${[...names]}::text[])`
  )[0]?.count ?? 0;

const epochsOf = async ({ services }: House) =>
  new Map((await services.db.performance.findMany()).map(({ id, epoch }) => [id, epoch]));

describe.each<Return>(["with its file", "empty", "with an old file"])("Redis killed and back %s", (how) => {
  test(`while ${CHECKOUTS} people buy: the books agree, the maps are right, and it serves again within 10 s (seed ${seed})`, async () => {
    const theHouse = await openHouse(Math.max(2, CHECKOUTS / 60));
    stopWorker = (await runWorker(theHouse.services)).stop;
    let setAsideAt = 0;
    let isBack = false;
    let loss: Promise<number> | undefined;

    const loseRedis = async (): Promise<number> => {
      const epochs = await epochsOf(theHouse);
      await theHouse.redis.kill();
      await theHouse.redis.comeBack(how);
      return servingAgainMs(theHouse, epochs, performance.now());
    };
    let settingAside: Promise<void> | undefined;
    const buyers = await openDoors(
      theHouse,
      () => isBack,
      (done) => {
        if (done >= CHECKOUTS / 3 && !settingAside) {
          settingAside = theHouse.redis.setFileAside().then(() => {
            setAsideAt = Date.now();
          });
        }
        const isOldEnough = setAsideAt > 0 && Date.now() - setAsideAt >= FILE_AGE_MS;
        if (done >= (CHECKOUTS * 2) / 3 && isOldEnough) {
          loss ??= loseRedis().finally(() => {
            isBack = true;
          });
        }
      },
    );
    expect(await loss, "ms until served again").toBeLessThan(SERVING_WITHIN_MS);
    expect(buyers.filter(({ isPaid }) => isPaid).length, `seed ${seed}`).toBeGreaterThan(CHECKOUTS / 4);

    const settling = ["availability.settle", "checkout.reconcileSession"];
    await vi.waitFor(async () => expect(await waitingJobs(theHouse, settling)).toBe(0), { timeout: 90_000 });
    expect(await reconcile(theHouse.services), `seed ${seed}`).toEqual([]);
    expect(await mapFaults(theHouse, theHouse.performanceIds, buyers), `seed ${seed}`).toEqual([]);
    expect(await buyersFaults(theHouse, buyers), `seed ${seed}`).toEqual([]);

    // Listeners hear of the new map, and who left a basket has it still or is told that it is gone.
    const epochs = await epochsOf(theHouse);
    const hasHeard = (id: string) =>
      theHouse.said.some(
        ({ channel, data }) => channel === `perf-${id}` && (data as { e: number }).e === epochs.get(id),
      );
    await vi.waitFor(() => expect(theHouse.performanceIds.filter((id) => !hasHeard(id))).toEqual([]), {
      timeout: SERVING_WITHIN_MS,
    });
    const baskets = buyers.filter(({ holdId, orderId }) => holdId && !orderId);
    let lost = 0;
    for (const { ctx, holdId, performanceId, seats } of baskets) {
      const mine = await listMyHolds(ctx, performanceId);
      const input = {
        requestId: randomUUID(),
        holds: [{ holdId: holdId ?? "", performanceId }],
        email: `${newId()}@post.example`,
        locale: "en" as const,
      };
      if (mine.length > 0) expect(mine.map((hold) => [hold.holdId, hold.seats])).toEqual([[holdId, seats]]);
      else {
        await expect(startCheckout(ctx, input)).rejects.toMatchObject({ code: "HOLD_GONE" });
        lost++;
      }
    }
    if (how === "empty") expect(lost, "an empty Redis has lost baskets").toBeGreaterThan(0);
    if (how === "with its file") expect(lost, "a Redis with its file has kept them").toBe(0);
  }, 600_000);
});

test("the checker finds a map that nobody built anew: sold seats shown free, and one byte that is wrong", async () => {
  const theHouse = await openHouse(1);
  const { services, performanceIds, stripe } = theHouse;
  const [performanceId = ""] = performanceIds;
  await rebuildAvailability(services, performanceId, "test");
  await theHouse.redis.setFileAside();
  const ctx = contextFor(services);
  const { holdId } = await placeHold(ctx, { performanceId, requestId: randomUUID(), lines: [{ seat: 7 }] });
  const order = { requestId: randomUUID(), holds: [{ holdId, performanceId }], email: "a@post.example" };
  const { paymentUrl } = await startCheckout(ctx, { ...order, locale: "en" });
  const sessionId = /\/c\/pay\/([^#?/]+)/.exec(paymentUrl)?.[1] ?? "";
  await stripe.control.paySession(sessionId, { card: "success" });
  await services.db.$transaction((tx) => enqueue(tx, "checkout.reconcileSession", { sessionId }));
  await house?.runJobs();
  expect(await mapFaults(theHouse, performanceIds, [])).toEqual([]);

  await theHouse.redis.kill();
  await theHouse.redis.comeBack("with an old file");
  const faults = await untilAnswered(() => mapFaults(theHouse, performanceIds, []));
  expect(faults).toEqual([`${performanceId} 7: shown 0, is 2`]);
  expect(await reconcile(services)).toMatchObject([{ kind: "seatByteDiffers", at: `${performanceId} 7` }]);

  await rebuildAvailability(services, performanceId, "test");
  expect(await mapFaults(theHouse, performanceIds, [])).toEqual([]);
  const [seatsKey = ""] = availabilityKeys(services.redis, performanceId);
  await services.redis.client.setrange(seatsKey, 30, "H");
  expect(await mapFaults(theHouse, performanceIds, [])).toEqual([`${performanceId} 30: held by nobody`]);
});

test("an order whose hold was lost between being handed over and being written does not come to be", async () => {
  const theHouse = await openHouse(1);
  const { services, performanceIds } = theHouse;
  const [performanceId = ""] = performanceIds;
  const buyer = contextFor(services);
  const { holdId } = await placeHold(buyer, { performanceId, requestId: randomUUID(), lines: [{ seat: 7 }] });
  await theHouse.redis.setFileAside();

  // Redis is lost and the map is built anew while the order is on its way to Postgres.
  let isLost = false;
  const transaction = services.db.$transaction.bind(services.db) as typeof services.db.$transaction;
  const db = new Proxy(services.db, {
    get(target, name) {
      if (name !== "$transaction" || isLost) return Reflect.get(target, name);
      return async (...args: Parameters<typeof transaction>) => {
        isLost = true;
        await theHouse.redis.kill();
        await theHouse.redis.comeBack("empty");
        await untilAnswered(() => rebuildAvailability(services, performanceId, "test"));
        return transaction(...args);
      };
    },
  });
  const order = { requestId: randomUUID(), holds: [{ holdId, performanceId }], email: "a@post.example" };
  const started = startCheckout({ ...buyer, db }, { ...order, locale: "en" });
  await expect(started).rejects.toMatchObject({ code: "HOLD_GONE" });
  expect(await services.db.order.count()).toBe(0);
  expect(await mapFaults(theHouse, performanceIds, [buyer].map(asBuyer))).toEqual([]);
  expect(await reconcile(services)).toEqual([]);
});
