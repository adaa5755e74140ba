import { readCode, STEP_MILLISECONDS, signStatement, ticketSecret, verifyFreshness } from "@usher/api/codes";
import type { WalletTicketView } from "@usher/api/contract";
import { expect, test } from "vitest";
import { codeOf, secondsToNextCode } from "./ticket-code.ts";

const TICKET = "0199d4f0-7a50-7c3e-9f2b-1c6d7e8f9a0b";
const NOW = 1_000 * STEP_MILLISECONDS + 4_000;
const secret = ticketSecret(new Uint8Array(32).fill(7), TICKET, 3);

async function kept(mode: "rotating" | "printed") {
  const statement = { keyId: 1, ticketId: TICKET, serial: 3, mode, secretVersion: 1 };
  const staticPart = await signStatement(new Uint8Array(32).fill(9), statement);
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
  const part = { mode, staticPart: text(staticPart), secret: mode === "rotating" ? text(secret) : null };
  return part as WalletTicketView;
}

test("what is kept on the phone makes a code that is fresh at the gate, and another one at the next step", async () => {
  const ticket = await kept("rotating");
  const shown = codeOf(ticket, NOW) ?? "";
  const read = readCode(shown);
  expect(read.kind === "code" && verifyFreshness(read, secret, NOW)).toBe("fresh");
  expect(codeOf(ticket, NOW + 10_999)).toBe(shown);
  expect(codeOf(ticket, NOW + 11_000)).not.toBe(shown);
  expect(secondsToNextCode(NOW)).toBe(11);
});

test("a printed ticket keeps its code, and one without its signed part has none", async () => {
  const printed = await kept("printed");
  expect(codeOf(printed, NOW)).toBe(codeOf(printed, NOW + 60_000));
  expect(codeOf({ ...printed, staticPart: null }, NOW)).toBeNull();
});
