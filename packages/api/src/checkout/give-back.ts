import type { Prisma, Tx } from "@usher/db";
import { Refusal } from "../errors.ts";
import { newId } from "../kernel/ids.ts";
import { enqueue } from "../kernel/jobs.ts";
import { type Posting, postTransaction } from "../ledger/index.ts";
import { advanceOrder } from "../orders/index.ts";
import type { Fulfilment } from "./fulfilment.ts";
import { grossOf } from "./price-lines.ts";
import { saleSide } from "./sale-postings.ts";

interface NewRefund {
  readonly order: { id: string; organizerId: string; currency: string };
  readonly paymentId: string;
  readonly amountMinor: number;
  readonly lines: readonly { orderLineId: string; amountMinor: number }[];
  readonly reason: string;
  readonly requestKey: string;
  readonly requestedById: string | null;
  /** What the money comes out of: debits that sum to the amount. */
  readonly from: readonly Posting[];
  readonly now: Date;
}

/** Accepts a refund: the debt stands in the ledger from now on, and a job hands it to the provider. */
export async function createRefund(tx: Tx, refund: NewRefund): Promise<string> {
  const id = newId();
  const { order, paymentId, amountMinor, lines, reason, requestKey, requestedById } = refund;
  await tx.refund.create({
    data: {
      id,
      orderId: order.id,
      organizerId: order.organizerId,
      paymentId,
      amountMinor,
      reason,
      requestKey,
      requestedById,
      lines: { createMany: { data: [...lines] } },
    },
  });
  const postings: Posting[] = [...refund.from, { account: "refundsPayable", amountMinor: -amountMinor }];
  const fact = { kind: "refundAccepted", sourceKey: `refund:${id}`, orderId: order.id, currency: order.currency };
  await postTransaction(tx, { ...fact, at: refund.now, postings });
  await enqueue(tx, "checkout.sendRefund", { refundId: id });
  return id;
}

const withLines = { lines: { include: { refundLine: true } }, payments: { orderBy: { capturedAt: "asc" } } } as const;
type PaidOrderRow = Prisma.OrderGetPayload<{ include: typeof withLines }>;
type PaidLine = PaidOrderRow["lines"][number];

export interface WantedBack {
  readonly orderId: string;
  /** Which lines, fees too; those that were given back before are passed over. */
  isWanted(line: PaidLine): boolean;
  readonly reason: string;
  readonly requestKey: string;
  readonly requestedById: string | null;
  /** What is kept of a seat's own price, less than all of it: it stays owed to the organizer. Nothing when left out. */
  readonly keptOf?: (seat: PaidLine) => number;
  /** Whether the seats go on sale again. Default: yes when not scanned and not started. */
  readonly resell?: boolean | undefined;
}

export interface GivenBack {
  readonly refundId: string;
  readonly order: PaidOrderRow;
  readonly amountMinor: number;
  /** What had been given back of the order before. */
  readonly givenMinor: number;
  readonly seats: readonly PaidLine[];
}

/** Takes the order for the caller's transaction: whoever gives back of it waits for whoever does. */
export async function lockForRefund(tx: Pick<Tx, "$executeRaw">, orderId: string): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM "order" WHERE id = ${orderId}::uuid FOR UPDATE`;
}

/**
 * Gives back lines of an order that the caller has locked: revocation, seats, ledger and refund commit together. null when
 * no seat of what is wanted is left to give back. Refuses ORDER_STEP_REFUSED when nothing was paid, ALREADY_REFUNDED.
 */
export async function giveBack(
  tx: Tx,
  fulfilment: Fulfilment,
  now: Date,
  { orderId, isWanted, keptOf = () => 0, resell, ...refund }: WantedBack,
): Promise<GivenBack | null> {
  const order = await tx.order.findUniqueOrThrow({ where: { id: orderId }, include: withLines });
  const [payment] = order.payments;
  if (order.status !== "paid" || !payment) throw new Refusal("ORDER_STEP_REFUSED", { from: order.status });
  const open = order.lines.filter((line) => line.refundLine === null);
  const wanted = open.filter(isWanted);
  const seats = wanted.filter((line) => line.kind === "seat");
  if (seats.length === 0) return null;
  await fulfilment.revoke(
    tx,
    seats.map(({ id }) => id),
    resell,
    now,
  );
  const lines = wanted
    .map((line) => ({ orderLineId: line.id, amountMinor: grossOf(line) - (line.kind === "seat" ? keptOf(line) : 0) }))
    .filter((line) => line.amountMinor > 0);
  const amountMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  const keptMinor = seats.reduce((sum, line) => sum + keptOf(line), 0);
  const from = saleSide(wanted, order.organizerId, 1).map((posting) =>
    posting.account === "organizerPayable" ? { ...posting, amountMinor: posting.amountMinor - keptMinor } : posting,
  );
  const refundId = await createRefund(tx, { ...refund, order, paymentId: payment.id, amountMinor, lines, from, now });
  if (wanted.length === open.length) await advanceOrder(tx, order.id, "everythingRefunded");
  const givenMinor = order.lines.reduce((sum, { refundLine }) => sum + (refundLine?.amountMinor ?? 0), 0);
  return { refundId, order, amountMinor, givenMinor, seats };
}
