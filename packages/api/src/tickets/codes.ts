import { ed25519 } from "@noble/curves/ed25519.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { checkSignature, makeSignature } from "./code-signature.ts";
import { bytesOfText, bytesOfUuid, textOfBytes, uuidOfBytes } from "./code-text.ts";

/**
 * What a ticket shows at the gate. Isomorphic (server, page, worker): no Node, no DOM.
 *
 * A code is `USHER1:` and, in the text of code-text.ts, these bytes, all numbers big-endian:
 *
 *     0      format 1 in the high half, mode in the low half (1 rotating, 2 printed)
 *     1      id of the signing key
 *     2–17   ticket id, a UUID
 *     18–20  serial
 *     21     version of the gate secret
 *     22–85  Ed25519 signature over bytes 0–21
 *     86–89  only rotating: the 15-second step since 1970
 *     90–97  only rotating: first 8 bytes of HMAC-SHA-256(ticket secret, bytes 0–21 ‖ bytes 86–89)
 *
 * HMAC runs on @noble/hashes: at 4 µs it is fifteen times quicker than a trip to WebCrypto, and needs no waiting.
 */

export { prepareKey } from "./code-signature.ts";
export { bytesOfUuid, uuidOfBytes } from "./code-text.ts";

/** Bytes on a buffer of their own, which is what WebCrypto takes. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** `rotating` lives on a phone and changes every step; `printed` stays as it is, on paper or in a wallet. */
export type CodeMode = "rotating" | "printed";

/** What the house signs: this ticket, in this issue, enters in this mode. */
export interface Statement {
  /** Which signing key, 0–255. */
  readonly keyId: number;
  /** UUID. */
  readonly ticketId: string;
  /** Which issue of the ticket, 0–16,777,215; transfer, resale and re-issue raise it. */
  readonly serial: number;
  readonly mode: CodeMode;
  /** Which gate secret of the performance the ticket's secret was derived from, 0–255. */
  readonly secretVersion: number;
}

export interface DecodedCode {
  readonly kind: "code";
  readonly statement: Statement;
  /** The 22 bytes that are signed. */
  readonly signed: Bytes;
  readonly signature: Bytes;
  /** The part that changes: always there in mode rotating, never in mode printed. */
  readonly fresh: { readonly step: number; readonly mac: Bytes } | null;
}

/** Public keys (32 bytes) by their id. Keep retired keys for as long as tickets signed with them may enter. */
export type PublicKeys = ReadonlyMap<number, Bytes>;

/** `stale` also covers a step ahead of the clock: "the code is old or a clock is wrong". */
export type Freshness = "fresh" | "stale" | "forged";

/** Length of a step of a rotating code. */
export const STEP_MILLISECONDS = 15_000;
/** How many steps either way of the corrected clock still enter. */
export const STEPS_EITHER_WAY = 2;

const PREFIX = "USHER1:";
const FORMAT = 0x10;
const MODE_BITS: Record<CodeMode, number> = { rotating: 1, printed: 2 };
const SIGNED_LENGTH = 22;
const STATIC_LENGTH = SIGNED_LENGTH + 64;
const MAC_LENGTH = 8;
const ROTATING_LENGTH = STATIC_LENGTH + 4 + MAC_LENGTH;
const PRINTED_CHARACTERS = PREFIX.length + (STATIC_LENGTH / 2) * 3;
const ROTATING_CHARACTERS = PREFIX.length + (ROTATING_LENGTH / 2) * 3;

/**
 * The part of a code that never changes: statement and signature, 86 bytes, made by the house when a ticket is issued.
 * `privateKey` is an Ed25519 seed of 32 bytes. Throws for a number that does not fit its field.
 */
export async function signStatement(privateKey: Bytes, statement: Statement): Promise<Bytes> {
  const staticPart = new Uint8Array(STATIC_LENGTH);
  staticPart[0] = FORMAT | MODE_BITS[statement.mode];
  staticPart[1] = within(statement.keyId, 0xff, "key id");
  staticPart.set(bytesOfUuid(statement.ticketId), 2);
  const view = new DataView(staticPart.buffer);
  // Serial and secret version share these four bytes: three and one.
  const serial = within(statement.serial, 0xffffff, "serial");
  view.setUint32(18, serial * 256 + within(statement.secretVersion, 0xff, "secret version"));
  staticPart.set(await makeSignature(privateKey, staticPart.slice(0, SIGNED_LENGTH)), SIGNED_LENGTH);
  return staticPart;
}

/** The public key of an Ed25519 seed, for a gate's bundle. */
export function publicKeyOf(privateKey: Bytes): Bytes {
  return Uint8Array.from(ed25519.getPublicKey(privateKey));
}

/**
 * The secret of one issue of a ticket: HMAC-SHA-256(gate secret, ticket ‖ serial), 32 bytes. The owner's app is given it,
 * a gate derives it, and it cannot be turned back into the gate secret.
 */
export function ticketSecret(gateSecret: Bytes, ticketId: string, serial: number): Bytes {
  const message = new Uint8Array(20);
  message.set(bytesOfUuid(ticketId));
  new DataView(message.buffer).setUint32(16, within(serial, 0xffffff, "serial"));
  return Uint8Array.from(hmac(sha256, gateSecret, message));
}

/**
 * The code to show at `nowMs`, the server's clock as the phone believes it (own clock plus kept offset). The same text
 * for a whole step; some microseconds, so an app may ask every second. Throws for a printed ticket.
 */
export function rotatingCode(staticPart: Bytes, secret: Bytes, nowMs: number): string {
  expectStaticPart(staticPart, "rotating");
  const code = new Uint8Array(ROTATING_LENGTH);
  code.set(staticPart);
  const step = stepAt(nowMs);
  new DataView(code.buffer).setUint32(STATIC_LENGTH, step);
  code.set(macOf(secret, code.subarray(0, SIGNED_LENGTH), step), STATIC_LENGTH + 4);
  return PREFIX + textOfBytes(code);
}

/** The code of a printed ticket. Throws for a rotating one, which is worth nothing on paper. */
export function printedCode(staticPart: Bytes): string {
  expectStaticPart(staticPart, "printed");
  return PREFIX + textOfBytes(staticPart);
}

/**
 * Takes a text apart, without judging it. Decoding is canonical: each statement and step has exactly one text. Other
 * formats, lengths that do not belong to the mode (a rotating code without its fresh part) and any other text are
 * `unreadable`.
 */
export function readCode(text: string): DecodedCode | { readonly kind: "unreadable" } {
  const unreadable = { kind: "unreadable" } as const;
  if (text.length !== PRINTED_CHARACTERS && text.length !== ROTATING_CHARACTERS) return unreadable;
  if (!text.startsWith(PREFIX)) return unreadable;
  const bytes = bytesOfText(text, PREFIX.length);
  if (!bytes) return unreadable;
  const mode: CodeMode = bytes.length === ROTATING_LENGTH ? "rotating" : "printed";
  if (bytes[0] !== (FORMAT | MODE_BITS[mode])) return unreadable;
  const view = new DataView(bytes.buffer);
  return {
    kind: "code",
    statement: {
      keyId: view.getUint8(1),
      ticketId: uuidOfBytes(bytes, 2),
      serial: view.getUint32(18) >>> 8,
      mode,
      secretVersion: view.getUint8(21),
    },
    signed: bytes.slice(0, SIGNED_LENGTH),
    signature: bytes.slice(SIGNED_LENGTH, STATIC_LENGTH),
    fresh: mode === "rotating" ? { step: view.getUint32(STATIC_LENGTH), mac: bytes.slice(STATIC_LENGTH + 4) } : null,
  };
}

/** Whether the house signed this statement. An unknown key id is a no. */
export async function verifySignature(code: DecodedCode, publicKeys: PublicKeys): Promise<boolean> {
  const publicKey = publicKeys.get(code.statement.keyId);
  return publicKey ? checkSignature(publicKey, code.signed, code.signature) : false;
}

/**
 * Whether the changing part of a rotating code was made with this ticket's secret, and near `nowMs` (corrected clock).
 * The code names its step, so one HMAC decides; a wrong one is `forged` whatever the step. A code without a changing
 * part has nothing to be fresh with and is `forged` too: ask only for mode rotating.
 */
export function verifyFreshness(code: DecodedCode, secret: Bytes, nowMs: number): Freshness {
  if (!code.fresh) return "forged";
  const expected = macOf(secret, code.signed, code.fresh.step);
  let difference = 0;
  for (let at = 0; at < MAC_LENGTH; at++) difference |= (expected[at] as number) ^ (code.fresh.mac[at] as number);
  if (difference !== 0) return "forged";
  return Math.abs(code.fresh.step - stepAt(nowMs)) <= STEPS_EITHER_WAY ? "fresh" : "stale";
}

/** Which 15-second step a moment (ms since 1970) lies in. */
export function stepAt(nowMs: number): number {
  return within(Math.floor(nowMs / STEP_MILLISECONDS), 0xffffffff, "step");
}

function macOf(secret: Bytes, signed: Bytes, step: number): Uint8Array {
  const message = new Uint8Array(SIGNED_LENGTH + 4);
  message.set(signed);
  new DataView(message.buffer).setUint32(SIGNED_LENGTH, step);
  return hmac(sha256, secret, message).subarray(0, MAC_LENGTH);
}

function expectStaticPart(staticPart: Bytes, mode: CodeMode): void {
  if (staticPart.length !== STATIC_LENGTH || staticPart[0] !== (FORMAT | MODE_BITS[mode])) {
    throw new Error(`This is not the signed part of a ${mode} ticket`);
  }
}

function within(value: number, largest: number, name: string): number {
  if (Number.isInteger(value) && value >= 0 && value <= largest) return value;
  throw new Error(`The ${name} ${value} does not fit its field (0–${largest})`);
}
