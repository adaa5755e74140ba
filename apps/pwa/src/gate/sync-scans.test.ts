import type { DoubleEntry, Scan } from "@usher/api/gate-decision";
import { expect, test } from "vitest";
import { NEWS_EVERY_MS, retryDelayMs, sendUnsynced, startSyncLoop } from "./sync-scans.ts";

const scan = (nonce: string): Scan => ({
  ...{ deviceId: "device", nonce, ticketId: null, serial: 0, kind: "refused", undoes: null },
  ...{ checkpoint: "entrance", gate: "North", atMs: 1, verdict: "UNREADABLE" },
});

/** A device that took `count` scans. */
function shelfOf(count: number) {
  const synced = new Set<string>();
  const scans = Array.from({ length: count }, (_, at) => scan(`n${at}`));
  return {
    synced,
    unsynced: async (limit: number) => scans.filter(({ nonce }) => !synced.has(nonce)).slice(0, limit),
    markSynced: async (nonces: readonly string[]) => {
      for (const nonce of nonces) synced.add(nonce);
    },
  };
}

/** A house that writes each nonce once. */
function openHouse() {
  const written = new Set<string>();
  const batches: number[] = [];
  return {
    written,
    batches,
    async send(scans: readonly Scan[]) {
      batches.push(scans.length);
      for (const { nonce } of scans) written.add(nonce);
      return { accepted: scans.map(({ nonce }) => nonce), doubles: [] as DoubleEntry[] };
    },
  };
}

test("everything that waits is sent, in batches the house takes", async () => {
  const [shelf, house] = [shelfOf(1_101), openHouse()];
  await sendUnsynced(shelf, house.send);
  expect(house.written.size).toBe(1_101);
  expect(shelf.synced).toEqual(house.written);
  expect(Math.max(...house.batches)).toBeLessThanOrEqual(500);
});

test("nothing is sent when nothing waits", async () => {
  const house = openHouse();
  await sendUnsynced(shelfOf(0), house.send);
  expect(house.batches).toEqual([]);
});

test("a batch whose answer was lost comes again, and is written once", async () => {
  const [shelf, house] = [shelfOf(3), openHouse()];
  const deaf = async (scans: readonly Scan[]) => {
    await house.send(scans);
    throw new Error("The connection broke");
  };
  await expect(sendUnsynced(shelf, deaf)).rejects.toThrow("broke");
  expect(shelf.synced.size).toBe(0);
  await sendUnsynced(shelf, house.send);
  expect(house.written.size).toBe(3);
  expect(shelf.synced.size).toBe(3);
});

test("only what the house confirmed counts as sent", async () => {
  const shelf = shelfOf(3);
  const none = { doubles: [] };
  await expect(
    sendUnsynced(shelf, async (scans) => ({ ...none, accepted: scans.length === 3 ? ["n1", "never sent"] : [] })),
  ).rejects.toThrow("confirmed none");
  expect([...shelf.synced]).toEqual(["n1"]);
});

test("the doubles of all batches are told", async () => {
  const double = { ticketId: "t" } as DoubleEntry;
  const send = async (scans: readonly Scan[]) => ({ accepted: scans.map(({ nonce }) => nonce), doubles: [double] });
  expect(await sendUnsynced(shelfOf(201), send)).toEqual([double, double]);
});

test("retries grow seldomer up to half a minute, and never come at once", () => {
  expect([1, 2, 3, 4].map((failures) => retryDelayMs(failures, 1))).toEqual([1_000, 2_000, 4_000, 8_000]);
  expect(retryDelayMs(500, 1)).toBe(30_000);
  expect(retryDelayMs(1, 0)).toBe(500);
});

/** A clock that runs when it is told to. */
function openLoop(work: () => Promise<void>, isOnline = () => true) {
  const waits: number[] = [];
  let next = () => {};
  const later = (run: () => void, afterMs: number) => {
    waits.push(afterMs);
    next = run;
    return () => {
      next = () => {};
    };
  };
  const loop = startSyncLoop({ work, isOnline, later, chance: () => 1 });
  return { loop, waits, ring: () => next() };
}

test("the house is asked every few seconds, ever more seldom while it fails, and as before once it answers", async () => {
  let isBroken = false;
  const { loop, waits } = openLoop(async () => {
    if (isBroken) throw new Error("503");
  });
  await loop.nudge();
  isBroken = true;
  await loop.nudge();
  await loop.nudge();
  isBroken = false;
  await loop.nudge();
  expect(waits).toEqual([NEWS_EVERY_MS, 1_000, 2_000, NEWS_EVERY_MS]);
});

test("a scan that comes while a batch is under way is sent right after it, never beside it", async () => {
  let [running, most, rounds] = [0, 0, 0];
  const { loop } = openLoop(async () => {
    rounds += 1;
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
  });
  await Promise.all([loop.nudge(), loop.nudge(), loop.nudge()]);
  expect({ most, rounds }).toEqual({ most: 1, rounds: 2 });
});

test("nothing is tried without a network, and the loop goes on once there is one", async () => {
  let [isOnline, rounds] = [false, 0];
  const { loop, ring } = openLoop(
    async () => {
      rounds += 1;
    },
    () => isOnline,
  );
  await loop.nudge();
  expect(rounds).toBe(0);
  isOnline = true;
  ring();
  await loop.nudge();
  expect(rounds).toBeGreaterThan(0);
});

test("a gate that was left asks no more", async () => {
  let rounds = 0;
  const { loop, ring } = openLoop(async () => {
    rounds += 1;
  });
  await loop.nudge();
  const before = rounds;
  loop.stop();
  ring();
  await loop.nudge();
  expect(rounds).toBe(before);
});
