import { encode } from "uqr";
import { afterEach, describe, expect, test, vi } from "vitest";
import { bytesOfText, bytesOfUuid, textOfBytes, uuidOfBytes } from "./code-text.ts";
import type { CodeMode, DecodedCode } from "./codes.ts";
import {
  printedCode,
  publicKeyOf,
  readCode,
  rotatingCode,
  STEP_MILLISECONDS,
  signStatement,
  stepAt,
  ticketSecret,
  verifyFreshness,
  verifySignature,
} from "./codes.ts";

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const privateKey = random(32);
const gateSecret = random(32);
const now = Date.UTC(2026, 10, 14, 18, 52, 7);
const ticketId = "0199a3c4-1b2d-7e3f-8a4b-5c6d7e8f9a0b";

const statement = (mode: CodeMode) => ({ keyId: 7, ticketId, serial: 258, mode, secretVersion: 2 });
const secret = ticketSecret(gateSecret, ticketId, 258);
const keys = new Map([[7, publicKeyOf(privateKey)]]);

async function codeOf(mode: CodeMode, atMs = now) {
  const staticPart = await signStatement(privateKey, statement(mode));
  return mode === "rotating" ? rotatingCode(staticPart, secret, atMs) : printedCode(staticPart);
}

function decoded(text: string): DecodedCode {
  const code = readCode(text);
  if (code.kind === "unreadable") throw new Error("unreadable");
  return code;
}

afterEach(() => vi.unstubAllGlobals());

describe("a code", () => {
  test.each(["rotating", "printed"] as const)("in mode %s says what was signed, and is the house's", async (mode) => {
    const code = decoded(await codeOf(mode));
    expect(code.statement).toEqual(statement(mode));
    expect(code.fresh?.step).toBe(mode === "rotating" ? stepAt(now) : undefined);
    expect(await verifySignature(code, keys)).toBe(true);
    expect(await verifySignature(code, new Map([[7, publicKeyOf(random(32))]]))).toBe(false);
    expect(await verifySignature(code, new Map([[8, publicKeyOf(privateKey)]]))).toBe(false);
  });

  test("is a QR of 41 modules a side at error correction M", async () => {
    for (const mode of ["rotating", "printed"] as const) {
      const qr = encode(await codeOf(mode), { ecc: "M", boostEcc: false, border: 0 });
      expect([qr.version, qr.size]).toEqual([6, 41]);
    }
  });

  test("holds the largest numbers of its fields and refuses larger ones", async () => {
    const largest = { keyId: 255, ticketId, serial: 0xffffff, mode: "printed", secretVersion: 255 } as const;
    expect(decoded(printedCode(await signStatement(privateKey, largest))).statement).toEqual(largest);
    for (const over of [
      { keyId: 256 },
      { serial: 0x1000000 },
      { serial: -1 },
      { serial: 1.5 },
      { secretVersion: 256 },
    ]) {
      await expect(signStatement(privateKey, { ...largest, ...over })).rejects.toThrow(/does not fit/);
    }
    await expect(signStatement(privateKey, { ...largest, ticketId: "42" })).rejects.toThrow(/UUID/);
  });

  test("of a rotating ticket is not printed, nor the other way round", async () => {
    const rotating = await signStatement(privateKey, statement("rotating"));
    const printed = await signStatement(privateKey, statement("printed"));
    expect(() => printedCode(rotating)).toThrow();
    expect(() => rotatingCode(printed, secret, now)).toThrow();
  });

  test("changes with the step and only then", async () => {
    const start = stepAt(now) * STEP_MILLISECONDS;
    expect(await codeOf("rotating", start)).toBe(await codeOf("rotating", start + 14_999));
    expect(await codeOf("rotating", start)).not.toBe(await codeOf("rotating", start + 15_000));
  });
});

describe("one statement has one text", () => {
  test("whatever is read is written again as it was", async () => {
    const code = decoded(await codeOf("rotating"));
    expect(rotatingCode(Uint8Array.from([...code.signed, ...code.signature]), secret, now)).toBe(
      await codeOf("rotating"),
    );
  });

  test.each<[string, (text: string) => string]>([
    ["small letters", (t) => t.toLowerCase()],
    ["a small prefix", (t) => t.replace("USHER", "usher")],
    ["one small letter", (t) => t.replace(/[A-Z](?=[^A-Z]*$)/, (c) => c.toLowerCase())],
    ["a space before", (t) => ` ${t}`],
    ["a line end after", (t) => `${t}\n`],
    ["a space within", (t) => `${t.slice(0, 50)} ${t.slice(50)}`],
    ["a space for a character", (t) => `${t.slice(0, 50)} ${t.slice(51)}`],
    ["another prefix", (t) => t.replace("USHER1", "USHER2")],
    ["no prefix", (t) => t.slice(7)],
    ["a cut", (t) => t.slice(0, -3)],
    ["more", (t) => `${t}000`],
    ["a letter like another", (t) => `${t.slice(0, 20)}\u0410${t.slice(21)}`],
    ["a triple beyond two bytes", (t) => `${t.slice(0, -3)}:::`],
    ["a full-width digit", (t) => `${t.slice(0, 20)}\uff10${t.slice(21)}`],
    ["a link around it", (t) => `https://usher.test/${t}`],
  ])("%s is unreadable", async (_, change) => {
    for (const mode of ["rotating", "printed"] as const) {
      expect(readCode(change(await codeOf(mode)))).toEqual({ kind: "unreadable" });
    }
  });

  test("every two bytes have their own three characters", () => {
    const seen = new Set<string>();
    for (let pair = 0; pair < 65_536; pair++) {
      const bytes = Uint8Array.of(pair >> 8, pair & 255);
      const text = textOfBytes(bytes);
      expect(bytesOfText(text, 0)).toEqual(bytes);
      seen.add(text);
    }
    expect(seen.size).toBe(65_536);
  });

  test("a ticket id comes back in small letters", () => {
    expect(uuidOfBytes(bytesOfUuid(ticketId.toUpperCase()))).toBe(ticketId);
  });
});

describe("the changing part", () => {
  test.each([
    [-60_000, "stale"],
    [-3 * STEP_MILLISECONDS, "stale"],
    [-2 * STEP_MILLISECONDS, "fresh"],
    [0, "fresh"],
    [2 * STEP_MILLISECONDS, "fresh"],
    [3 * STEP_MILLISECONDS, "stale"],
    [86_400_000, "stale"],
  ] as const)("made %i ms from the gate's clock is %s", async (distance, freshness) => {
    expect(verifyFreshness(decoded(await codeOf("rotating", now + distance)), secret, now)).toBe(freshness);
  });

  test("under any other secret, or for any other step, is forged", async () => {
    const code = decoded(await codeOf("rotating"));
    expect(verifyFreshness(code, ticketSecret(gateSecret, ticketId, 259), now)).toBe("forged");
    expect(verifyFreshness(code, ticketSecret(random(32), ticketId, 258), now)).toBe("forged");
    const fresh = { step: stepAt(now) + 1, mac: code.fresh?.mac ?? random(8) };
    expect(verifyFreshness({ ...code, fresh }, secret, now)).toBe("forged");
    expect(verifyFreshness({ ...code, fresh: null }, secret, now)).toBe("forged");
  });
});

const getRandomValues = crypto.getRandomValues.bind(crypto);

describe("a phone whose WebCrypto knows no Ed25519", () => {
  test.each<[string, unknown]>([
    [
      "refuses the name",
      { getRandomValues, subtle: { importKey: () => Promise.reject(new Error("Unrecognized name")) } },
    ],
    ["is not there, as on a page without https", { getRandomValues }],
    ["says yes to everything", { getRandomValues, subtle: { importKey: async () => ({}), verify: async () => true } }],
  ])("%s: signs and checks the same", async (_, poor) => {
    const native = await signStatement(privateKey, statement("printed"));
    vi.resetModules();
    vi.stubGlobal("crypto", poor);
    const codes = await import("./codes.ts");
    const staticPart = await codes.signStatement(privateKey, statement("printed"));
    expect(staticPart).toEqual(native);
    const code = decoded(printedCode(staticPart));
    expect(await codes.verifySignature(code, keys)).toBe(true);
    code.signature[3] = (code.signature[3] ?? 0) ^ 1;
    expect(await codes.verifySignature(code, keys)).toBe(false);
  });
});
