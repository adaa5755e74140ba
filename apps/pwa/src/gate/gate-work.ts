import { prepareKey, readCode } from "@usher/api/codes";
import { createGateDesk, type GateDesk, type Scan, type Verdict } from "@usher/api/gate-decision";
import { openGateSecret } from "@usher/api/gate-seal";
import type { DeviceKeys, GateStore, KeptGate, KeptScan, News } from "./gate-store.ts";

/** A code that stays before the camera is one code. */
export const SAME_CODE_MS = 3_000;
const LAST_SHOWN = 20;

type Bytes = Uint8Array<ArrayBuffer>;

/** What the foot of the screen says. */
export interface GateFigures {
  /** Went in through this gate, less what was taken back. */
  readonly entered: number;
  readonly unsynced: number;
  /** Newest first. */
  readonly last: readonly KeptScan[];
  /** The newest entry that can still be taken back. */
  readonly lastEntry: KeptScan | null;
  readonly doubles: number;
  /** By this device's clock: when the house was last heard. */
  readonly heardAtMs: number;
}

/** A verdict to be shown. `scan` is null while somebody must look at a document first. */
export interface Judged {
  /** New for every code, so that the same answer twice is said twice. */
  readonly id: string;
  readonly verdict: Verdict;
  readonly scan: Scan | null;
  readonly judgedAtMs: number;
}

/** One gate at work on this device. */
export interface GateWork {
  /** null when another code is being judged, or when the camera still sees the one before. */
  judge(text: string, isTyped?: boolean): Promise<Judged | null>;
  /** The camera still sees this code while its verdict is on the screen. */
  see(text: string): void;
  /** The answer to CHECK_ID, once somebody looked. */
  answerCheck(judged: Judged, isAccepted: boolean): Promise<void>;
  undo(entry: KeptScan): Promise<void>;
  takeNews(news: News): Promise<void>;
  markSynced(nonces: readonly string[]): void;
  partyOf: GateDesk["partyOf"];
  /** What the house and `takeNews` last left: the start of the next question. */
  kept(): Pick<KeptGate, "carried" | "list">;
  figures(): GateFigures;
  subscribe(listener: () => void): () => void;
}

interface WorkParts {
  readonly nowMs: () => number;
  readonly newNonce: () => string;
}

const ON_THIS_DEVICE: WorkParts = { nowMs: () => Date.now(), newNonce: () => crypto.randomUUID() };

/** Opens a kept gate, without the house: secrets are opened into memory with the device's key. Throws for damaged parts. */
export async function openGateWork(store: GateStore, from: KeptGate, parts = ON_THIS_DEVICE): Promise<GateWork> {
  const { nowMs, newNonce } = parts;
  const publicKeys = new Map<number, Bytes>();
  const gateSecrets = new Map<number, Bytes>();
  let { carried, list } = from;
  await takeKeys(from.keys, carried, publicKeys, gateSecrets);
  const desk = createGateDesk({
    ...carried,
    ...{ performanceId: carried.performance.id, publicKeys, gateSecrets, list, revocations: from.revocations },
    otherDays: carried.otherDays.map(({ name, ticketIds }) => ({ name, ticketIds: bytesOf(ticketIds) })),
    scans: [...from.others, ...from.scans.map(({ scan }) => scan)],
  });
  const scans = new Map(from.scans.map((kept) => [kept.nonce, kept]));
  const listeners = new Set<() => void>();
  let figures = figuresOf(scans, desk, carried.heardAtMs);
  let isJudging = false;
  let seen = { text: "", passed: "", atMs: Number.NEGATIVE_INFINITY };
  // The code of a guest who just passed changes while the phone is still held out.
  const isSeen = (text: string) => text === seen.text || (seen.passed !== "" && issueOf(text) === seen.passed);

  const tell = () => {
    figures = figuresOf(scans, desk, carried.heardAtMs);
    for (const listener of listeners) listener();
  };
  const write = async (scan: Scan, seat: string) => {
    const kept: KeptScan = { nonce: scan.nonce, scan, synced: 0, seat };
    await store.keepScan(kept);
    desk.record(scan);
    scans.set(kept.nonce, kept);
    tell();
  };

  return {
    async judge(text, isTyped = false) {
      const atMs = nowMs();
      const isHeldOut = isSeen(text) && atMs - seen.atMs < SAME_CODE_MS;
      if (isHeldOut) seen = { ...seen, atMs };
      if (isJudging || (isHeldOut && !isTyped)) return null;
      seen = { text, passed: "", atMs };
      isJudging = true;
      try {
        const verdict = await timed("gate decides", () => desk.decide(text, atMs));
        const id = newNonce();
        if ("direction" in verdict) seen = { ...seen, passed: `${verdict.ticketId} ${verdict.serial}` };
        if (verdict.kind === "CHECK_ID") return { id, verdict, scan: null, judgedAtMs: atMs };
        const scan = desk.scanOf(verdict, atMs, id);
        await timed("gate writes", () => write(scan, seatOf(verdict)));
        return { id, verdict, scan, judgedAtMs: atMs };
      } finally {
        isJudging = false;
      }
    },
    see(text) {
      if (isSeen(text)) seen = { ...seen, atMs: nowMs() };
    },
    answerCheck: ({ id, verdict }, isAccepted) => write(desk.scanOf(verdict, nowMs(), id, isAccepted), seatOf(verdict)),
    undo: ({ scan, seat }) => write(desk.undoOf(scan, nowMs(), newNonce()), seat),
    async takeNews(news) {
      carried = news.carried;
      await takeKeys(from.keys, carried, publicKeys, gateSecrets);
      desk.setClockOffset(carried.clockOffsetMs);
      if (news.list) {
        list = news.list;
        desk.replaceList(list, carried.listedAtMs);
      }
      desk.applyRevocations(news.revocations);
      desk.applyScansOfOthers(news.others);
      tell();
    },
    markSynced(nonces) {
      for (const nonce of nonces) {
        const kept = scans.get(nonce);
        if (kept) scans.set(nonce, { ...kept, synced: 1 });
      }
      tell();
    },
    partyOf: (ticketId) => desk.partyOf(ticketId, nowMs()),
    kept: () => ({ carried, list }),
    figures: () => figures,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Leaves the time of the last such deed in the browser's own performance timeline, where whoever looks for slowness looks. */
async function timed<T>(name: string, deed: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await deed();
  performance.clearMeasures(name);
  performance.measure(name, { start });
  return result;
}

/** Opens what is new and forgets what the house no longer names. The desk reads the same maps. */
async function takeKeys(
  keys: DeviceKeys,
  { deviceId, performance, publicKeys, sealedSecrets }: KeptGate["carried"],
  opened: Map<number, Bytes>,
  secrets: Map<number, Bytes>,
): Promise<void> {
  for (const { keyId, publicKey } of publicKeys) {
    const bytes = bytesOf(publicKey);
    // The very bytes that were prepared: others, though equal, would be prepared anew before the next guest.
    if (isSame(opened.get(keyId), bytes)) continue;
    opened.set(keyId, bytes);
    void prepareKey(bytes);
  }
  const keyIds = new Set(publicKeys.map(({ keyId }) => keyId));
  for (const keyId of [...opened.keys()]) if (!keyIds.has(keyId)) opened.delete(keyId);
  for (const { version, sealed } of sealedSecrets) {
    if (secrets.has(version)) continue;
    const address = { deviceId, performanceId: performance.id, secretVersion: version };
    secrets.set(version, await openGateSecret(keys, sealed, address));
  }
  const versions = new Set(sealedSecrets.map(({ version }) => version));
  for (const version of [...secrets.keys()]) if (!versions.has(version)) secrets.delete(version);
}

function figuresOf(scans: ReadonlyMap<string, KeptScan>, desk: GateDesk, heardAtMs: number): GateFigures {
  const own = [...scans.values()].sort((a, b) => b.scan.atMs - a.scan.atMs);
  const undone = new Set(own.map(({ scan }) => scan.undoes));
  const entries = own.filter(({ scan }) => scan.kind === "in" && !undone.has(scan.nonce));
  return {
    entered: entries.length,
    unsynced: own.filter(({ synced }) => synced === 0).length,
    last: own.slice(0, LAST_SHOWN),
    lastEntry: entries[0] ?? null,
    doubles: desk.figures().doubles.length,
    heardAtMs,
  };
}

/** Which issue of which ticket a code claims to be; empty for no code of ours. */
function issueOf(text: string): string {
  const code = readCode(text);
  return code.kind === "code" ? `${code.statement.ticketId} ${code.statement.serial}` : "";
}

function seatOf(verdict: Verdict): string {
  if (!("ticket" in verdict) || !verdict.ticket) return "";
  const { section, row, seat } = verdict.ticket;
  return [section, row, seat].filter(Boolean).join(", ");
}

function isSame(a: Bytes | undefined, b: Bytes): boolean {
  return a?.length === b.length && a.every((byte, at) => byte === b[at]);
}

function bytesOf(text: string): Bytes {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
}
