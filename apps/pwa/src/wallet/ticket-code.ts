import { type Bytes, printedCode, rotatingCode, STEP_MILLISECONDS, stepAt } from "@usher/api/codes";
import type { WalletTicketView } from "@usher/api/contract";

/** The code to show at `nowMs`, the server's clock; null where the ticket has none (refunded, or its secrets erased). */
export function codeOf(ticket: WalletTicketView, nowMs: number): string | null {
  if (!ticket.staticPart) return null;
  if (ticket.mode === "printed") return printedCode(bytesOf(ticket.staticPart));
  return ticket.secret ? rotatingCode(bytesOf(ticket.staticPart), bytesOf(ticket.secret), nowMs) : null;
}

/** Seconds until the code changes, with fractions. */
export function secondsToNextCode(nowMs: number): number {
  return ((stepAt(nowMs) + 1) * STEP_MILLISECONDS - nowMs) / 1000;
}

function bytesOf(base64url: string): Bytes {
  const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
