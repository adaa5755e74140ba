import { describe, expect, test } from "vitest";
import { bytesOfText, textOfBytes } from "../tickets/code-text.ts";
import type { Bytes, Statement } from "../tickets/codes.ts";
import { printedCode, publicKeyOf, readCode, rotatingCode, signStatement, ticketSecret } from "../tickets/codes.ts";
import type { ListedTicket } from "./decide-entry.ts";
import { createGateDesk, packEntryList } from "./decide-entry.ts";

/**
 * Ticket codes bent in every way we could think of, before a gate that knows the tickets. `npm test` bends 100,000,
 * `npm run test:long` ten million. The dice are seeded: a failure names the seed's number and can be repeated.
 */
const MUTATIONS = process.env.USHER_LONG ? 10_000_000 : 100_000;
const VALID = process.env.USHER_LONG ? 100_000 : 4_000;
const SEED = Number(process.env.USHER_SEED ?? 19);

const ORDER_OF_ED25519 = 2n ** 252n + 27742317777372353535851937790883648493n;
const PREFIX = "USHER1:";
const now = Date.UTC(2026, 10, 14, 19, 42, 31);

const dice = mulberry32(SEED);
const roll = (sides: number) => Math.floor(dice() * sides);
const pick = <T>(list: readonly T[]): T => list[roll(list.length)] as T;
const randomBytes = (length: number) => Uint8Array.from({ length }, () => roll(256));

// Three signing keys and two gate secrets: rotation is under way.
const signingKeys = [1, 2, 3].map((id) => ({ id, key: randomBytes(32) }));
const gateSecrets = new Map([3, 4].map((version) => [version, randomBytes(32)]));
const strangersKey = randomBytes(32);
const secretOfAnotherEvent = randomBytes(32);

interface Issued {
  readonly statement: Statement;
  readonly staticPart: Bytes;
  readonly secret: Bytes;
}

async function issue(part: Partial<Statement> = {}, privateKey?: Bytes, gateSecret?: Bytes): Promise<Issued> {
  const signing = pick(signingKeys);
  const statement: Statement = {
    keyId: signing.id,
    ticketId: uuid(),
    serial: roll(5),
    mode: pick(["rotating", "printed"]),
    secretVersion: pick([...gateSecrets.keys()]),
    ...part,
  };
  const secret = gateSecret ?? gateSecrets.get(statement.secretVersion) ?? randomBytes(32);
  return {
    statement,
    staticPart: await signStatement(privateKey ?? signing.key, statement),
    secret: ticketSecret(secret, statement.ticketId, statement.serial),
  };
}

const show = ({ statement, staticPart, secret }: Issued, atMs = now) =>
  statement.mode === "printed" ? printedCode(staticPart) : rotatingCode(staticPart, secret, atMs);

const issued = await Promise.all(Array.from({ length: 300 }, () => issue()));
const rotating = issued.filter(({ statement }) => statement.mode === "rotating");
const fromElsewhere = await Promise.all(Array.from({ length: 50 }, () => issue({}, undefined, secretOfAnotherEvent)));

const desk = createGateDesk({
  performanceId: "perf-1",
  deviceId: "device",
  gate: { name: "Gate", directions: "", zones: [] },
  gates: [],
  checkpoint: "entrance",
  publicKeys: new Map(signingKeys.map(({ id, key }) => [id, publicKeyOf(key)])),
  gateSecrets,
  list: packEntryList(issued.map(({ statement }) => listed(statement))),
  listedAtMs: now,
  otherDays: [],
  revocations: [],
  scans: [],
  clockOffsetMs: 0,
});

type Bend = () => string | Promise<string>;

const bends: Record<string, Bend> = {
  "one to four bits": () => bentBytes((bytes) => times(1 + roll(4), () => flip(bytes, roll(bytes.length * 8)))),
  "a byte": () => bentBytes((bytes) => bytes.set(randomBytes(1), roll(bytes.length))),
  "two bytes exchanged": () =>
    bentBytes((bytes) => {
      const [a, b] = [roll(bytes.length), roll(bytes.length)];
      [bytes[a], bytes[b]] = [bytes[b] ?? 0, bytes[a] ?? 0];
    }),
  "a character": () => bentText((t, at) => t.slice(0, at) + String.fromCharCode(32 + roll(95)) + t.slice(at + 1)),
  "a character left out": () => bentText((t, at) => t.slice(0, at) + t.slice(at + 1)),
  "a character too many": () => bentText((t, at) => t.slice(0, at) + pick([..." 0A\n\t=\u200b"]) + t.slice(at)),
  "a small letter": () => bentText((t, at) => t.slice(0, at) + t.slice(at, at + 1).toLowerCase() + t.slice(at + 1)),
  "a pair of bytes spelled with a larger number": () => bentText(respellPair),
  "cut short": () => bentText((t, at) => t.slice(0, at)),
  "another format or algorithm": () => bentBytes((bytes) => bytes.fill(roll(256), 0, 1)),
  "another key's id": () => bentBytes((bytes) => bytes.fill(pick([0, 1, 2, 3, 4, 255]), 1, 2)),
  "another serial": () => bentBytes((bytes) => bytes.set(randomBytes(3), 18)),
  "another secret version": () => bentBytes((bytes) => bytes.fill(roll(256), 21, 22)),
  "another ticket's id": () => bentBytes((bytes) => bytes.set(pick(issued).staticPart.subarray(2, 18), 2)),
  "another ticket's signature": () => bentBytes((bytes) => bytes.set(pick(issued).staticPart.subarray(22), 22)),
  "no signature": () => bentBytes((bytes) => bytes.fill(pick([0, 1, 255]), 22, 86)),
  "the same signature, spelled with a larger number": () => bentBytes(respellSignature),
  "a stranger's key": async () => show(await issue({ ticketId: pick(issued).statement.ticketId }, strangersKey)),
  "the public key taken for a secret": () =>
    bentBytes((bytes) => bytes.set(ticketSecret(publicKeyOf(pick(signingKeys).key), uuid(), 0), 22)),
  "a ticket of another event": () => show(pick(fromElsewhere)),
  "another event's secret on our ticket": () => {
    const { statement, staticPart } = pick(rotating);
    return rotatingCode(staticPart, ticketSecret(secretOfAnotherEvent, statement.ticketId, statement.serial), now);
  },
  "the changing part stripped": () => PREFIX + textOfBytes(pick(rotating).staticPart),
  "the changing part stripped and the mode turned": () => {
    const bytes = pick(rotating).staticPart.slice();
    bytes[0] = 0x12;
    return printedCode(bytes);
  },
  "the mode turned": () => bentBytes((bytes) => bytes.fill((bytes[0] ?? 0) ^ 3, 0, 1)),
  "a printed ticket with a changing part": () => {
    const { staticPart } = pick(issued.filter(({ statement }) => statement.mode === "printed"));
    return PREFIX + textOfBytes(Uint8Array.from([...staticPart, ...randomBytes(12)]));
  },
  "another ticket's changing part": () => {
    const [ours, theirs] = [pick(rotating), pick(rotating)];
    const bytes = bytesOf(show(theirs));
    if (ours !== theirs) bytes.set(ours.staticPart);
    else flip(bytes, 700);
    return PREFIX + textOfBytes(bytes);
  },
  "an old code with the step written over": () => {
    const old = bytesOf(show(pick(rotating), now - 3_600_000));
    old.set(bytesOf(show(pick(rotating))).subarray(86, 90), 86);
    return PREFIX + textOfBytes(old);
  },
  "an old code": () => show(pick(rotating), now - 60_000 - roll(1e9)),
  "a code of tomorrow": () => show(pick(rotating), now + 60_000 + roll(1e9)),
  // Whoever stole the gate secret makes right changing parts for any statement, but signs none.
  "a ticket minted with a stolen gate secret": async () => {
    const ticketId = pick([uuid(), pick(issued).statement.ticketId]);
    return show(await issue({ mode: "rotating", serial: 7, ticketId }, strangersKey));
  },
  "a copied signature under a stolen gate secret": () => {
    const { statement, staticPart } = pick(rotating);
    const bytes = staticPart.slice();
    bytes[20] = statement.serial + 1;
    const secret = gateSecrets.get(statement.secretVersion) ?? strangersKey;
    return rotatingCode(bytes, ticketSecret(secret, statement.ticketId, statement.serial + 1), now);
  },
};

describe(`ticket codes bent in ${MUTATIONS.toLocaleString("en")} ways (seed ${SEED})`, () => {
  test("none enters", { timeout: 24 * 3_600_000 }, async () => {
    const originals = new Set(issued.map((each) => show(each)));
    const names = Object.keys(bends);
    let tried = 0;
    for (let at = 0; tried < MUTATIONS; at++) {
      const name = names[at % names.length] as string;
      const text = await (bends[name] as Bend)();
      if (originals.has(text)) continue;
      tried++;
      const verdict = await desk.decide(text, now);
      if (["WELCOME", "GOODBYE", "CHECK_ID"].includes(verdict.kind)) expect.fail(`${name} (${at}) entered: ${text}`);
    }
  });

  test("each way of bending gives something else than an original, nearly always", async () => {
    const originals = new Set(issued.map((each) => show(each)));
    for (const [name, bend] of Object.entries(bends)) {
      const texts = await Promise.all(Array.from({ length: 30 }, async () => bend()));
      expect(texts.filter((text) => !originals.has(text)).length, name).toBeGreaterThan(5);
    }
  });
});

test(`${VALID.toLocaleString("en")} valid codes all enter, under every signing key and gate secret of a rotation`, {
  timeout: 3_600_000,
}, async () => {
  for (let at = 0; at < VALID; at++) {
    const each = at % 2 ? pick(issued) : await issue({ mode: "rotating" });
    const stepsAway = roll(5) - 2;
    const text = show(each, now + stepsAway * 15_000);
    expect(readCode(text)).toMatchObject({ statement: each.statement });
    const verdict = await desk.decide(text, now);
    if (verdict.kind !== "WELCOME") expect.fail(`${verdict.kind} for ${JSON.stringify(each.statement)}: ${text}`);
  }
});

function bytesOf(text: string): Bytes {
  return bytesOfText(text, PREFIX.length) ?? expect.fail("not a code");
}

function bentBytes(bend: (bytes: Bytes) => unknown): string {
  const bytes = bytesOf(show(pick(issued)));
  bend(bytes);
  return PREFIX + textOfBytes(bytes);
}

function bentText(bend: (text: string, at: number) => string): string {
  const text = show(pick(issued));
  return bend(text, roll(text.length));
}

function flip(bytes: Bytes, bit: number): void {
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
}

/** S + L stands for the same number as S in the group, so a careless check would take both (RFC 8032, 5.1.7). */
function respellSignature(bytes: Bytes): void {
  let s = ORDER_OF_ED25519;
  for (let i = 0; i < 32; i++) s += BigInt(bytes[54 + i] ?? 0) << BigInt(8 * i);
  for (let i = 0; i < 32; i++) bytes[54 + i] = Number((s >> BigInt(8 * i)) & 255n);
}

/** Three characters can say up to 68,920; what is beyond 65,535 must not be taken for what is left over. */
function respellPair(text: string, at: number): string {
  const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:";
  for (let from = PREFIX.length + 3 * roll(40); from < text.length; from += 3) {
    const [high = 0, middle = 0, low = 0] = [...text.slice(from, from + 3)].map((c) => alphabet.indexOf(c));
    const larger = (high * 41 + middle) * 41 + low + 65_536;
    const digits = [Math.floor(larger / 1681), Math.floor(larger / 41) % 41, larger % 41];
    if (larger < 41 ** 3) return text.slice(0, from) + digits.map((d) => alphabet[d]).join("") + text.slice(from + 3);
  }
  return text.slice(0, at);
}

function listed({ ticketId }: Statement): ListedTicket {
  return {
    ticketId,
    serial: 0,
    zone: "",
    section: "",
    row: "",
    seat: "",
    party: 0,
    tariff: "",
    part: null,
    nameCheck: null,
  };
}

function uuid(): string {
  const hex = Array.from(randomBytes(16), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function times(count: number, act: () => void): void {
  for (let i = 0; i < count; i++) act();
}

/** A small seeded generator (Mulberry32): the same seed bends the same codes. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
