import type { Database } from "@usher/db";
import { type AuditLink, BEGINNING, type ChainEnd, type ChainFault, compareEnd, walkLinks } from "./audit-chain.ts";

/** Entries that are read at once. */
const PAGE = 1_000;

export interface ChainPage {
  readonly faults: readonly ChainFault[];
  /** The last place that was looked at; null when the whole chain was. */
  readonly checkedTo: number | null;
  /** Entries the chain has by its head. */
  readonly entries: number;
}

/**
 * Looks at one page of an organizer's chain after a place, and at its end with the last page. The head is read first and in one
 * glance with the last place, so what is added meanwhile is no fault.
 */
export async function checkChainPage(db: Database, organizerId: string, after = 0): Promise<ChainPage> {
  const { head, last } = await endsOf(db, organizerId);
  const from = after === 0 ? { sequence: 0, hash: BEGINNING } : await linkAt(db, organizerId, after);
  const links = await readLinks(db, organizerId, from.sequence, last);
  const { faults, end } = walkLinks(from, links);
  const isWhole = links.length < PAGE;
  // Its place may be the last one although it is not: then the next page is empty.
  const atEnd = isWhole ? compareEnd(end, head) : [];
  return { faults: [...faults, ...atEnd], checkedTo: isWhole ? null : end.sequence, entries: head.sequence };
}

/** The whole chain of an organizer, page by page: every fault of it, up to `most`. */
export async function checkChain(db: Database, organizerId: string, most = PAGE): Promise<ChainFault[]> {
  const faults: ChainFault[] = [];
  let after: number | null = 0;
  while (after !== null && faults.length < most) {
    const page: ChainPage = await checkChainPage(db, organizerId, after);
    faults.push(...page.faults);
    after = page.checkedTo;
  }
  return faults.slice(0, most);
}

/** Every organizer that has a history, or the end of one. */
export async function organizersWithHistory(db: Database): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT organizer_id::text AS id FROM audit_head UNION SELECT organizer_id::text FROM audit_entry ORDER BY id`;
  return rows.map(({ id }) => id);
}

async function endsOf(db: Database, organizerId: string): Promise<{ head: ChainEnd; last: number }> {
  const [ends] = await db.$queryRaw<{ sequence: number | null; hash: Uint8Array | null; last: number }[]>`
    SELECT h.sequence, h.hash, coalesce(e.last, 0) AS last
    FROM (SELECT max(sequence) AS last FROM audit_entry WHERE organizer_id = ${organizerId}::uuid) e
    LEFT JOIN audit_head h ON h.organizer_id = ${organizerId}::uuid`;
  return { head: { sequence: ends?.sequence ?? 0, hash: ends?.hash ?? BEGINNING }, last: ends?.last ?? 0 };
}

/** The entry at a place, or before it where there is none any more, to go on from. */
async function linkAt(db: Database, organizerId: string, place: number): Promise<ChainEnd> {
  const link = await db.auditEntry.findFirst({
    where: { organizerId, sequence: { lte: place } },
    orderBy: { sequence: "desc" },
    select: { sequence: true, hash: true },
  });
  return link ?? { sequence: 0, hash: BEGINNING };
}

async function readLinks(db: Database, organizerId: string, after: number, upTo: number): Promise<AuditLink[]> {
  const rows = await db.auditEntry.findMany({
    where: { organizerId, sequence: { gt: after, lte: upTo } },
    orderBy: { sequence: "asc" },
    take: PAGE,
  });
  return rows as AuditLink[];
}
