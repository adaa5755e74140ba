import { checkChain, organizersWithHistory } from "../accounts/index.ts";
import { readSnapshot } from "../availability/index.ts";
import type { Services } from "../services.ts";

/** What reconcile can find, by name. Each is a promise of the house that does not hold. */
export type DifferenceKind =
  | "seatSoldTwice"
  | "seatSoldWithoutTicket"
  | "ticketWithoutSeat"
  | "ticketOnUnpaidOrder"
  | "paidWithoutTickets"
  | "paidTotalDiffers"
  | "unpaidMoneyKept"
  | "ledgerUnbalanced"
  | "ledgerMissesPayment"
  | "ledgerMissesRefund"
  | "refundedBeyondPaid"
  | "claimWithoutOrder"
  | "claimPastBackstop"
  | "seatByteDiffers"
  | "historyBroken";

export interface Difference {
  readonly kind: DifferenceKind;
  /** The thing it was found at: an order, ticket, seat, transaction. */
  readonly at: string;
  readonly detail: string;
}

/** So many of a kind are named; there may be more. */
export const MOST_OF_A_KIND = 1_000;
const LONGEST_QUESTION_MS = 600_000;

interface Found {
  readonly at: string;
  readonly detail: string;
  /** Where its cause is to be looked for. */
  readonly orderId: string | null;
  readonly performanceId: string | null;
}

/** Narrows a question to what belongs to somebody: conditions on a row that says whose it is, and on seats (s), entries (e) and payments (p), which do not. */
interface Owned {
  readonly row: (column: string) => string;
  readonly seat: string;
  readonly entry: string;
  readonly payment: string;
}
const EVERYBODY: Owned = { row: () => "", seat: "", entry: "", payment: "" };
const OWN_ORDERS = `"order" own WHERE own.organizer_id = $1::uuid`;
const OWNER: Owned = {
  row: (column) => ` AND ${column} = $1::uuid`,
  seat: " AND s.performance_id IN (SELECT own.id FROM performance own WHERE own.organizer_id = $1::uuid)",
  entry: ` AND e.transaction_id IN (SELECT t.id FROM ledger_transaction t WHERE t.order_id IN (SELECT own.id FROM ${OWN_ORDERS}))`,
  payment: ` AND p.order_id IN (SELECT own.id FROM ${OWN_ORDERS})`,
};

/** Differences between an organizer's money, orders and tickets. The others are of the house. */
export const MATCH_KINDS = [
  "seatSoldTwice",
  "seatSoldWithoutTicket",
  "ticketWithoutSeat",
  "ticketOnUnpaidOrder",
  "paidWithoutTickets",
  "paidTotalDiffers",
  "unpaidMoneyKept",
  "ledgerUnbalanced",
  "ledgerMissesPayment",
  "ledgerMissesRefund",
  "refundedBeyondPaid",
  "claimWithoutOrder",
  "claimPastBackstop",
] as const satisfies readonly DifferenceKind[];
export type MatchKind = (typeof MATCH_KINDS)[number];

const ofOrder = (order: string) => `${order} AS "orderId", NULL::uuid AS "performanceId"`;
const ofPerformance = (performance: string) => `NULL::uuid AS "orderId", ${performance} AS "performanceId"`;

/** The questions put to Postgres, each a list of what is wrong. Grace covers work that is on its way. */
const QUESTIONS: Record<MatchKind, (owned: Owned) => string> = {
  seatSoldTwice: (
    owned,
  ) => `SELECT t.performance_id || ' ' || t.seat_index AS at, count(*) || ' valid tickets' AS detail, ${ofPerformance("t.performance_id")}
    FROM ticket t, generate_series(t.from_cell, t.to_cell - 1) AS cell
    WHERE t.status = 'valid'${owned.row("t.organizer_id")} GROUP BY t.performance_id, t.seat_index, cell HAVING count(*) > 1`,
  seatSoldWithoutTicket: (
    owned,
  ) => `SELECT s.performance_id || ' ' || s.seat_index AS at, 'sold to ' || coalesce(s.ticket_id::text, 'nobody') AS detail, ${ofPerformance("s.performance_id")}
    FROM seat_state s LEFT JOIN ticket t ON t.id = s.ticket_id AND t.status = 'valid'
      AND t.performance_id = s.performance_id LEFT JOIN performance p ON p.id = t.performance_id
      AND t.seat_index = s.seat_index / p.cell_count AND s.seat_index % p.cell_count BETWEEN t.from_cell AND t.to_cell - 1
    WHERE s.state = 2 AND p.id IS NULL${owned.seat}`,
  ticketWithoutSeat: (
    owned,
  ) => `SELECT t.id::text AS at, 'seat ' || t.seat_index || ' is not its own' AS detail, ${ofOrder("t.order_id")} FROM ticket t
    LEFT JOIN (SELECT s.ticket_id, count(*) AS seats FROM seat_state s WHERE s.state = 2${owned.seat} GROUP BY s.ticket_id) mine ON mine.ticket_id = t.id
    WHERE t.status = 'valid'${owned.row("t.organizer_id")} AND coalesce(mine.seats, 0) < t.to_cell - t.from_cell`,
  ticketOnUnpaidOrder: (
    owned,
  ) => `SELECT t.id::text AS at, 'order is ' || o.status AS detail, ${ofOrder("o.id")} FROM ticket t JOIN "order" o ON o.id = t.order_id
    WHERE t.status = 'valid' AND o.status <> 'paid'${owned.row("t.organizer_id")}`,
  paidWithoutTickets: (owned) => `SELECT o.id::text AS at, o.code AS detail, ${ofOrder("o.id")} FROM "order" o
    LEFT JOIN (SELECT t.order_id, count(*) AS tickets FROM ticket t WHERE true${owned.row("t.organizer_id")} GROUP BY t.order_id) t ON t.order_id = o.id
    LEFT JOIN (SELECT l.order_id, count(*) AS seats FROM order_line l WHERE l.kind = 'seat'${owned.row("l.organizer_id")} GROUP BY l.order_id) l ON l.order_id = o.id
    WHERE o.status = 'paid'${owned.row("o.organizer_id")} AND coalesce(t.tickets, 0) <> coalesce(l.seats, 0)`,
  paidTotalDiffers: (
    owned,
  ) => `SELECT o.id::text AS at, 'lines ' || coalesce(l.total, 0) || ', order ' || o.total_minor || ', first payment ' || coalesce(p.amount_minor::text, 'none') AS detail, ${ofOrder("o.id")}
    FROM "order" o
    LEFT JOIN (SELECT l.order_id, sum(l.net_minor + l.tax_minor) AS total FROM order_line l WHERE true${owned.row("l.organizer_id")} GROUP BY l.order_id) l ON l.order_id = o.id
    LEFT JOIN (SELECT DISTINCT ON (p.order_id) p.order_id, p.amount_minor FROM payment p WHERE true${owned.payment} ORDER BY p.order_id, p.captured_at, p.id) p ON p.order_id = o.id
    WHERE o.status = 'paid'${owned.row("o.organizer_id")} AND (coalesce(l.total, 0) <> o.total_minor OR p.amount_minor IS DISTINCT FROM o.total_minor)`,
  unpaidMoneyKept: (
    owned,
  ) => `SELECT o.id::text AS at, 'order is ' || o.status || ', ' || p.amount_minor || ' kept' AS detail, ${ofOrder("o.id")} FROM "order" o
    JOIN payment p ON p.order_id = o.id WHERE o.status IN ('pendingPayment', 'closing', 'expired', 'returning')${owned.row("o.organizer_id")}
    AND p.amount_minor > coalesce((SELECT sum(r.amount_minor) FROM refund r WHERE r.payment_id = p.id), 0)`,
  ledgerUnbalanced: (
    owned,
  ) => `SELECT e.transaction_id::text AS at, 'off by ' || sum(e.amount_minor) AS detail, ${ofOrder("(SELECT t.order_id FROM ledger_transaction t WHERE t.id = e.transaction_id)")}
    FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
    WHERE true${owned.entry}
    GROUP BY e.transaction_id, a.currency HAVING sum(e.amount_minor) <> 0`,
  ledgerMissesPayment: (
    owned,
  ) => `SELECT p.id::text AS at, p.amount_minor || ' ' || p.currency AS detail, ${ofOrder("p.order_id")} FROM payment p
    LEFT JOIN (SELECT t.source_key, sum(e.amount_minor) AS posted FROM ledger_account a JOIN ledger_entry e ON e.account_id = a.id
      JOIN ledger_transaction t ON t.id = e.transaction_id WHERE a.code = 'providerBalance'${owned.entry} GROUP BY t.source_key) b ON b.source_key = 'payment:' || p.id
    WHERE b.posted IS DISTINCT FROM p.amount_minor${owned.payment}`,
  ledgerMissesRefund: (
    owned,
  ) => `SELECT r.id::text AS at, r.amount_minor::text AS detail, ${ofOrder("r.order_id")} FROM refund r
    LEFT JOIN (SELECT t.source_key, sum(e.amount_minor) AS posted FROM ledger_account a JOIN ledger_entry e ON e.account_id = a.id
      JOIN ledger_transaction t ON t.id = e.transaction_id WHERE a.code = 'refundsPayable'${owned.entry} GROUP BY t.source_key) b ON b.source_key = 'refund:' || r.id
    WHERE b.posted IS DISTINCT FROM -r.amount_minor${owned.row("r.organizer_id")}`,
  refundedBeyondPaid: (
    owned,
  ) => `SELECT p.id::text AS at, 'refunds of ' || sum(r.amount_minor) || ' on ' || p.amount_minor AS detail, ${ofOrder("p.order_id")} FROM payment p
    JOIN refund r ON r.payment_id = p.id WHERE true${owned.row("r.organizer_id")} GROUP BY p.id HAVING sum(r.amount_minor) > p.amount_minor`,
  claimWithoutOrder: (
    owned,
  ) => `SELECT s.performance_id || ' ' || s.seat_index AS at, 'claimed by ' || s.order_id || ', ' || coalesce(o.status::text, 'no such order') AS detail,
      o.id AS "orderId", s.performance_id AS "performanceId"
    FROM seat_state s LEFT JOIN "order" o ON o.id = s.order_id
    WHERE s.order_id IS NOT NULL AND (o.id IS NULL OR o.status NOT IN ('pendingPayment', 'closing'))${owned.seat}`,
  claimPastBackstop: (
    owned,
  ) => `SELECT s.performance_id || ' ' || s.seat_index AS at, 'since ' || s.backstop_at AS detail,
      s.order_id AS "orderId", s.performance_id AS "performanceId" FROM seat_state s
    WHERE s.order_id IS NOT NULL AND s.backstop_at < now() - interval '2 minutes'${owned.seat}`,
};

/**
 * Compares money, orders, tickets, seats and the bytes in Redis, walks the chains of what organizers did, and names every difference. Reads only. A hundred
 * performances or a million orders alike: each question is one statement, and history is read a thousand entries at a time.
 */
export async function reconcile(services: Services): Promise<Difference[]> {
  const differences = await askAll(services);
  const built = await services.db.performance.findMany({
    where: { epoch: { gt: 0 } },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  for (const { id } of built) differences.push(...(await compareBytes(services, id)));
  for (const id of await organizersWithHistory(services.db)) differences.push(...(await brokenLinks(services, id)));
  return differences;
}

/** Every question, two at a time: a second core need not wait for the first. In the order of their kinds. */
async function askAll(services: Services): Promise<Difference[]> {
  const answers: Difference[][] = [];
  const waiting = [...MATCH_KINDS.entries()];
  const ask = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [place, kind] = next;
      const found = await askPatiently(services, `${QUESTIONS[kind](EVERYBODY)} LIMIT ${MOST_OF_A_KIND}`);
      answers[place] = found.map(({ at, detail }) => ({ kind, at, detail }));
    }
  };
  await Promise.all([ask(), ask()]);
  return answers.flat();
}

/** Of one kind, what of an organizer's money, orders and tickets does not agree. Reads only. */
export async function differencesOf(services: Services, organizerId: string, kind: MatchKind): Promise<Found[]> {
  return askPatiently(services, `${QUESTIONS[kind](OWNER)} LIMIT ${MOST_OF_A_KIND}`, organizerId);
}

/** Nobody waits for these before a page: of many orders a question may take longer than a connection gives one. */
function askPatiently({ db }: Services, question: string, ...parameters: readonly string[]): Promise<Found[]> {
  return db.$transaction(
    async (tx) => {
      await tx.$executeRawUnsafe(`SET LOCAL statement_timeout = ${LONGEST_QUESTION_MS}`);
      return tx.$queryRawUnsafe<Found[]>(question, ...parameters);
    },
    { timeout: LONGEST_QUESTION_MS, maxWait: LONGEST_QUESTION_MS },
  );
}

const LINK_WORDS = {
  changed: "does not say what it said, or does not follow the one before",
  missing: "is gone",
  cutShort: "and what followed was cut off",
  headPutBack: "stands after the end: the head was put back",
  headDiffers: "is not the one that the head names",
} as const;

/** Entries of an organizer's history that were changed, taken out or cut off. */
async function brokenLinks({ db }: Services, organizerId: string): Promise<Difference[]> {
  const faults = await checkChain(db, organizerId, MOST_OF_A_KIND);
  return faults.map(({ kind, sequence }) => ({
    kind: "historyBroken",
    at: `${organizerId} ${sequence}`,
    detail: `entry ${sequence} ${LINK_WORDS[kind]}`,
  }));
}

/** Bytes that differ twice in a row with Postgres unchanged in between: what is merely on its way is no difference. */
async function compareBytes(services: Services, performanceId: string): Promise<Difference[]> {
  const first = await differingSeats(services, performanceId);
  if (first.size === 0) return [];
  await new Promise((resolve) => setTimeout(resolve, 300));
  const second = await differingSeats(services, performanceId);
  return [...second]
    .filter(([index, detail]) => first.get(index) === detail)
    .slice(0, MOST_OF_A_KIND)
    .map(([index, detail]) => ({ kind: "seatByteDiffers", at: `${performanceId} ${index}`, detail }));
}

async function differingSeats(services: Services, performanceId: string): Promise<Map<number, string>> {
  const { seats } = await readSnapshot(services, performanceId);
  const rows = await services.db.seatState.findMany({
    where: { performanceId },
    select: { seatIndex: true, state: true, orderId: true },
  });
  const byIndex = new Map(rows.map((row) => [row.seatIndex, row]));
  const differing = new Map<number, string>();
  for (let index = 0; index < seats.length; index++) {
    const byte = seats.charCodeAt(index);
    const row = byIndex.get(index);
    const state = row?.state ?? 0;
    const isHeld = (byte & 8) !== 0;
    // A hold that nobody is paying for is known to Redis alone; a claim must show, and a sold seat is held by nobody.
    const isRight = (byte & 3) === state && (row?.orderId ? isHeld : !isHeld || state <= 1);
    if (!isRight)
      differing.set(index, `byte ${String.fromCharCode(byte)}, state ${state}${row?.orderId ? ", claimed" : ""}`);
  }
  return differing;
}
