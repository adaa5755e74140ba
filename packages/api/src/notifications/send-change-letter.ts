import type { JobPayloads } from "../kernel/jobs.ts";
import { formatMoney } from "../kernel/money.ts";
import type { Services } from "../services.ts";
import { performanceCancelledLetter, performanceMovedLetter } from "./letters/change-letters.ts";
import { type LetterLocale, letterLocale } from "./letters/frame.ts";
import { dayAt, pageUrl, spokenCode, timeAt } from "./letters/letter-words.ts";
import { ORDER_FOR_LETTER, occasionsOf, performancesOf } from "./order-facts.ts";
import { sendLetter } from "./send-letter.ts";

type Payload = JobPayloads["notifications.performanceMoved"];

/** Tells the buyer of an order that a performance it is for was cancelled, or moved to another time: once for each such change. */
export async function sendChangeLetter(services: Services, { changeId, orderId }: Payload): Promise<void> {
  const { change, refund } = await services.db.changedOrder.findUniqueOrThrow({
    where: { changeId_orderId: { changeId, orderId } },
    include: { change: true, refund: { include: { lines: true } } },
  });
  const order = await services.db.order.findUniqueOrThrow({ where: { id: orderId }, include: LETTER_PARTS });
  const locale = letterLocale(order.locale);
  const isBack = new Set(refund?.lines.map(({ orderLineId }) => orderLineId));
  const own = order.lines.filter(({ performanceId }) => performanceId === change.performanceId);
  // Of what is cancelled the tickets of this refund; of what is moved those that are still there.
  const lines = own.filter((line) => (change.kind === "cancelled" ? isBack.has(line.id) : line.refundLine === null));
  const [performance] = await performancesOf(services, lines);
  if (!performance) return;
  const common = {
    orderCode: spokenCode(order.code),
    occasions: occasionsOf(lines, [performance], locale),
    organizer: order.organizer.name,
    reason: change.reason,
    orderUrl: pageUrl(services.env.PWA_URL, locale, `/orders/${order.id}`),
  };
  const paidMinor = lines.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0);
  const amount = formatMoney(refund?.amountMinor ?? paidMinor, order.currency, locale);
  const at = (moment: Date) => momentAt(moment, performance.venue.timeZone, locale);
  const dedupeKey = `performance-${change.kind}:${changeId}:${orderId}`;
  if (change.kind === "cancelled") {
    const intent = { dedupeKey, kind: "performanceCancelled", to: order.email };
    return sendLetter(services, intent, () => performanceCancelledLetter({ ...common, amount }, locale));
  }
  const { startsBefore, startsAfter, answerUntil } = change;
  if (!startsAfter || !answerUntil) throw new Error(`Change ${changeId} says no time`);
  const facts = { ...common, amount, before: at(startsBefore), now: at(startsAfter), until: at(answerUntil) };
  await sendLetter(services, { dedupeKey, kind: "performanceMoved", to: order.email }, () =>
    performanceMovedLetter(facts, locale),
  );
}

const LETTER_PARTS = {
  ...ORDER_FOR_LETTER,
  lines: { ...ORDER_FOR_LETTER.lines, include: { refundLine: true } },
} as const;

function momentAt(moment: Date, timeZone: string, locale: LetterLocale): string {
  return `${dayAt(moment, timeZone, locale)}${locale === "zh" ? " " : ", "}${timeAt(moment, timeZone)}`;
}
