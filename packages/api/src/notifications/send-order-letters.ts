import type { JobPayloads } from "../kernel/jobs.ts";
import { formatMoney } from "../kernel/money.ts";
import type { Services } from "../services.ts";
import { letterLocale } from "./letters/frame.ts";
import { pageUrl, spokenCode } from "./letters/letter-words.ts";
import { orderReturnedLetter, ticketsRefundedLetter } from "./letters/money-back-letters.ts";
import { orderPaidLetter } from "./letters/order-paid-letter.ts";
import { ORDER_FOR_LETTER, occasionsOf, orderPaidFacts, performancesOf } from "./order-facts.ts";
import { sendLetter } from "./send-letter.ts";

/** Tells the buyer that the seats are theirs. It carries no code. */
export async function sendOrderPaidLetter(
  services: Services,
  { orderId, again }: JobPayloads["notifications.orderPaid"],
): Promise<void> {
  const order = await services.db.order.findUniqueOrThrow({ where: { id: orderId }, include: ORDER_FOR_LETTER });
  const locale = letterLocale(order.locale);
  const performances = await performancesOf(services, order.lines);
  const dedupeKey = again ? `order-paid:${orderId}:${again}` : `order-paid:${orderId}`;
  const intent = { dedupeKey, kind: "orderPaid", to: order.email };
  await sendLetter(services, intent, () =>
    orderPaidLetter(orderPaidFacts(services, order, performances, locale), locale),
  );
}

/** Tells the buyer that the money came too late for the seats and goes back. */
export async function sendOrderReturnedLetter(
  services: Services,
  { orderId }: JobPayloads["notifications.orderReturned"],
): Promise<void> {
  const order = await services.db.order.findUniqueOrThrow({ where: { id: orderId }, include: ORDER_FOR_LETTER });
  const locale = letterLocale(order.locale);
  const performances = await performancesOf(services, order.lines);
  const slug = performances[0]?.event.slug;
  const facts = {
    orderCode: spokenCode(order.code),
    occasions: occasionsOf(order.lines, performances, locale),
    amount: formatMoney(order.totalMinor, order.currency, locale),
    eventUrl: pageUrl(services.env.PWA_URL, locale, slug ? `/events/${slug}` : "/"),
  };
  const intent = { dedupeKey: `order-returned:${orderId}`, kind: "orderReturned", to: order.email };
  await sendLetter(services, intent, () => orderReturnedLetter(facts, locale));
}

/** Tells the buyer which tickets were taken back, and how much money is coming. */
export async function sendTicketsRefundedLetter(
  services: Services,
  { refundId, isAsked }: JobPayloads["notifications.ticketsRefunded"],
): Promise<void> {
  const refund = await services.db.refund.findUniqueOrThrow({
    where: { id: refundId },
    include: { order: { include: ORDER_FOR_LETTER }, lines: { select: { orderLineId: true } } },
  });
  const { order } = refund;
  const locale = letterLocale(order.locale);
  const refundedIds = new Set(refund.lines.map(({ orderLineId }) => orderLineId));
  const lines = order.lines.filter((line) => refundedIds.has(line.id));
  const performances = await performancesOf(services, lines);
  const facts = {
    orderCode: spokenCode(order.code),
    occasions: occasionsOf(lines, performances, locale),
    amount: formatMoney(refund.amountMinor, order.currency, locale),
    reason: isAsked ? null : refund.reason,
    orderUrl: pageUrl(services.env.PWA_URL, locale, `/orders/${order.id}`),
  };
  const intent = { dedupeKey: `tickets-refunded:${refundId}`, kind: "ticketsRefunded", to: order.email };
  await sendLetter(services, intent, () => ticketsRefundedLetter(facts, locale));
}
