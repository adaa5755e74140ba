/**
 * What gates wrote down, put together. Scans are facts: a merge is the union of two sets, and everything else (who is in,
 * who came twice) is worked out from the whole set in one fixed order. So every order and partition of sync ends in the
 * same state, and repeating a sync changes nothing. Isomorphic: no Node, no DOM.
 */

/** One line of a gate's own book. Device and nonce together name it, for ever. */
export interface Scan {
  readonly deviceId: string;
  /** Chosen by the device, unique there. */
  readonly nonce: string;
  /** UUID, or null for a code that could not be read. */
  readonly ticketId: string | null;
  readonly serial: number;
  /** `undo` takes back the scan of the same device and ticket whose nonce is in `undoes`; `refused` is kept for the record only. */
  readonly kind: "in" | "out" | "undo" | "refused";
  readonly undoes: string | null;
  /** What the ticket was used for: the house itself, or an area inside it that counts for itself. */
  readonly checkpoint: string;
  /** The gate's name, to be said to the next who comes with this ticket. */
  readonly gate: string;
  /** Milliseconds since 1970 by the server's clock as the device believed it. */
  readonly atMs: number;
  /** The verdict shown, in its own word. */
  readonly verdict: string;
}

/** Two entries of which at most one was right. */
export interface DoubleEntry {
  readonly ticketId: string;
  readonly checkpoint: string;
  /** `sameIssue`: a copy of the code. `twoIssues`: an earlier owner's code and a later one's. */
  readonly why: "sameIssue" | "twoIssues";
  /** Ties are ordered by time, device and nonce, so each book names the same one first. */
  readonly first: Scan;
  readonly second: Scan;
}

/** How one ticket stands at the end of its scans. */
export interface TicketUse {
  /** Highest serial that went in anywhere; -1 for none. Lower ones are dead. */
  readonly newestSerial: number;
  /** Entries that are inside now, one for each checkpoint and serial. */
  readonly inside: readonly Scan[];
  readonly doubles: readonly DoubleEntry[];
}

/** A scan's name. */
export function scanKey(scan: Pick<Scan, "deviceId" | "nonce">): string {
  return JSON.stringify([scan.deviceId, scan.nonce]);
}

/** The order of scans that everyone agrees on: time, device, nonce. */
export function compareScans(a: Scan, b: Scan): number {
  return a.atMs - b.atMs || compareText(a.deviceId, b.deviceId) || compareText(a.nonce, b.nonce);
}

/**
 * The union of books, each scan once, in the agreed order. Commutative, associative and idempotent. Should one name
 * carry two contents, which no honest device does, the same one of the two is kept everywhere.
 */
export function mergeScans(...books: readonly Iterable<Scan>[]): Scan[] {
  const byKey = new Map<string, Scan>();
  for (const book of books) {
    for (const scan of book) {
      const key = scanKey(scan);
      const known = byKey.get(key);
      byKey.set(key, known ? preferred(known, scan) : scan);
    }
  }
  return [...byKey.values()].sort(compareScans);
}

/** Of two scans with one name, the one that all gates keep. */
export function preferred(a: Scan, b: Scan): Scan {
  return compareText(contentOf(a), contentOf(b)) <= 0 ? a : b;
}

/** Works out a ticket's standing from all its scans (others are passed over), which must be in the agreed order. */
export function useOfTicket(ticketId: string, scans: readonly Scan[]): TicketUse {
  const undone = new Set<string>();
  for (const scan of scans) {
    if (scan.kind === "undo" && scan.undoes !== null && scan.ticketId === ticketId) {
      undone.add(scanKey({ deviceId: scan.deviceId, nonce: scan.undoes }));
    }
  }
  let newestSerial = -1;
  const inside = new Map<string, Scan>();
  const doubles: DoubleEntry[] = [];
  for (const scan of scans) {
    if (scan.ticketId !== ticketId || undone.has(scanKey(scan))) continue;
    const place = JSON.stringify([scan.checkpoint, scan.serial]);
    if (scan.kind === "out") inside.delete(place);
    if (scan.kind !== "in") continue;
    newestSerial = Math.max(newestSerial, scan.serial);
    for (const first of inside.values()) {
      if (first.checkpoint !== scan.checkpoint) continue;
      const why = first.serial === scan.serial ? "sameIssue" : "twoIssues";
      doubles.push({ ticketId, checkpoint: scan.checkpoint, why, first, second: scan });
    }
    if (!inside.has(place)) inside.set(place, scan);
  }
  return { newestSerial, inside: [...inside.values()], doubles };
}

/** How every ticket of a merged book stands. */
export function useOfTickets(scans: readonly Scan[]): Map<string, TicketUse> {
  const uses = new Map<string, TicketUse>();
  for (const [ticketId, own] of scansByTicket(scans)) uses.set(ticketId, useOfTicket(ticketId, own));
  return uses;
}

/** Every double in a merged book, in the order of the second entry. */
export function findDoubles(scans: readonly Scan[]): DoubleEntry[] {
  const doubles = [...useOfTickets(scans).values()].flatMap((use) => use.doubles);
  return doubles.sort((a, b) => compareScans(a.second, b.second) || compareScans(a.first, b.first));
}

function scansByTicket(scans: readonly Scan[]): Map<string, Scan[]> {
  const byTicket = new Map<string, Scan[]>();
  for (const scan of scans) {
    if (scan.ticketId === null) continue;
    const own = byTicket.get(scan.ticketId);
    if (own) own.push(scan);
    else byTicket.set(scan.ticketId, [scan]);
  }
  return byTicket;
}

function contentOf(scan: Scan): string {
  const { deviceId, nonce, ticketId, serial, kind, undoes, checkpoint, gate, atMs, verdict } = scan;
  return JSON.stringify([deviceId, nonce, ticketId, serial, kind, undoes, checkpoint, gate, atMs, verdict]);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
