import type { Tx } from "@usher/db";
import { newId } from "../../kernel/ids.ts";
import type { DifferenceKind } from "../../reconcile/reconcile.ts";
import type { Services } from "../../services.ts";

/** An order that a fault is planted in, with what hangs on it. Each order has one fault at most. */
export interface Victim {
  readonly id: string;
  readonly performanceId: string;
  readonly seatIndex: number;
  readonly paymentId: string | null;
  readonly refundId: string | null;
}

export interface Expected {
  readonly kind: DifferenceKind;
  readonly at: string;
}

/** Which orders a fault can be planted in. */
type Kind = "paid" | "expired" | "refunded";

interface Fault {
  readonly in: Kind;
  /** Breaks something as a broken program, a hand or a disk would, and says all that reconcile has to find of it. */
  plant(tx: Tx, victim: Victim): Promise<Expected[]>;
}

const place = ({ performanceId, seatIndex }: Victim) => `${performanceId} ${seatIndex}`;

const ticketIds = async (tx: Tx, { id }: Victim) =>
  (await tx.ticket.findMany({ where: { orderId: id }, select: { id: true } })).map((ticket) => ticket.id);

async function takeSeats(tx: Tx, victim: Victim): Promise<string[]> {
  const ids = await ticketIds(tx, victim);
  await tx.seatState.deleteMany({ where: { ticketId: { in: ids } } });
  return ids;
}

async function takeFromLedger(tx: Tx, sourceKey: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM ledger_entry e USING ledger_transaction t
    WHERE t.id = e.transaction_id AND t.source_key = ${sourceKey}`;
  await tx.$executeRaw`DELETE FROM ledger_transaction WHERE source_key = ${sourceKey}`;
}

const addTo = (tx: Tx, sourceKey: string, account: string, amountMinor: number) =>
  tx.$executeRaw`UPDATE ledger_entry e SET amount_minor = e.amount_minor + ${amountMinor}::bigint
    FROM ledger_transaction t, ledger_account a
    WHERE t.id = e.transaction_id AND a.id = e.account_id AND t.source_key = ${sourceKey} AND a.code = ${account}`;

/** Thirteen kinds of what reconcile can find. Bytes in Redis and history have tests of their own. */
export const FAULTS: Readonly<Partial<Record<DifferenceKind, Fault>>> = {
  seatSoldTwice: {
    in: "paid",
    // The second ticket has a line of its own that costs nothing, and no seat: that it has none is found, too.
    async plant(tx, victim) {
      const where = { orderId: victim.id, seatIndex: victim.seatIndex };
      const line = await tx.orderLine.findFirstOrThrow({ where: { ...where, kind: "seat" } });
      const ticket = await tx.ticket.findFirstOrThrow({ where });
      const [lineId, id] = [newId(), newId()];
      await tx.orderLine.create({ data: { ...line, id: lineId, netMinor: 0, taxMinor: 0 } });
      await tx.ticket.create({ data: { ...ticket, id, orderLineId: lineId } });
      return [
        { kind: "seatSoldTwice", at: place(victim) },
        { kind: "ticketWithoutSeat", at: id },
      ];
    },
  },
  seatSoldWithoutTicket: {
    in: "paid",
    async plant(tx, victim) {
      const where = { orderId: victim.id, seatIndex: victim.seatIndex };
      await tx.ticket.updateMany({ where, data: { status: "refunded" } });
      return [{ kind: "seatSoldWithoutTicket", at: place(victim) }];
    },
  },
  ticketWithoutSeat: {
    in: "paid",
    plant: async (tx, victim) =>
      (await takeSeats(tx, victim)).map((id): Expected => ({ kind: "ticketWithoutSeat", at: id })),
  },
  ticketOnUnpaidOrder: {
    in: "paid",
    async plant(tx, victim) {
      await tx.order.update({ where: { id: victim.id }, data: { status: "refunded" } });
      return (await ticketIds(tx, victim)).map((id): Expected => ({ kind: "ticketOnUnpaidOrder", at: id }));
    },
  },
  paidWithoutTickets: {
    in: "paid",
    async plant(tx, victim) {
      await takeSeats(tx, victim);
      await tx.ticket.deleteMany({ where: { orderId: victim.id } });
      return [{ kind: "paidWithoutTickets", at: victim.id }];
    },
  },
  paidTotalDiffers: {
    in: "paid",
    async plant(tx, { id }) {
      await tx.order.update({ where: { id }, data: { totalMinor: { increment: 1 } } });
      return [{ kind: "paidTotalDiffers", at: id }];
    },
  },
  unpaidMoneyKept: {
    in: "paid",
    async plant(tx, victim) {
      await takeSeats(tx, victim);
      await tx.ticket.deleteMany({ where: { orderId: victim.id } });
      await tx.order.update({ where: { id: victim.id }, data: { status: "expired" } });
      return [{ kind: "unpaidMoneyKept", at: victim.id }];
    },
  },
  ledgerUnbalanced: {
    in: "paid",
    async plant(tx, { paymentId }) {
      const sourceKey = `payment:${paymentId}`;
      await addTo(tx, sourceKey, "organizerPayable", 1);
      const { id } = await tx.ledgerTransaction.findUniqueOrThrow({ where: { sourceKey } });
      return [{ kind: "ledgerUnbalanced", at: id }];
    },
  },
  ledgerMissesPayment: {
    in: "paid",
    async plant(tx, { paymentId }) {
      await takeFromLedger(tx, `payment:${paymentId}`);
      return [{ kind: "ledgerMissesPayment", at: String(paymentId) }];
    },
  },
  ledgerMissesRefund: {
    in: "refunded",
    async plant(tx, { refundId }) {
      await takeFromLedger(tx, `refund:${refundId}`);
      return [{ kind: "ledgerMissesRefund", at: String(refundId) }];
    },
  },
  refundedBeyondPaid: {
    in: "refunded",
    // The books say the same, and balance: what is wrong is that it is more than there was.
    async plant(tx, { refundId, paymentId }) {
      await tx.refund.update({ where: { id: String(refundId) }, data: { amountMinor: { increment: 1 } } });
      await addTo(tx, `refund:${refundId}`, "refundsPayable", -1);
      await addTo(tx, `refund:${refundId}`, "organizerPayable", 1);
      return [{ kind: "refundedBeyondPaid", at: String(paymentId) }];
    },
  },
  claimWithoutOrder: {
    in: "expired",
    async plant(tx, victim) {
      await claim(tx, victim, victim.id, 600_000);
      return [{ kind: "claimWithoutOrder", at: place(victim) }];
    },
  },
  claimPastBackstop: {
    in: "expired",
    async plant(tx, victim) {
      await tx.order.update({ where: { id: victim.id }, data: { status: "pendingPayment" } });
      await claim(tx, victim, victim.id, -600_000);
      return [{ kind: "claimPastBackstop", at: place(victim) }];
    },
  },
};

const claim = (tx: Tx, { performanceId, seatIndex }: Victim, orderId: string, backstopInMs: number) =>
  tx.seatState.create({
    data: {
      ...{ performanceId, seatIndex, state: 0, revision: 1, orderId, holdId: newId() },
      backstopAt: new Date(Date.now() + backstopInMs),
    },
  });

/** Orders of a status, in an order that the seed decides: no two of them share a place. */
async function victimsOf({ db }: Services, status: Kind, count: number, seed: number): Promise<Victim[]> {
  return db.$queryRaw<Victim[]>`
    SELECT o.id, l.performance_id AS "performanceId", l.seat_index AS "seatIndex", p.id AS "paymentId", r.id AS "refundId"
    FROM (SELECT id FROM "order" WHERE status = ${status}::"OrderStatus" ORDER BY md5(id::text || ${String(seed)}) LIMIT ${count}) o
    JOIN LATERAL (SELECT performance_id, seat_index FROM order_line WHERE order_id = o.id AND kind = 'seat' ORDER BY id LIMIT 1) l ON true
    LEFT JOIN payment p ON p.order_id = o.id LEFT JOIN refund r ON r.order_id = o.id`;
}

/**
 * Plants `count` faults of all kinds in turn, each in an order of its own, and returns everything that reconcile has to find. The database's own
 * guards sleep meanwhile, as they do for what a disk does; so it is done to a database that is thrown away.
 */
export async function plantFaults(services: Services, count: number, seed: number): Promise<Expected[]> {
  const kinds = Object.values(FAULTS);
  const each = Math.ceil(count / kinds.length);
  const victims = { paid: [] as Victim[], expired: [] as Victim[], refunded: [] as Victim[] };
  for (const status of ["paid", "expired", "refunded"] as const) {
    const wanted = kinds.filter((fault) => fault.in === status).length * each;
    victims[status] = await victimsOf(services, status, wanted, seed);
    if (victims[status].length < wanted) throw new Error(`There are not ${wanted} orders that are ${status}`);
  }
  await services.db.$executeRawUnsafe("DROP INDEX ticket_one_valid_per_seat");
  const expected: Expected[] = [];
  for (let planted = 0; planted < count; planted++) {
    const fault = kinds[planted % kinds.length] as Fault;
    const victim = victims[fault.in].pop() as Victim;
    const found = await services.db.$transaction(async (tx) => {
      await tx.$executeRawUnsafe("SET LOCAL session_replication_role = replica");
      return fault.plant(tx, victim);
    });
    expected.push(...found);
  }
  return expected;
}
