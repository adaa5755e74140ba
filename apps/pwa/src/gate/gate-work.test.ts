import { publicKeyOf, rotatingCode, signStatement, ticketSecret } from "@usher/api/codes";
import { packEntryList, type Scan } from "@usher/api/gate-decision";
import { createDeviceKeys, sealGateSecret, writeDevicePublicKey } from "@usher/api/gate-seal";
import { beforeAll, expect, test, vi } from "vitest";
import type { CarriedGate, GateStore, KeptGate, KeptScan } from "./gate-store.ts";
import { openGateWork, SAME_CODE_MS } from "./gate-work.ts";

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const [privateKey, gateSecret] = [random(32), random(32)];
const [seated, student, performanceId, deviceId] = Array.from({ length: 4 }, () => crypto.randomUUID()) as [
  string,
  string,
  string,
  string,
];
const START = Date.UTC(2026, 10, 14, 19, 42, 31);

let kept: KeptGate;

beforeAll(async () => {
  const keys = await createDeviceKeys();
  const address = { deviceId, performanceId, secretVersion: 1 };
  const sealed = await sealGateSecret(await writeDevicePublicKey(keys.publicKey), gateSecret, address);
  const gate = { name: "Gate C", directions: "", zones: [] };
  const carried: CarriedGate = {
    ...{ deviceId, gate, gates: [gate], checkpoint: "entrance", otherDays: [] },
    performance: {
      id: performanceId,
      title: "Show",
      startsAt: "2026-11-14T20:00:00Z",
      venueName: "Hall",
      timeZone: "UTC",
    },
    publicKeys: [{ keyId: 1, publicKey: Buffer.from(publicKeyOf(privateKey)).toString("base64url") }],
    sealedSecrets: [{ version: 1, sealed }],
    ...{ revocationCursor: "0", scanCursor: "0", lastTicketId: student, listedAtMs: START, listReadAtMs: START },
    ...{ heardAtMs: START, clockOffsetMs: 0 },
  };
  const at = { serial: 1, zone: "", section: "109", row: "G", party: 0, tariff: "", part: null };
  const list = packEntryList([
    { ...at, ticketId: seated, seat: "12", nameCheck: null },
    { ...at, ticketId: student, seat: "13", nameCheck: { name: "Ada Nwosu", reason: "Student ticket" } },
  ]);
  kept = { carried, keys, list, revocations: [], others: [], scans: [] };
});

/** A gate on a device, whose disk outlives it. */
async function openDevice(disk = new Map<string, KeptScan>(), keepScan?: GateStore["keepScan"]) {
  let nowMs = START;
  const store = {
    async keepScan(scan: KeptScan) {
      await keepScan?.(scan);
      disk.set(scan.nonce, scan);
    },
  } as GateStore;
  const parts = { nowMs: () => nowMs, newNonce: () => crypto.randomUUID() };
  const work = await openGateWork(store, { ...kept, scans: [...disk.values()] }, parts);
  const pass = (ms: number) => {
    nowMs += ms;
  };
  const codeOf = async (ticketId: string) => {
    const statement = { keyId: 1, ticketId, serial: 1, mode: "rotating", secretVersion: 1 } as const;
    const part = await signStatement(privateKey, statement);
    return rotatingCode(part, ticketSecret(gateSecret, ticketId, 1), nowMs);
  };
  return { work, disk, pass, codeOf };
}

const kindsOf = (disk: Map<string, KeptScan>): Scan["kind"][] => [...disk.values()].map(({ scan }) => scan.kind);

test("a ticket goes in, is on the disk before it is shown, and is used after a restart without the house", async () => {
  const first = await openDevice();
  const judged = await first.work.judge(await first.codeOf(seated));
  expect(judged?.verdict.kind).toBe("WELCOME");
  expect(first.disk.get(judged?.scan?.nonce ?? "")).toMatchObject({ synced: 0, seat: "109, G, 12" });
  const restarted = await openDevice(first.disk);
  expect(restarted.work.figures()).toMatchObject({ entered: 1, unsynced: 1 });
  expect((await restarted.work.judge(await restarted.codeOf(seated)))?.verdict.kind).toBe("ALREADY_USED");
});

test("nobody is let in by a scan that could not be written, and the ticket is still good", async () => {
  let isFull = true;
  const { work, codeOf, pass } = await openDevice(new Map(), async () => {
    if (isFull) throw new Error("QuotaExceededError");
  });
  await expect(work.judge(await codeOf(seated))).rejects.toThrow("Quota");
  isFull = false;
  pass(SAME_CODE_MS);
  expect((await work.judge(await codeOf(seated)))?.verdict.kind).toBe("WELCOME");
});

test("a phone that is still held out is one code, also when its code changes; held out again it is used", async () => {
  const { work, codeOf, pass } = await openDevice();
  await work.judge(await codeOf(seated));
  for (let seconds = 0; seconds < 20; seconds += 2) {
    pass(2_000);
    expect(await work.judge(await codeOf(seated))).toBeNull();
  }
  pass(SAME_CODE_MS);
  expect((await work.judge(await codeOf(seated)))?.verdict.kind).toBe("ALREADY_USED");
});

test("after a refusal the right code of the same ticket is judged at once", async () => {
  const { work, codeOf, pass } = await openDevice();
  const old = await codeOf(seated);
  pass(10 * 60_000);
  expect((await work.judge(old))?.verdict.kind).toBe("CODE_OLD");
  expect((await work.judge(await codeOf(seated)))?.verdict.kind).toBe("WELCOME");
});

test("the first guest waits no longer than others, nor the first after news: keys are made ready once, before", async () => {
  const imported = vi.spyOn(crypto.subtle, "importKey");
  const timesOf = (key: Uint8Array) =>
    imported.mock.calls.filter(([, bytes]) => bytes instanceof Uint8Array && Buffer.compare(bytes, key) === 0).length;
  const { work, codeOf } = await openDevice();
  const publicKey = publicKeyOf(privateKey);
  await expect.poll(() => timesOf(publicKey)).toBe(1);
  await work.takeNews({ carried: kept.carried, revocations: [], others: [] });
  expect((await work.judge(await codeOf(seated)))?.verdict.kind).toBe("WELCOME");
  expect(timesOf(publicKey)).toBe(1);
  imported.mockRestore();
});

test("one code is judged at a time", async () => {
  const { work, codeOf, disk } = await openDevice();
  const code = await codeOf(seated);
  const answers = await Promise.all([work.judge(code), work.judge(code, true), work.judge("another")]);
  expect(answers.filter(Boolean)).toHaveLength(1);
  expect(disk.size).toBe(1);
});

test("a check writes nothing until somebody looked, and then what they saw", async () => {
  const { work, codeOf, disk, pass } = await openDevice();
  const asked = await work.judge(await codeOf(student));
  expect(asked).toMatchObject({ scan: null, verdict: { kind: "CHECK_ID" } });
  expect(disk.size).toBe(0);
  if (asked) await work.answerCheck(asked, false);
  pass(SAME_CODE_MS);
  const again = await work.judge(await codeOf(student));
  if (again) await work.answerCheck(again, true);
  expect(kindsOf(disk)).toEqual(["refused", "in"]);
  expect(work.figures().entered).toBe(1);
});

test("an entry that is taken back may go in again", async () => {
  const { work, codeOf, pass, disk } = await openDevice();
  await work.judge(await codeOf(seated));
  const { lastEntry } = work.figures();
  if (lastEntry) await work.undo(lastEntry);
  expect(work.figures()).toMatchObject({ entered: 0, lastEntry: null });
  pass(SAME_CODE_MS);
  expect((await work.judge(await codeOf(seated)))?.verdict.kind).toBe("WELCOME");
  expect(kindsOf(disk)).toEqual(["in", "undo", "in"]);
});

test("what the house says while the gate works counts from the next code on", async () => {
  const { work, codeOf, pass } = await openDevice();
  const news = { carried: kept.carried, others: [], revocations: [{ ticketId: seated, liveFrom: null }] };
  await work.takeNews({ ...news, carried: { ...kept.carried, heardAtMs: START + 5 } });
  expect((await work.judge(await codeOf(seated)))?.verdict).toMatchObject({ kind: "REVOKED", why: "refunded" });
  expect(work.figures().heardAtMs).toBe(START + 5);
  await work.takeNews({ ...news, carried: { ...kept.carried, sealedSecrets: [] } });
  pass(SAME_CODE_MS);
  expect((await work.judge(await codeOf(student)))?.verdict.kind).not.toBe("CHECK_ID");
});
