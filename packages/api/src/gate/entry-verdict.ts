import type { Bytes, PublicKeys } from "../tickets/codes.ts";
import type { ListedTicket } from "./entry-list.ts";
import type { GateDay } from "./gate-days.ts";
import type { DoubleEntry, Scan } from "./merge-scans.ts";

/** A door of the house, and the zones it leads to. */
export interface Gate {
  readonly name: string;
  /** How to get there: "Upper level, stairs to the right". */
  readonly directions: string;
  /** Zone names of the chart; empty for every zone. */
  readonly zones: readonly string[];
}

/** A ticket enters from this serial on; null for never again (refunded). The strictest one heard of a ticket counts. */
export interface Revocation {
  readonly ticketId: string;
  readonly liveFrom: number | null;
}

/** Everything a gate carries to decide alone. */
export interface GateBundle {
  readonly performanceId: string;
  readonly deviceId: string;
  /** This gate, and every gate of the house, to send people to the right one. */
  readonly gate: Gate;
  readonly gates: readonly Gate[];
  /** What is counted here: the house ("entrance") or an area inside it. A ticket enters each checkpoint once. */
  readonly checkpoint: string;
  /** Of a fair of several days; each counts for itself. */
  readonly days?: readonly GateDay[];
  readonly publicKeys: PublicKeys;
  /** Opened gate secrets by version (32 bytes); a retired one is left out. */
  readonly gateSecrets: ReadonlyMap<number, Bytes>;
  /** From `packEntryList`. */
  readonly list: Uint8Array;
  /** When the house wrote the list, ms since 1970. */
  readonly listedAtMs: number;
  /** Other days of the same event by the words for them ("Sun 15 Nov, 19:00"); ids from `packTicketIds`. */
  readonly otherDays: readonly { readonly name: string; readonly ticketIds: Uint8Array }[];
  readonly revocations: readonly Revocation[];
  readonly scans: readonly Scan[];
  /** The server's clock minus this device's, in ms. */
  readonly clockOffsetMs: number;
}

/** The ticket a verdict is about. */
export interface Named {
  readonly ticketId: string;
  readonly serial: number;
  /** null for a ticket that is newer than the gate's list; it has proved itself by its changing part. */
  readonly ticket: ListedTicket | null;
}

/** A ticket that may pass. */
export interface Passing extends Named {
  readonly direction: "in" | "out";
  /** An entry by an earlier owner's code, which the screen points out; the person before us is not refused for it. */
  readonly earlierOwner: Scan | null;
}

/**
 * What the gate says.
 *
 * - WELCOME, GOODBYE: pass. CHECK_ID: passes once somebody has looked; nothing may be written before.
 * - ALREADY_USED: `entry` says when, where, by which device.
 * - WRONG_GATE: good ticket, other door; `goTo` is null when no gate leads to the zone.
 * - WRONG_DAY: another day of this event, or of this fair. NOT_THIS_EVENT: signed by the house, but neither on this list nor of another
 *   day, as of `listedAtMs`.
 * - REVOKED: the money went back, or a later issue of the ticket (sold, passed on, printed again) has taken its place.
 * - CODE_OLD: `outOfStep`: a screenshot or a wrong clock, `shownAtMs` being when the code was shown by the phone's clock;
 *   `secretRetired`, `gateBehind`: phone or gate needs to hear from the house. Never "fake".
 * - UNREADABLE: no code of ours. FORGED: ours in form only; the screen says "not valid".
 */
export type Verdict =
  | ({ readonly kind: "WELCOME" | "GOODBYE" | "CHECK_ID" } & Passing)
  | ({ readonly kind: "ALREADY_USED"; readonly entry: Scan } & Named)
  | ({ readonly kind: "WRONG_GATE"; readonly goTo: Gate | null } & Named)
  | ({ readonly kind: "WRONG_DAY"; readonly day: string } & Named)
  | ({ readonly kind: "NOT_THIS_EVENT"; readonly listedAtMs: number } & Named)
  | ({ readonly kind: "REVOKED"; readonly why: "refunded" | "reissued" } & Named)
  | ({
      readonly kind: "CODE_OLD";
      readonly why: "outOfStep" | "secretRetired" | "gateBehind";
      readonly shownAtMs: number;
    } & Named)
  | { readonly kind: "UNREADABLE" }
  | { readonly kind: "FORGED"; readonly why: "signature" | "unknownKey" | "changingPart" };

/** One gate at work. Times are the device's own clock in ms; the desk corrects them. */
export interface GateDesk {
  /** Judges a code. Writes nothing: the app writes the scan to its store, then calls `record`, then asks again. */
  decide(text: string, nowMs: number, direction?: "in" | "out"): Promise<Verdict>;
  /** Judges a ticket that staff looked up by name or order, without its code. */
  decideByHand(ticketId: string, direction?: "in" | "out", nowMs?: number): Verdict;
  /** The line to write for a verdict. For CHECK_ID: call it when somebody pressed a button, with the answer. */
  scanOf(verdict: Verdict, nowMs: number, nonce: string, idAccepted?: boolean): Scan;
  /** The line that takes back an earlier one of this device. */
  undoOf(scan: Scan, nowMs: number, nonce: string): Scan;
  /** Takes in a scan of this gate; it is now part of every later verdict. A repeat changes nothing. */
  record(scan: Scan): void;
  /** Takes in what other gates (or this one, before a restart) wrote; returns the doubles of the tickets concerned. */
  applyScansOfOthers(scans: Iterable<Scan>): DoubleEntry[];
  applyRevocations(revocations: Iterable<Revocation>): void;
  replaceList(list: Uint8Array, listedAtMs: number): void;
  setClockOffset(clockOffsetMs: number): void;
  /** The other tickets of the same order and whether they are in: "1 of 2. The other ticket is not in yet." */
  partyOf(ticketId: string, nowMs?: number): { readonly ticket: ListedTicket; readonly inside: boolean }[];
  /** How many tickets are inside this checkpoint now, and every double known here. */
  figures(nowMs?: number): { readonly inside: number; readonly doubles: readonly DoubleEntry[] };
}
