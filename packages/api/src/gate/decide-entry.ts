import type { DecodedCode, Freshness } from "../tickets/codes.ts";
import {
  bytesOfUuid,
  readCode,
  STEP_MILLISECONDS,
  ticketSecret,
  verifyFreshness,
  verifySignature,
} from "../tickets/codes.ts";
import { createEntryBook } from "./entry-book.ts";
import type { EntryList } from "./entry-list.ts";
import { findId, openEntryList } from "./entry-list.ts";
import { checkpointAt, dayAt } from "./gate-days.ts";
import type { Gate, GateBundle, GateDesk, Named, Revocation, Verdict } from "./entry-verdict.ts";
import type { DoubleEntry, Scan } from "./merge-scans.ts";

export type { EntryList, ListedTicket } from "./entry-list.ts";
export { openEntryList, packEntryList, packTicketIds } from "./entry-list.ts";
export type { Gate, GateBundle, GateDesk, Named, Passing, Revocation, Verdict } from "./entry-verdict.ts";
export type { DoubleEntry, Scan, TicketUse } from "./merge-scans.ts";
export { compareScans, findDoubles, mergeScans, scanKey, useOfTicket, useOfTickets } from "./merge-scans.ts";

/**
 * Opens a gate. It decides offline and alone, from its bundle and what it is told later. Throws for a bundle that is
 * damaged (a list cut short, keys of a wrong length). Isomorphic: no Node, no DOM.
 */
export function createGateDesk(bundle: GateBundle): GateDesk {
  return new Desk(bundle);
}

/** What the changing part of a code says; `unknown` when this gate does not have the secret it was made with. */
type Proof = Freshness | "printed" | "unknown";

class Desk implements GateDesk {
  readonly #bundle: GateBundle;
  readonly #book = createEntryBook();
  readonly #liveFrom = new Map<string, number | null>();
  #list: EntryList;
  #listedAtMs: number;
  #clockOffsetMs: number;

  constructor(bundle: GateBundle) {
    for (const key of [...bundle.publicKeys.values(), ...bundle.gateSecrets.values()]) {
      if (key.length !== 32) throw new Error("A key in the gate's bundle is not 32 bytes long");
    }
    this.#bundle = bundle;
    this.#list = openEntryList(bundle.list);
    this.#listedAtMs = bundle.listedAtMs;
    this.#clockOffsetMs = bundle.clockOffsetMs;
    this.applyRevocations(bundle.revocations);
    this.applyScansOfOthers(bundle.scans);
  }

  async decide(text: string, nowMs: number, direction: "in" | "out" = "in"): Promise<Verdict> {
    const code = readCode(text);
    if (code.kind === "unreadable") return { kind: "UNREADABLE" };
    if (!this.#bundle.publicKeys.has(code.statement.keyId)) return { kind: "FORGED", why: "unknownKey" };
    if (!(await verifySignature(code, this.#bundle.publicKeys))) return { kind: "FORGED", why: "signature" };
    const named = this.#named(code.statement.ticketId, code.statement.serial);
    const proof = this.#proofOf(code, nowMs);
    return (
      this.#refusalOfPerformance(named, proof) ??
      this.#refusalOfIssue(named) ??
      this.#refusalOfAge(named, code, proof) ??
      this.#refusalOfDay(named, nowMs) ??
      this.#pass(named, direction, nowMs)
    );
  }

  decideByHand(ticketId: string, direction: "in" | "out" = "in", nowMs = Date.now()): Verdict {
    const { ticket } = this.#named(ticketId, 0);
    const newest = this.#book.useOf(ticketId).newestSerial;
    const serial = Math.max(ticket?.serial ?? 0, newest, this.#liveFrom.get(ticketId) ?? 0);
    const named: Named = { ticketId, serial, ticket };
    return (
      this.#refusalOfList(named) ??
      this.#refusalOfIssue(named) ??
      this.#refusalOfDay(named, nowMs) ??
      this.#pass(named, direction, nowMs)
    );
  }

  scanOf(verdict: Verdict, nowMs: number, nonce: string, idAccepted = false): Scan {
    const passes = verdict.kind === "WELCOME" || verdict.kind === "GOODBYE";
    const kind = passes ? verdict.direction : verdict.kind === "CHECK_ID" && idAccepted ? "in" : "refused";
    return {
      ...this.#ownLine(nowMs, nonce),
      ticketId: "ticketId" in verdict ? verdict.ticketId : null,
      serial: "serial" in verdict ? verdict.serial : 0,
      kind,
      undoes: null,
      verdict: verdict.kind,
    };
  }

  undoOf(scan: Scan, nowMs: number, nonce: string): Scan {
    const { ticketId, serial, verdict } = scan;
    return { ...this.#ownLine(nowMs, nonce), ticketId, serial, kind: "undo", undoes: scan.nonce, verdict };
  }

  #ownLine(nowMs: number, nonce: string) {
    const { deviceId, gate } = this.#bundle;
    const checkpoint = this.#checkpoint(nowMs);
    return { deviceId, nonce, checkpoint, gate: gate.name, atMs: nowMs + this.#clockOffsetMs };
  }

  record(scan: Scan): void {
    this.#book.add([scan]);
  }

  applyScansOfOthers(scans: Iterable<Scan>): DoubleEntry[] {
    return this.#book.add(scans).flatMap((ticketId) => this.#book.useOf(ticketId).doubles);
  }

  applyRevocations(revocations: Iterable<Revocation>): void {
    for (const { ticketId, liveFrom } of revocations) {
      const known = this.#liveFrom.get(ticketId);
      const strictest = known === null || liveFrom === null ? null : Math.max(known ?? 0, liveFrom);
      this.#liveFrom.set(ticketId, strictest);
    }
  }

  replaceList(list: Uint8Array, listedAtMs: number): void {
    this.#list = openEntryList(list);
    this.#listedAtMs = listedAtMs;
  }

  setClockOffset(clockOffsetMs: number): void {
    this.#clockOffsetMs = clockOffsetMs;
  }

  partyOf(ticketId: string, nowMs = Date.now()) {
    const place = this.#list.find(ticketId);
    if (place < 0) return [];
    return this.#list
      .partyOf(place)
      .map((ticket) => ({ ticket, inside: this.#inside(ticket.ticketId, nowMs).length > 0 }));
  }

  figures(nowMs = Date.now()) {
    return { inside: this.#book.insideCount(this.#checkpoint(nowMs)), doubles: this.#book.doubles() };
  }

  #named(ticketId: string, serial: number): Named {
    const place = this.#list.find(ticketId);
    return { ticketId, serial, ticket: place < 0 ? null : this.#list.ticketAt(place) };
  }

  /** Of a fair each day is a checkpoint of its own. */
  #checkpoint(nowMs: number): string {
    const { checkpoint, days = [] } = this.#bundle;
    return checkpointAt(checkpoint, days, nowMs + this.#clockOffsetMs);
  }

  #inside(ticketId: string, nowMs: number): Scan[] {
    const here = this.#checkpoint(nowMs);
    return this.#book.useOf(ticketId).inside.filter((scan) => scan.checkpoint === here);
  }

  #proofOf(code: DecodedCode, nowMs: number): Proof {
    if (!code.fresh) return "printed";
    const { ticketId, serial, secretVersion } = code.statement;
    const gateSecret = this.#bundle.gateSecrets.get(secretVersion);
    if (!gateSecret) return "unknown";
    return verifyFreshness(code, ticketSecret(gateSecret, ticketId, serial), nowMs + this.#clockOffsetMs);
  }

  /**
   * A signature alone says that the house issued the ticket, not for which performance. The list says it, and so does a
   * right changing part, since its secret belongs to the performance: a ticket sold after the list was written enters.
   */
  #refusalOfPerformance(named: Named, proof: Proof): Verdict | null {
    if (proof === "fresh" || proof === "stale") return null;
    if (proof === "forged" && named.ticket) return { kind: "FORGED", why: "changingPart" };
    return this.#refusalOfList(named);
  }

  #refusalOfList(named: Named): Verdict | null {
    if (named.ticket) return null;
    const id = bytesOfUuid(named.ticketId);
    const day = this.#bundle.otherDays.find(({ ticketIds }) => findId(ticketIds, id) >= 0);
    if (day) return { kind: "WRONG_DAY", day: day.name, ...named };
    return { kind: "NOT_THIS_EVENT", listedAtMs: this.#listedAtMs, ...named };
  }

  /** A ticket that is newer than the list has not said its days; it has proved to be of this fair. */
  #refusalOfDay(named: Named, nowMs: number): Verdict | null {
    const { days = [] } = this.#bundle;
    const part = named.ticket?.part;
    if (days.length === 0 || !part) return null;
    const today = dayAt(days, nowMs + this.#clockOffsetMs);
    return part.from <= today && today < part.to ? null : { kind: "WRONG_DAY", day: part.name, ...named };
  }

  /** Lower serials die by the list, by word from the house, and by a later issue having gone in. */
  #refusalOfIssue(named: Named): Verdict | null {
    const liveFrom = this.#liveFrom.get(named.ticketId);
    if (liveFrom === null) return { kind: "REVOKED", why: "refunded", ...named };
    const oldest = Math.max(liveFrom ?? 0, named.ticket?.serial ?? 0, this.#book.useOf(named.ticketId).newestSerial);
    return named.serial < oldest ? { kind: "REVOKED", why: "reissued", ...named } : null;
  }

  #refusalOfAge(named: Named, code: DecodedCode, proof: Proof): Verdict | null {
    if (!code.fresh || proof === "fresh") return null;
    const shownAtMs = code.fresh.step * STEP_MILLISECONDS;
    if (proof === "stale") return { kind: "CODE_OLD", why: "outOfStep", shownAtMs, ...named };
    const newest = Math.max(...this.#bundle.gateSecrets.keys());
    const why = code.statement.secretVersion > newest ? "gateBehind" : "secretRetired";
    return { kind: "CODE_OLD", why, shownAtMs, ...named };
  }

  #pass(named: Named, direction: "in" | "out", nowMs: number): Verdict {
    const inside = this.#inside(named.ticketId, nowMs);
    const earlierOwner = inside.find((scan) => scan.serial < named.serial) ?? null;
    if (direction === "out") return { kind: "GOODBYE", direction, earlierOwner, ...named };
    const entry = inside.find((scan) => scan.serial === named.serial);
    if (entry) return { kind: "ALREADY_USED", entry, ...named };
    const zone = named.ticket?.zone;
    if (zone !== undefined && !leadsTo(this.#bundle.gate, zone)) {
      return { kind: "WRONG_GATE", goTo: this.#bundle.gates.find((gate) => leadsTo(gate, zone)) ?? null, ...named };
    }
    return { kind: named.ticket?.nameCheck ? "CHECK_ID" : "WELCOME", direction, earlierOwner, ...named };
  }
}

function leadsTo(gate: Gate, zone: string): boolean {
  return gate.zones.length === 0 || gate.zones.includes(zone);
}
