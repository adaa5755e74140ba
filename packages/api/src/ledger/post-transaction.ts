import type { Tx } from "@usher/db";
import { newId } from "../kernel/ids.ts";

/** The house itself as an owner of accounts. */
export const HOUSE = "00000000-0000-0000-0000-000000000000";

/** Every account the house keeps. Assets grow by debits (positive), what is owed grows by credits (negative). */
export type AccountCode =
  /** Money at the payment provider. */
  | "providerBalance"
  /** What an organizer is owed for seats sold. */
  | "organizerPayable"
  /** The house's fees, without tax. */
  | "feeRevenue"
  /** Tax on those fees. */
  | "feeTaxPayable"
  /** Refunds that were accepted and have not left yet. */
  | "refundsPayable"
  /** Money that came for seats that were gone. */
  | "unappliedPayments";

export interface Posting {
  readonly account: AccountCode;
  /** The organizer it belongs to; the house when left out. */
  readonly ownerId?: string;
  /** Debit positive, credit negative. */
  readonly amountMinor: number;
}

/**
 * Writes one thing that happened to money, once: a source key that was posted before changes nothing and returns false.
 * Throws when the postings do not sum to zero; the database checks it again at commit.
 */
export async function postTransaction(
  tx: Tx,
  fact: {
    readonly kind: string;
    readonly sourceKey: string;
    readonly orderId: string | null;
    readonly currency: string;
    /** When it happened: the month that it is of. */
    readonly at: Date;
    readonly postings: readonly Posting[];
  },
): Promise<boolean> {
  const postings = fact.postings.filter((posting) => posting.amountMinor !== 0);
  const sum = postings.reduce((total, posting) => total + posting.amountMinor, 0);
  if (sum !== 0) throw new Error(`Ledger transaction ${fact.sourceKey} is off by ${sum}`);
  const transactionId = newId();
  const written = await tx.ledgerTransaction.createMany({
    data: [
      { id: transactionId, kind: fact.kind, sourceKey: fact.sourceKey, orderId: fact.orderId, occurredAt: fact.at },
    ],
    skipDuplicates: true,
  });
  if (written.count === 0) return false;
  const accounts = await accountsOf(tx, postings, fact.currency);
  const data = postings.map((posting) => {
    const accountId = accounts.get(nameOf(posting));
    if (!accountId) throw new Error(`No account ${nameOf(posting)} in ${fact.currency}`);
    return { id: newId(), transactionId, accountId, amountMinor: BigInt(posting.amountMinor), occurredAt: fact.at };
  });
  if (data.length > 0) await tx.ledgerEntry.createMany({ data });
  return true;
}

const nameOf = ({ account, ownerId = HOUSE }: Pick<Posting, "account" | "ownerId">) => `${account}/${ownerId}`;

/** The accounts of all postings in one statement; those that nobody posted to before are opened first. */
async function accountsOf(tx: Tx, postings: readonly Posting[], currency: string): Promise<Map<string, string>> {
  const keys = postings.map(({ account, ownerId = HOUSE }) => ({ code: account, ownerId, currency }));
  const find = async () => {
    const found = await tx.ledgerAccount.findMany({
      where: { OR: keys },
      select: { id: true, code: true, ownerId: true },
      take: keys.length,
    });
    return new Map(found.map(({ id, code, ownerId }) => [`${code}/${ownerId}`, id]));
  };
  const known = await find();
  const missing = keys.filter(({ code, ownerId }) => !known.has(`${code}/${ownerId}`));
  if (missing.length === 0) return known;
  await tx.ledgerAccount.createMany({ data: missing.map((key) => ({ id: newId(), ...key })), skipDuplicates: true });
  return find();
}

/** Balance of an account in minor units; 0 when nothing was ever posted to it. */
export async function accountBalance(
  tx: Tx,
  account: { code: AccountCode; ownerId?: string; currency: string },
): Promise<bigint> {
  const sum = await tx.ledgerEntry.aggregate({
    _sum: { amountMinor: true },
    where: { account: { code: account.code, ownerId: account.ownerId ?? HOUSE, currency: account.currency } },
  });
  return sum._sum.amountMinor ?? 0n;
}
