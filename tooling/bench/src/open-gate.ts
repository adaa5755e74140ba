import { randomBytes, randomUUID } from "node:crypto";
import {
  createGateDesk,
  type ListedTicket,
  packEntryList,
  type Scan,
} from "../../../packages/api/src/gate/decide-entry.ts";
import type { GateDesk } from "../../../packages/api/src/gate/entry-verdict.ts";
import type { Bytes } from "../../../packages/api/src/tickets/codes.ts";
import {
  publicKeyOf,
  readCode,
  rotatingCode,
  signStatement,
  ticketSecret,
} from "../../../packages/api/src/tickets/codes.ts";

/** Codes that are shown again and again, spread over the whole list. */
const SHOWN = 5_000;
const KEY_ID = 1;
const CHECKPOINT = "entrance";

/** A code as the floor gets it: already taken apart. */
export interface Shown {
  readonly text: string;
  readonly ticketId: string;
  readonly signed: Bytes;
  readonly signature: Bytes;
  readonly macInput: Bytes;
  readonly mac: Bytes;
  readonly secret: Bytes;
}

/** A gate with its tickets, and codes of some of them that it lets in. */
export interface OpenGate {
  readonly desk: GateDesk;
  readonly publicKey: Bytes;
  readonly nowMs: number;
  readonly shown: readonly Shown[];
  readonly tickets: readonly ListedTicket[];
  readonly listBytes: number;
  readonly openMs: number;
}

/** Opens a gate with so many tickets, so many scans of other gates known (of tickets that are not shown; fewer than there are tickets). */
export async function openGate(count: { tickets: number; scans: number }): Promise<OpenGate> {
  const nowMs = Date.now();
  const [privateKey, gateSecret] = [bytesAtRandom(32), bytesAtRandom(32)];
  const publicKey = publicKeyOf(privateKey);
  const tickets = Array.from({ length: count.tickets }, (_, place) => listedTicket(place));
  const list = packEntryList(tickets);
  const shown: Shown[] = [];
  const isShown = new Set<string>();
  for (let at = 0; at < SHOWN; at++) {
    const { ticketId, serial } = tickets[(at * 7_919) % tickets.length] as ListedTicket;
    isShown.add(ticketId);
    shown.push(await showCode({ ticketId, serial, privateKey, gateSecret, nowMs }));
  }
  const used = tickets.filter(({ ticketId }) => !isShown.has(ticketId)).slice(0, count.scans);
  if (used.length < count.scans) throw new Error("There are not so many tickets that are not shown");
  const scans = used.map(({ ticketId, serial }, at) => scanOf(ticketId, serial, nowMs - count.scans + at));
  const openedMs = performance.now();
  const gate = { name: "Gate C", directions: "", zones: [] };
  const desk = createGateDesk({
    performanceId: randomUUID(),
    deviceId: randomUUID(),
    gate,
    gates: [gate],
    checkpoint: CHECKPOINT,
    publicKeys: new Map([[KEY_ID, publicKey]]),
    gateSecrets: new Map([[1, gateSecret]]),
    list,
    listedAtMs: nowMs,
    otherDays: [],
    revocations: [],
    scans,
    clockOffsetMs: 0,
  });
  return { desk, publicKey, nowMs, shown, tickets, listBytes: list.length, openMs: performance.now() - openedMs };
}

function scanOf(ticketId: string, serial: number, atMs: number): Scan {
  const nonce = randomUUID();
  return {
    ...{ deviceId: "another gate", nonce, checkpoint: CHECKPOINT, gate: "Gate D", atMs, ticketId, serial },
    ...{ kind: "in", undoes: null, verdict: "WELCOME" },
  };
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
    part: null,
    tariff: place % 5 === 0 ? "Child" : "",
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
