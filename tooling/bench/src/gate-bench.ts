import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { createGateDesk, type ListedTicket, packEntryList } from "../../../packages/api/src/gate/decide-entry.ts";
import type { Bytes } from "../../../packages/api/src/tickets/codes.ts";
import {
  publicKeyOf,
  readCode,
  rotatingCode,
  signStatement,
  ticketSecret,
} from "../../../packages/api/src/tickets/codes.ts";
import type { BenchRun } from "./bench-run.ts";
import { bindToCore } from "./machine.ts";
import { measurePairs, ratiosOf } from "./paired-blocks.ts";
import { ratioLine } from "./report.ts";
import { median, medianRatio, percentile } from "./statistics.ts";

const TICKETS = 100_000;
/** Codes that are shown again and again, spread over the whole list. */
const SHOWN = 5_000;
const WARM_UP_MS = 1_500;
const KEY_ID = 1;

/** A code as the floor gets it: already taken apart. */
interface Shown {
  readonly text: string;
  readonly ticketId: string;
  readonly signed: Bytes;
  readonly signature: Bytes;
  readonly macInput: Bytes;
  readonly mac: Bytes;
  readonly secret: Bytes;
}

interface Leg {
  readonly micros: number;
}

/**
 * V8: the gate's decision with 100,000 tickets, against one signature check, one HMAC and one lookup with everything at
 * hand: code taken apart, key imported, the ticket's secret known, tickets in a Map.
 */
export async function benchGate(run: BenchRun): Promise<void> {
  if (run.cores) bindToCore(process.pid, run.cores.load);
  const nowMs = Date.now();
  const [privateKey, gateSecret] = [bytesAtRandom(32), bytesAtRandom(32)];
  const publicKey = publicKeyOf(privateKey);
  const tickets = Array.from({ length: TICKETS }, (_, place) => listedTicket(place));
  const list = packEntryList(tickets);
  const shown: Shown[] = [];
  for (let at = 0; at < SHOWN; at++) {
    const { ticketId, serial } = tickets[(at * 7_919) % TICKETS] as ListedTicket;
    shown.push(await showCode({ ticketId, serial, privateKey, gateSecret, nowMs }));
  }
  const openedMs = performance.now();
  const gate = { name: "Gate C", directions: "", zones: [] };
  const desk = createGateDesk({
    performanceId: randomUUID(),
    deviceId: randomUUID(),
    gate,
    gates: [gate],
    checkpoint: "entrance",
    publicKeys: new Map([[KEY_ID, publicKey]]),
    gateSecrets: new Map([[1, gateSecret]]),
    list,
    listedAtMs: nowMs,
    otherDays: [],
    revocations: [],
    scans: [],
    clockOffsetMs: 0,
  });
  const openMs = performance.now() - openedMs;
  const byId = new Map(tickets.map((ticket) => [ticket.ticketId, ticket]));
  const key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
  const decide = {
    floor: async (code: Shown) => {
      const isSigned = await crypto.subtle.verify("Ed25519", key, code.signature, code.signed);
      const mac = createHmac("sha256", code.secret).update(code.macInput).digest();
      return isSigned && mac.compare(code.mac, 0, 8, 0, 8) === 0 && byId.has(code.ticketId);
    },
    product: async (code: Shown) => (await desk.decide(code.text, nowMs)).kind === "WELCOME",
  };
  let next = 0;
  const times: number[] = [];
  const measure = async (which: "floor" | "product", ms: number): Promise<Leg> => {
    const startedMs = performance.now();
    let done = 0;
    let lastMs = startedMs;
    while (lastMs - startedMs < ms) {
      if (!(await decide[which](shown[next++ % SHOWN] as Shown))) throw new Error(`The ${which} refused a good ticket`);
      const endedMs = performance.now();
      if (which === "product") times.push(endedMs - lastMs);
      lastMs = endedMs;
      done++;
    }
    return { micros: ((lastMs - startedMs) * 1_000) / done };
  };
  await measure("floor", WARM_UP_MS);
  await measure("product", WARM_UP_MS);
  times.length = 0;
  const pairs = await measurePairs(run.pace, run.signal, measure);
  const middle = (side: "floor" | "product") =>
    Math.round(median(pairs.flatMap((pair) => pair[side].map((leg) => leg.micros))));
  run.print(ratioLine("V8", "decision at the gate", medianRatio(ratiosOf(pairs, (leg) => leg.micros)), "1.5×"));
  run.print(
    `V8.3 time of a decision: ${middle("product")} µs, FLOOR ${middle("floor")} µs, 99th percentile ${percentile(times, 0.99).toFixed(2)} ms`,
  );
  run.print(
    `V8.4 list of 100,000 tickets: ${(list.length / 1e6).toFixed(1)} MB (goal 5 MB), opened in ${openMs.toFixed(0)} ms`,
  );
}

const bytesAtRandom = (length: number): Bytes => Uint8Array.from(randomBytes(length));

function listedTicket(place: number): ListedTicket {
  return {
    ticketId: randomUUID(),
    serial: 1,
    zone: `zone ${place % 8}`,
    section: String(100 + (place % 200)),
    row: String(1 + (Math.floor(place / 200) % 25)),
    seat: String(1 + Math.floor(place / 5_000)),
    party: 1 + Math.floor(place / 3),
    nameCheck: null,
  };
}

async function showCode(of: {
  ticketId: string;
  serial: number;
  privateKey: Bytes;
  gateSecret: Bytes;
  nowMs: number;
}): Promise<Shown> {
  const { ticketId, serial, privateKey, gateSecret, nowMs } = of;
  const statement = { keyId: KEY_ID, ticketId, serial, mode: "rotating", secretVersion: 1 } as const;
  const secret = ticketSecret(gateSecret, ticketId, serial);
  const text = rotatingCode(await signStatement(privateKey, statement), secret, nowMs);
  const code = readCode(text);
  if (code.kind !== "code" || !code.fresh) throw new Error("A code of the bench cannot be read");
  const macInput = new Uint8Array(code.signed.length + 4);
  macInput.set(code.signed);
  new DataView(macInput.buffer).setUint32(code.signed.length, code.fresh.step);
  const { signed, signature } = code;
  return { text, ticketId, signed, signature, macInput, mac: code.fresh.mac, secret };
}
