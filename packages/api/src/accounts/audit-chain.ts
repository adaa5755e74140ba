import { createHash } from "node:crypto";
import type { AuditValues } from "./audit-values.ts";

/** What an entry says, all of which its hash covers. */
export interface AuditFacts {
  readonly organizerId: string;
  /** 1, 2, 3 … within the organizer. */
  readonly sequence: number;
  readonly id: string;
  readonly personId: string | null;
  readonly action: string;
  readonly objectType: string;
  readonly objectId: string;
  readonly before: AuditValues;
  readonly after: AuditValues;
  readonly reason: string | null;
  readonly detail: AuditValues;
  readonly at: Date;
}

/** An entry as a link of its organizer's chain. Hashes are SHA-256, 32 bytes. */
export interface AuditLink extends AuditFacts {
  readonly previousHash: Uint8Array;
  readonly hash: Uint8Array;
}

/** Where a chain ends: the place and hash of its last entry. A chain without entries ends at 0, with `BEGINNING`. */
export interface ChainEnd {
  readonly sequence: number;
  readonly hash: Uint8Array;
}

/** What stands before the first entry: 32 zero bytes. */
export const BEGINNING: Uint8Array = new Uint8Array(32);

/**
 * The text of an entry that is hashed, the same for ever: a JSON array without spaces of the form's name, organizer,
 * sequence, id, person or null, action, kind of object, object, before, after, reason or null, detail, and the moment in UTC
 * with milliseconds ("2026-03-01T19:30:00.000Z"). Before, after and detail are flat objects whose names are sorted by UTF-16
 * code unit; strings and numbers are written as ECMAScript's JSON does.
 */
export function canonicalEntry(entry: AuditFacts): string {
  return JSON.stringify([
    "usher.audit/1",
    entry.organizerId,
    entry.sequence,
    entry.id,
    entry.personId,
    entry.action,
    entry.objectType,
    entry.objectId,
    sorted(entry.before),
    sorted(entry.after),
    entry.reason,
    sorted(entry.detail),
    entry.at.toISOString(),
  ]);
}

function sorted(values: AuditValues): AuditValues {
  // A name that is a whole number would come first whatever its place; paths begin with one of our own names, which are none.
  return Object.fromEntries(Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** An entry's hash: SHA-256 of the 32 bytes before it and its canonical text in UTF-8. */
export function hashEntry(previousHash: Uint8Array, entry: AuditFacts): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(previousHash).update(canonicalEntry(entry), "utf8").digest());
}

/** What can be wrong with a chain, and at which place it shows. */
export interface ChainFault {
  /**
   * changed: the entry no longer says what it said, or does not follow the one before. missing: there is none at this place.
   * cutShort: the chain ends before its head. headPutBack: there are entries after the head. headDiffers: the head is another entry's.
   */
  readonly kind: "changed" | "missing" | "cutShort" | "headPutBack" | "headDiffers";
  readonly sequence: number;
}

const areSame = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;

/**
 * Walks entries in the order of their places, from the end of what was walked before, and names every fault. Returns where
 * it ended, to go on from there.
 */
export function walkLinks(from: ChainEnd, links: readonly AuditLink[]): { faults: ChainFault[]; end: ChainEnd } {
  const faults: ChainFault[] = [];
  let end = from;
  for (const link of links) {
    const isNext = link.sequence === end.sequence + 1;
    for (let place = end.sequence + 1; place < link.sequence && faults.length < MOST_FAULTS; place++)
      faults.push({ kind: "missing", sequence: place });
    const follows = !isNext || areSame(link.previousHash, end.hash);
    const isAhead = link.sequence > end.sequence;
    if (!isAhead || !follows || !areSame(link.hash, hashEntry(link.previousHash, link)))
      faults.push({ kind: "changed", sequence: link.sequence });
    end = { sequence: link.sequence, hash: link.hash };
  }
  return { faults, end };
}

/** A gap may be as wide as numbers go; this many faults of a page say enough. */
const MOST_FAULTS = 1_000;

/** Compares where the entries end with where the head says that they do. */
export function compareEnd(end: ChainEnd, head: ChainEnd): ChainFault[] {
  if (end.sequence < head.sequence) return [{ kind: "cutShort", sequence: end.sequence + 1 }];
  if (end.sequence > head.sequence) return [{ kind: "headPutBack", sequence: head.sequence + 1 }];
  return areSame(end.hash, head.hash) ? [] : [{ kind: "headDiffers", sequence: head.sequence }];
}
