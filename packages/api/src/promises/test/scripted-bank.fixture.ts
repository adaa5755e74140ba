import type { PaymentProvider, PaymentSession } from "../../integrations/stripe/index.ts";
import type { Dice } from "../../seed/dice.ts";

type RefundStatus = "succeeded" | "pending" | "failed";

interface BankRefund {
  readonly amountMinor: number;
  readonly currency: string;
  status: RefundStatus;
}

/**
 * A payment provider in memory that keeps a book of its own, in minor units by currency: what the house's ledger says
 * lies with the provider must be what this bank has. Refunds settle at once, later, or never, as the dice fall. `name`
 * keeps the ids of several banks apart.
 */
export function createScriptedBank(dice: Dice, name = "") {
  const sessions = new Map<string, PaymentSession>();
  const refunds = new Map<string, BankRefund>();
  const currencyOfIntent = new Map<string, string>();
  const book = new Map<string, number>();
  const move = (currency: string, amountMinor: number) => book.set(currency, (book.get(currency) ?? 0) + amountMinor);
  const sessionOf = (id: string): PaymentSession => {
    const session = sessions.get(id);
    if (!session) throw new Error(`The bank knows no session ${id}`);
    return session;
  };

  /** The buyer pays; a page that was paid or closed before takes the money all the same. */
  function pay(id: string): PaymentSession {
    const paymentIntentId = `pi_${name}${currencyOfIntent.size + 1}`;
    const paid: PaymentSession = { ...sessionOf(id), status: "complete", paid: true, paymentIntentId };
    currencyOfIntent.set(paymentIntentId, paid.currency);
    move(paid.currency, paid.amountMinor);
    sessions.set(id, paid);
    return paid;
  }

  /** What becomes of a refund at the bank: one that is under way ends either way, one that was settled may come back. */
  function turnRefund(id: string): void {
    const refund = refunds.get(id);
    if (!refund || refund.status === "failed") return;
    const before = refund.status;
    refund.status = before === "succeeded" || dice.next() < 0.3 ? "failed" : "succeeded";
    if (refund.status === "succeeded") move(refund.currency, -refund.amountMinor);
    else if (before === "succeeded") move(refund.currency, refund.amountMinor);
  }

  const payments: PaymentProvider = {
    async openPage({ orderId, currency, lines }) {
      const id = `cs_${name}${sessions.size + 1}`;
      const amountMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
      const url = `https://bank.example/${id}`;
      const money = { amountMinor, currency, paid: false, paymentIntentId: null, problem: null };
      sessions.set(id, { id, orderId, status: "open", url, ...money });
      return { outcome: "open", sessionId: id, url };
    },
    readSession: async (id) => sessionOf(id),
    async closePage(id) {
      const session = sessionOf(id);
      if (session.status === "open") sessions.set(id, { ...session, status: "expired" });
      return sessionOf(id);
    },
    async refund({ paymentIntentId, amountMinor }) {
      const currency = currencyOfIntent.get(paymentIntentId);
      if (!currency) throw new Error(`The bank knows no payment ${paymentIntentId}`);
      if (dice.next() < 0.1) return { outcome: "refused", reason: "insufficient_funds" };
      const id = `re_${name}${refunds.size + 1}`;
      const status = dice.of<RefundStatus>(["succeeded", "succeeded", "pending", "pending", "failed"]);
      refunds.set(id, { amountMinor, currency, status });
      if (status === "succeeded") move(currency, -amountMinor);
      return { outcome: "sent", id, status };
    },
    async readRefund(id) {
      const refund = refunds.get(id);
      if (!refund) throw new Error(`The bank knows no refund ${id}`);
      return { id, status: refund.status };
    },
    readEvent: () => Promise.reject(new Error("This bank sends no messages")),
    recentEvents: async () => [],
  };
  /** One of the refunds the bank has taken; undefined while there is none. */
  const someRefundId = () => (refunds.size === 0 ? undefined : `re_${name}${dice.int(1, refunds.size)}`);
  return { payments, pay, turnRefund, someRefundId, balance: (currency: string) => book.get(currency) ?? 0 };
}
