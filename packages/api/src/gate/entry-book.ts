import type { DoubleEntry, Scan, TicketUse } from "./merge-scans.ts";
import { compareScans, preferred, scanKey, useOfTicket } from "./merge-scans.ts";

/** All scans one gate knows of, with each ticket's standing kept current. Adding is idempotent and order is nothing. */
export interface EntryBook {
  /** Takes in scans; returns the ids of the tickets whose standing was worked out anew. */
  add(scans: Iterable<Scan>): string[];
  useOf(ticketId: string): TicketUse;
  /** Tickets that are inside a checkpoint, whatever their issue. */
  insideCount(checkpoint: string): number;
  doubles(): DoubleEntry[];
}

const UNUSED: TicketUse = { newestSerial: -1, inside: [], doubles: [] };

/** An empty book. `add` costs what the tickets named in it have scans, not what the book holds. */
export function createEntryBook(): EntryBook {
  const byKey = new Map<string, Scan>();
  const byTicket = new Map<string, Scan[]>();
  const uses = new Map<string, TicketUse>();
  const insideCounts = new Map<string, number>();
  const doubled = new Map<string, readonly DoubleEntry[]>();

  const take = (scan: Scan): string[] => {
    const key = scanKey(scan);
    const known = byKey.get(key);
    const kept = known ? preferred(known, scan) : scan;
    if (kept === known) return [];
    byKey.set(key, kept);
    if (known?.ticketId) {
      const own = byTicket.get(known.ticketId) ?? [];
      own.splice(own.indexOf(known), 1);
    }
    if (kept.ticketId) {
      const own = byTicket.get(kept.ticketId);
      if (own) own.push(kept);
      else byTicket.set(kept.ticketId, [kept]);
    }
    return [known?.ticketId, kept.ticketId].filter((ticketId) => typeof ticketId === "string");
  };

  const count = (use: TicketUse | undefined, by: 1 | -1) => {
    for (const checkpoint of new Set(use?.inside.map((scan) => scan.checkpoint))) {
      insideCounts.set(checkpoint, (insideCounts.get(checkpoint) ?? 0) + by);
    }
  };

  const settle = (ticketId: string) => {
    const scans = byTicket.get(ticketId) ?? [];
    const use = useOfTicket(ticketId, scans.sort(compareScans));
    count(uses.get(ticketId), -1);
    count(use, 1);
    uses.set(ticketId, use);
    if (use.doubles.length > 0) doubled.set(ticketId, use.doubles);
    else doubled.delete(ticketId);
  };

  return {
    add(scans) {
      const touched = new Set<string>();
      for (const scan of scans) for (const ticketId of take(scan)) touched.add(ticketId);
      for (const ticketId of touched) settle(ticketId);
      return [...touched];
    },
    useOf: (ticketId) => uses.get(ticketId) ?? UNUSED,
    insideCount: (checkpoint) => insideCounts.get(checkpoint) ?? 0,
    doubles: () => [...doubled.values()].flat(),
  };
}
