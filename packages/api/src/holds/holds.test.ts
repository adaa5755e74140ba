import { randomUUID } from "node:crypto";
import { createRedisRestGateway } from "@usher/local-cloud";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  availabilityKeys,
  countSeats,
  currentEpoch,
  readDeltas,
  readSnapshot,
  rebuildAvailability,
  settleSeats,
} from "../availability/index.ts";
import type { RequestContext } from "../services.ts";
import { openSmallHall } from "../testing/small-hall.ts";
import { refusal } from "../testing/refusal.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import { claimHold, extendHold, listMyHolds, releaseHold, unclaimHold } from "./keep-hold.ts";
import { placeHold, swapHold } from "./place-hold.ts";
import { sweepHolds } from "./sweep-holds.ts";

interface Way {
  readonly name: string;
  /** What the environment says to go this way. */
  open(): Promise<Record<string, string | undefined>>;
  close(): Promise<unknown>;
}

const redisUrl = process.env.USHER_TEST_REDIS_URL ?? "";
const token = randomUUID();
const gateway = createRedisRestGateway({ redisUrl, token, port: 0 });

/** The two ways to Redis: the protocol itself, and Upstash's REST address. Everything holds over both. */
const WAYS: readonly Way[] = [
  { name: "REDIS_URL", open: async () => ({ REDIS_URL: redisUrl }), close: async () => undefined },
  {
    name: "Upstash's REST address",
    open: async () => ({
      REDIS_URL: undefined,
      UPSTASH_REDIS_REST_URL: await gateway.start(),
      UPSTASH_REDIS_REST_TOKEN: token,
    }),
    close: () => gateway.stop(),
  },
];

describe.each(WAYS)("by $name", ({ open, close }) => {
  let house: TestServices;
  let performanceId: string;

  beforeAll(async () => {
    house = await createTestServices({ settings: await open() });
  });
  afterAll(async () => {
    await house?.close();
    await close();
  });
  beforeEach(async () => {
    ({ performanceId } = await openSmallHall(house.services));
  });

  const guest = () => contextFor(house.services);
  const seats = (...indexes: number[]) => indexes.map((seat) => ({ seat }));
  const hold = (ctx: RequestContext, lines: Parameters<typeof placeHold>[1]["lines"], requestId = randomUUID()) =>
    placeHold(ctx, { performanceId, requestId, lines });
  const byteOf = async (index: number) => (await readSnapshot(house.services, performanceId)).seats[index];

  /** Puts a hold's deadline into the past, as time would. */
  async function letTimePass(holdId: string): Promise<void> {
    const deadlines = availabilityKeys(house.services.redis, performanceId)[5] as string;
    await house.services.redis.client.zadd(deadlines, { score: Date.now() - 1, member: holdId });
  }

  describe("placing a hold", () => {
    test("holds all the seats that were asked for, for ten minutes", async () => {
      const held = await hold(guest(), seats(3, 4));
      expect(held).toMatchObject({ seats: [3, 4], secondsLeft: 600, secondsTotal: 600, orderId: null });
      expect(await byteOf(3)).toBe("H");
    });

    test("refuses the whole choice when one seat is taken, and names that seat", async () => {
      await hold(guest(), seats(5));
      await expect(hold(guest(), seats(4, 5, 6))).rejects.toEqual(refusal("SEAT_TAKEN", { seats: [5] }));
      expect(await byteOf(4)).toBe("@");
    });

    test("of a hundred buyers who want one seat at once, one has it and the others are told", async () => {
      const results = await Promise.allSettled(Array.from({ length: 100 }, () => hold(guest(), seats(50))));
      expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
      for (const result of results)
        if (result.status === "rejected") expect(result.reason).toEqual(refusal("SEAT_TAKEN"));
    });

    test("of buyers for overlapping groups of four, each has all of theirs or none", async () => {
      const results = await Promise.allSettled(
        Array.from({ length: 60 }, (_, i) => hold(guest(), seats(i * 2, i * 2 + 1, i * 2 + 2, i * 2 + 3))),
      );
      const held = results.flatMap((result) => (result.status === "fulfilled" ? result.value.seats : []));
      expect(new Set(held).size).toBe(held.length);
      expect(countSeats((await readSnapshot(house.services, performanceId)).seats).held).toBe(held.length);
    });

    test("a repeat of the same request has the same answer and changes nothing", async () => {
      const buyer = guest();
      const requestId = randomUUID();
      const [first, ...others] = await Promise.all(
        Array.from({ length: 20 }, () => hold(buyer, seats(8, 9), requestId)),
      );
      for (const other of others) expect(other.holdId).toBe(first?.holdId);
      expect(await listMyHolds(buyer, performanceId)).toHaveLength(1);
    });

    test("a request id used for other seats is refused", async () => {
      const buyer = guest();
      const requestId = randomUUID();
      await hold(buyer, seats(8), requestId);
      await expect(hold(buyer, seats(9), requestId)).rejects.toEqual(refusal("REQUEST_REUSED"));
    });

    test("a choice that leaves a single seat alone is refused, naming it and the nearest seats that do not", async () => {
      ({ performanceId } = await openSmallHall(house.services, { allowsSingles: false }));
      const buyer = guest();
      const stranding = refusal("SEAT_STRANDED", { seats: [0], instead: [0, 1], replaced: [1, 2] });
      await expect(hold(buyer, seats(1, 2))).rejects.toEqual(stranding);
      expect(await byteOf(1)).toBe("@");
      await hold(buyer, seats(0, 1));
      await expect(hold(guest(), seats(3, 4))).rejects.toEqual(refusal("SEAT_STRANDED", { seats: [2] }));
    });

    test("a change of one's own hold is judged as if its seats were free", async () => {
      ({ performanceId } = await openSmallHall(house.services, { allowsSingles: false }));
      const buyer = guest();
      const { holdId } = await hold(buyer, seats(0, 1));
      const change = (...indexes: number[]) =>
        swapHold(buyer, { performanceId, holdId, requestId: randomUUID(), lines: seats(...indexes) });
      await expect(change(1, 2)).rejects.toEqual(refusal("SEAT_STRANDED", { seats: [0] }));
      expect((await change(0, 1, 2)).seats).toEqual([0, 1, 2]);
    });

    test("where nothing else is left at that price, somebody may be left alone", async () => {
      ({ performanceId } = await openSmallHall(house.services, { allowsSingles: false, ticketLimit: 50 }));
      // All of the dear category but three seats in the middle of a row.
      const left = [48, 49, 50];
      const rest = Array.from({ length: 100 }, (_, i) => i).filter((index) => !left.includes(index));
      await hold(guest(), seats(...rest.slice(0, 48)));
      await hold(guest(), seats(...rest.slice(48)));
      expect((await hold(guest(), seats(48, 49))).seats).toEqual([48, 49]);
    });

    test("nobody holds more than the limit, over several holds", async () => {
      const buyer = guest();
      await hold(buyer, seats(0, 1, 2, 3));
      await expect(hold(buyer, seats(4, 5, 6))).rejects.toEqual(refusal("LIMIT_REACHED", { held: 4 }));
      expect((await hold(buyer, seats(4, 5))).seats).toEqual([4, 5]);
    });

    test("a seat that the chart does not have is refused", async () => {
      await expect(hold(guest(), seats(100_000))).rejects.toEqual(refusal("SEAT_UNKNOWN"));
      await expect(hold(guest(), [{ run: 7, count: 2 }])).rejects.toEqual(refusal("SEAT_UNKNOWN"));
    });

    test("before the sale and after it nothing is held", async () => {
      const { db } = house.services;
      await db.performance.update({
        where: { id: performanceId },
        data: { saleStartsAt: new Date(house.clock.nowMs() + 60_000) },
      });
      await expect(hold(guest(), seats(1))).rejects.toEqual(refusal("NOT_ON_SALE"));
    });

    test("what is over is not sold, however long its sale was to last", async () => {
      const { db } = house.services;
      const ended = {
        startsAt: new Date(house.clock.nowMs() - 7_200_000),
        endsAt: new Date(house.clock.nowMs() - 60_000),
      };
      const { performanceId: over } = await openSmallHall(house.services);
      await db.performance.update({ where: { id: over }, data: ended });
      const placed = placeHold(guest(), { performanceId: over, requestId: randomUUID(), lines: seats(1) });
      await expect(placed).rejects.toEqual(refusal("NOT_ON_SALE"));
    });
  });

  describe("standing places", () => {
    test("are picked by the house, each once", async () => {
      const held = await Promise.all(Array.from({ length: 16 }, () => hold(guest(), [{ run: 200, count: 6 }])));
      const all = held.flatMap((one) => one.seats);
      expect(new Set(all).size).toBe(96);
      expect(all.every((index) => index >= 200 && index < 300)).toBe(true);
      await expect(hold(guest(), [{ run: 200, count: 5 }])).rejects.toEqual(refusal("SEATS_GONE", { run: 200 }));
      expect((await hold(guest(), [{ run: 200, count: 4 }])).seats).toHaveLength(4);
    });

    test("come back for others when they are let go", async () => {
      const buyer = guest();
      const { holdId } = await hold(buyer, [{ run: 200, count: 6 }]);
      await releaseHold(buyer, { performanceId, holdId, requestId: randomUUID() });
      const held = await Promise.all(Array.from({ length: 20 }, () => hold(guest(), [{ run: 200, count: 5 }])));
      expect(new Set(held.flatMap((one) => one.seats)).size).toBe(100);
    });

    test("fewer of them keeps some of the same and gives the rest back", async () => {
      const buyer = guest();
      const first = await hold(buyer, [{ run: 200, count: 5 }]);
      const fewer = await swapHold(buyer, {
        performanceId,
        holdId: first.holdId,
        requestId: randomUUID(),
        lines: [{ run: 200, count: 2 }],
      });
      expect(first.seats).toEqual(expect.arrayContaining(fewer.seats));
      expect(fewer.seats).toHaveLength(2);
    });
  });

  describe("keeping a hold", () => {
    test("a swap changes the seats in one step and never buys time", async () => {
      const buyer = guest();
      const first = await hold(buyer, seats(3, 4));
      const deadlines = availabilityKeys(house.services.redis, performanceId)[5] as string;
      const before = await house.services.redis.client.zscore(deadlines, first.holdId);
      const swapped = await swapHold(buyer, {
        performanceId,
        holdId: first.holdId,
        requestId: randomUUID(),
        lines: seats(4, 5),
      });
      expect(swapped).toMatchObject({ holdId: first.holdId, seats: [4, 5] });
      expect(await house.services.redis.client.zscore(deadlines, first.holdId)).toBe(before);
      expect([await byteOf(3), await byteOf(4), await byteOf(5)]).toEqual(["@", "H", "H"]);
    });

    test("a swap onto a taken seat leaves the hold as it was", async () => {
      const buyer = guest();
      const first = await hold(buyer, seats(3, 4));
      await hold(guest(), seats(5));
      const wanted = { performanceId, holdId: first.holdId, requestId: randomUUID(), lines: seats(4, 5) };
      await expect(swapHold(buyer, wanted)).rejects.toEqual(refusal("SEAT_TAKEN", { seats: [5] }));
      expect((await listMyHolds(buyer, performanceId))[0]?.seats).toEqual([3, 4]);
    });

    test("checkout gives ten minutes more, once", async () => {
      const buyer = guest();
      const { holdId } = await hold(buyer, seats(3));
      const ref = { performanceId, holdId, requestId: randomUUID() };
      const once = await extendHold(buyer, ref);
      const twice = await extendHold(buyer, ref);
      expect(once.secondsLeft).toBeGreaterThan(1_190);
      expect(twice.secondsLeft).toBeLessThanOrEqual(once.secondsLeft);
      expect(twice.secondsTotal).toBe(1_200);
      expect([once, twice]).toMatchObject(Array.from({ length: 2 }, () => ({ seats: [3], span: { from: 0, to: 1 } })));
    });

    test("somebody else cannot swap, extend or release it", async () => {
      const { holdId } = await hold(guest(), seats(3));
      const ref = { performanceId, holdId, requestId: randomUUID() };
      await expect(swapHold(guest(), { ...ref, lines: seats(4) })).rejects.toEqual(refusal("HOLD_GONE"));
      await expect(extendHold(guest(), ref)).rejects.toEqual(refusal("HOLD_GONE"));
      await expect(releaseHold(guest(), ref)).rejects.toEqual(refusal("HOLD_GONE"));
      expect(await byteOf(3)).toBe("H");
    });

    test("its seats are free for others the moment its time is over, and the sweeper tells it", async () => {
      const buyer = guest();
      const { holdId, version } = await hold(buyer, seats(3, 4));
      await letTimePass(holdId);
      expect(await sweepHolds(house.services, performanceId)).toBe(1);
      const deltas = await readDeltas(house.services, performanceId, version);
      expect(deltas).toMatchObject({
        snapshotNeeded: false,
        changes: [
          [3, 0x40],
          [4, 0x40],
        ],
      });
      expect((await hold(guest(), seats(3, 4))).seats).toEqual([3, 4]);
      await expect(extendHold(buyer, { performanceId, holdId, requestId: randomUUID() })).rejects.toEqual(
        refusal("HOLD_GONE"),
      );
    });

    test("one that an order is paying for is not let go by time, and cannot be swapped", async () => {
      const buyer = guest();
      const { holdId } = await hold(buyer, seats(3));
      const orderId = randomUUID();
      const claim = { performanceId, holdId, buyerKey: buyer.caller.buyerKey, requestId: randomUUID() };
      expect(await claimHold(house.services, { ...claim, orderId })).toMatchObject({ orderId });
      // The same request, by a process that knows nothing of the first: it gets the first one's order.
      expect(await claimHold(house.services, { ...claim, orderId: randomUUID() })).toMatchObject({
        orderId,
        seats: [3],
      });
      await expect(
        claimHold(house.services, { ...claim, orderId: randomUUID(), requestId: randomUUID() }),
      ).rejects.toEqual(refusal("HOLD_IN_CHECKOUT", { orderId }));
      await expect(
        swapHold(buyer, { performanceId, holdId, requestId: randomUUID(), lines: seats(4) }),
      ).rejects.toEqual(refusal("HOLD_IN_CHECKOUT", { orderId }));
      await letTimePass(holdId);
      expect(await byteOf(3)).toBe("H");
      await unclaimHold(house.services, performanceId, holdId, orderId);
      expect(await byteOf(3)).toBe("H"); // its own deadline counts again
    });

    test("one that was handed to an order which never came to be is let go by the sweeper", async () => {
      const buyer = guest();
      const { holdId } = await hold(buyer, seats(3));
      await letTimePass(holdId);
      await expect(
        claimHold(house.services, {
          performanceId,
          holdId,
          buyerKey: buyer.caller.buyerKey,
          orderId: randomUUID(),
          requestId: randomUUID(),
        }),
      ).rejects.toEqual(refusal("HOLD_GONE"));
      const again = await hold(buyer, seats(3));
      await claimHold(house.services, {
        performanceId,
        holdId: again.holdId,
        buyerKey: buyer.caller.buyerKey,
        orderId: randomUUID(),
        requestId: randomUUID(),
      });
      await letTimePass(again.holdId);
      expect(await sweepHolds(house.services, performanceId)).toBe(1);
      // It has its own deadline back, which is minutes away: the buyer still holds it.
      expect((await listMyHolds(buyer, performanceId))[0]).toMatchObject({ seats: [3], orderId: null });
    });
  });

  describe("availability", () => {
    test("an empty Redis sells nothing until it is built, and builds itself on the first touch", async () => {
      const keys = availabilityKeys(house.services.redis, performanceId);
      const held = await hold(guest(), seats(3));
      await house.services.redis.client.del(...keys);
      const again = await hold(guest(), seats(3));
      expect(Number(again.version.split(":")[0])).toBeGreaterThan(Number(held.version.split(":")[0]));
    });

    test("a rebuild keeps the holds that Redis still has", async () => {
      const buyer = guest();
      const held = await hold(buyer, seats(3, 4));
      await rebuildAvailability(house.services, performanceId, "test");
      expect((await listMyHolds(buyer, performanceId))[0]).toMatchObject({ holdId: held.holdId, seats: [3, 4] });
      expect(await byteOf(4)).toBe("H");
    });

    test("a Redis that is ahead of Postgres, as after a restored backup, is built above it and not believed", async () => {
      await hold(guest(), seats(3));
      const epochKey = availabilityKeys(house.services.redis, performanceId)[3] as string;
      await house.services.redis.client.set(epochKey, 41);
      const { version } = await hold(guest(), seats(4));
      expect(version.split(":")[0]).toBe("42");
      expect(await currentEpoch(house.services, performanceId, true)).toBe(42);
    });

    test("of many who find it lost at once, one builds it and nobody is turned away", async () => {
      await readSnapshot(house.services, performanceId);
      const before = Number(await currentEpoch(house.services, performanceId, true));
      await house.services.redis.client.del(...availabilityKeys(house.services.redis, performanceId));
      await Promise.all(Array.from({ length: 150 }, (_, i) => hold(guest(), seats(i))));
      expect(await currentEpoch(house.services, performanceId, true)).toBe(before + 1);
    });

    test("deltas since a version lead to the same map as a new snapshot", async () => {
      const start = await readSnapshot(house.services, performanceId);
      const map = [...start.seats];
      for (let i = 0; i < 40; i++) {
        const buyer = guest();
        const held = await hold(buyer, seats(i, i + 50)).catch(() => undefined);
        if (held && i % 3 === 0)
          await releaseHold(buyer, { performanceId, holdId: held.holdId, requestId: randomUUID() });
      }
      const deltas = await readDeltas(house.services, performanceId, start.version);
      if (deltas.snapshotNeeded) throw new Error("the deltas of forty holds are kept");
      for (const [index, byte] of deltas.changes) map[index] = String.fromCharCode(byte);
      const end = await readSnapshot(house.services, performanceId);
      expect(map.join("")).toBe(end.seats);
      expect(deltas.version).toBe(end.version);
    });

    test("an unknown version is answered with the need for a snapshot, an unknown performance with a refusal", async () => {
      await readSnapshot(house.services, performanceId);
      expect(await readDeltas(house.services, performanceId, "1:999999")).toMatchObject({ snapshotNeeded: true });
      await expect(readSnapshot(house.services, randomUUID())).rejects.toEqual(refusal("NOT_FOUND"));
    });

    test("settling writes what Postgres says over to the map, and takes the seats out of their hold", async () => {
      const { db } = house.services;
      const buyer = guest();
      const { holdId } = await hold(buyer, seats(3, 4));
      const orderId = randomUUID();
      const claim = { performanceId, holdId, buyerKey: buyer.caller.buyerKey, requestId: randomUUID() };
      await claimHold(house.services, { ...claim, orderId });
      await db.seatState.create({
        data: { performanceId, seatIndex: 3, state: 2, revision: 2, ticketId: randomUUID() },
      });
      await db.seatState.create({ data: { performanceId, seatIndex: 4, state: 0, revision: 2 } });
      await settleSeats(house.services, performanceId, [3, 4], [holdId]);
      expect([await byteOf(3), await byteOf(4)]).toEqual(["B", "@"]);
      expect(await listMyHolds(buyer, performanceId)).toEqual([]);
      // Late and again: what is shown is not turned back.
      await db.seatState.updateMany({ where: { performanceId, seatIndex: 3 }, data: { revision: 1 } });
      await settleSeats(house.services, performanceId, [3], []);
      expect(await byteOf(3)).toBe("B");
    });

    test("a snapshot of 100,000 mixed seats has every byte as it was drawn", async () => {
      const { db } = house.services;
      const seatCount = 100_000;
      await db.performance.update({ where: { id: performanceId }, data: { seatCount } });
      const rows = Array.from({ length: seatCount }, (_, seatIndex) => ({ seatIndex, kind: (seatIndex * 7_919) % 5 }));
      await db.$executeRaw`
      INSERT INTO seat_state (performance_id, seat_index, state, revision, ticket_id, order_id, hold_id, backstop_at)
      SELECT ${performanceId}::uuid, i, CASE WHEN kind = 4 THEN 0 ELSE kind END, 1,
        CASE WHEN kind = 2 THEN gen_random_uuid() END,
        CASE WHEN kind = 4 THEN ${performanceId}::uuid END, CASE WHEN kind = 4 THEN ${performanceId}::uuid END,
        CASE WHEN kind = 4 THEN now() + interval '1 hour' END
      FROM generate_series(0, ${seatCount - 1}::int) AS i, LATERAL (SELECT (i::bigint * 7919 % 5)::int AS kind) k WHERE kind > 0`;
      await rebuildAvailability(house.services, performanceId, "test");
      const { seats: bytes } = await readSnapshot(house.services, performanceId);
      expect(bytes).toHaveLength(seatCount);
      expect(bytes === rows.map(({ kind }) => "@ABCH"[kind]).join("")).toBe(true);
    });
  });
});
