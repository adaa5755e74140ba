import type { Tx } from "@usher/db";
import { Refusal } from "../errors.ts";
import type { PaymentPageRequest } from "../integrations/stripe/index.ts";
import { newId } from "../kernel/ids.ts";
import { enqueue } from "../kernel/jobs.ts";
import { formatMoney } from "../kernel/money.ts";
import { type SeatName, seatNameText } from "../seating/index.ts";
import type { Services } from "../services.ts";
import { raiseAlert } from "../orders/index.ts";
import { grossOf } from "./price-lines.ts";

/** The provider keeps a page at least 30 minutes; five more leave room for a slow first call. */
export const PAGE_LIFETIME_MS = 35 * 60_000;
/** How long after a page's own end the provider may stay silent before the seats are let go. */
export const BACKSTOP_AFTER_EXPIRY_MS = 2 * 60_000;
const MOST_ATTEMPTS = 20;
/** Whoever mistypes a card does it once or twice; whoever tries stolen ones goes on. */
const MANY_ATTEMPTS = 4;

interface Attempt {
  id: string;
  number: number;
  idempotencyKey: string;
  parameters: unknown;
  status: string;
  sessionUrl: string | null;
}

/**
 * The page where an order is paid: the open one if there is one, else a new attempt. The attempt is stored before the
 * provider is called, so a repeat sends the same parameters under the same key and cannot open a second page.
 * Refuses ORDER_STEP_REFUSED when the order no longer waits for money, PAYMENT_PROVIDER_AWAY when nobody answers.
 */
export async function openPaymentPage(services: Services, orderId: string) {
  const secondsLeft = async () => {
    const { deadlineAt } = await services.db.order.findUniqueOrThrow({
      where: { id: orderId },
      select: { deadlineAt: true },
    });
    return Math.max(0, Math.ceil((deadlineAt.getTime() - services.clock.nowMs()) / 1_000));
  };
  for (let round = 0; round < 3; round++) {
    const attempt = await services.db.$transaction((tx) => currentAttempt(tx, services, orderId));
    if (attempt.sessionUrl) return { orderId, paymentUrl: attempt.sessionUrl, secondsLeft: await secondsLeft() };
    const opened = await callProvider(services, attempt);
    if (opened === "unknown") throw new Refusal("PAYMENT_PROVIDER_AWAY");
    if (opened !== "refused") return { orderId, paymentUrl: opened.url, secondsLeft: await secondsLeft() };
  }
  throw new Refusal("PAYMENT_PROVIDER_AWAY");
}

/** Sends a stored attempt, for the first time or again, and writes down what became of it. */
export async function callProvider(
  services: Services,
  attempt: Attempt,
): Promise<{ sessionId: string; url: string } | "refused" | "unknown"> {
  const opened = await services.payments.openPage(attempt.parameters as PaymentPageRequest, attempt.idempotencyKey);
  if (opened.outcome === "unknown") return "unknown";
  if (opened.outcome === "refused") {
    await services.db.paymentAttempt.updateMany({
      where: { id: attempt.id, status: "opening" },
      data: { status: "refused" },
    });
    services.log.warn({ attemptId: attempt.id }, "payment page refused");
    return "refused";
  }
  await services.db.paymentAttempt.updateMany({
    where: { id: attempt.id, status: { in: ["opening", "open"] } },
    data: { status: "open", sessionId: opened.sessionId, sessionUrl: opened.url },
  });
  return { sessionId: opened.sessionId, url: opened.url };
}

async function currentAttempt(tx: Tx, services: Services, orderId: string): Promise<Attempt> {
  await tx.$executeRaw`SELECT 1 FROM "order" WHERE id = ${orderId}::uuid FOR UPDATE`;
  const order = await tx.order.findUniqueOrThrow({
    where: { id: orderId },
    include: { attempts: { orderBy: { number: "desc" } }, lines: true },
  });
  if (order.status !== "pendingPayment" || order.deadlineAt <= services.clock.now()) {
    throw new Refusal("ORDER_STEP_REFUSED", { from: order.status });
  }
  const live = order.attempts.find(({ status }) => status === "opening" || status === "open");
  if (live) return live;
  const number = (order.attempts[0]?.number ?? 0) + 1;
  if (number > MOST_ATTEMPTS) throw new Refusal("PAYMENT_PROVIDER_AWAY");
  const expiresAt = new Date(services.clock.nowMs() + PAGE_LIFETIME_MS);
  await moveBackstop(tx, orderId, new Date(expiresAt.getTime() + BACKSTOP_AFTER_EXPIRY_MS));
  const notice = await refundNotice(tx, order);
  const base = `${services.env.PWA_URL}${order.locale === "zh" ? "/zh" : ""}/orders/${orderId}`;
  const parameters: PaymentPageRequest = {
    orderId,
    orderCode: order.code,
    attemptNumber: number,
    email: order.email,
    locale: order.locale,
    currency: order.currency,
    lines: order.lines.map((line) => ({
      name: lineName(line, order.locale),
      amountMinor: grossOf(line),
    })),
    notice,
    successUrl: `${base}?paid=1`,
    cancelUrl: `${base}?cancelled=1`,
    expiresAt: Math.floor(expiresAt.getTime() / 1_000),
  };
  const attempt = {
    id: newId(),
    orderId,
    number,
    idempotencyKey: `order:${orderId}:${number}`,
    parameters: JSON.parse(JSON.stringify(parameters)),
    expiresAt,
  };
  await tx.paymentAttempt.create({ data: attempt });
  if (number >= MANY_ATTEMPTS) await raiseAlert(tx, { orderId, kind: "manyTries", at: services.clock.now() });
  // Whoever dies between this line and the provider's answer, the attempt is looked at again.
  await enqueue(tx, "checkout.closeOrder", { orderId }, { runAt: order.deadlineAt, key: `close:${orderId}` });
  return { ...attempt, status: "opening", sessionUrl: null };
}

/** What the provider's page and its receipt call a line. */
function lineName(line: SeatName & { kind: string; categoryName: string }, locale: string): string {
  const place = seatNameText(line, locale);
  if (line.kind !== "fee") return locale === "zh" ? `${line.categoryName}：${place}` : `${line.categoryName}: ${place}`;
  return locale === "zh" ? `服务费，${place}` : `Service fee, ${place}`;
}

/** A page that opens later also lives longer, and the claim must outlive it. */
async function moveBackstop(tx: Tx, orderId: string, backstopAt: Date): Promise<void> {
  await tx.$executeRaw`UPDATE seat_state SET backstop_at = ${backstopAt} WHERE order_id = ${orderId}::uuid AND backstop_at < ${backstopAt}`;
  await tx.orderHold.updateMany({ where: { orderId, backstopAt: { lt: backstopAt } }, data: { backstopAt } });
}

/** The refund rule in a sentence, as the payment page says it above its button. */
async function refundNotice(
  tx: Tx,
  order: { currency: string; locale: string; totalMinor: number; lines: readonly { performanceId: string }[] },
): Promise<string> {
  const performances = await tx.performance.findMany({
    where: { id: { in: [...new Set(order.lines.map((line) => line.performanceId))] } },
    select: { id: true, refundUntil: true, refundFeeMinor: true, venue: { select: { timeZone: true } } },
  });
  const isChinese = order.locale === "zh";
  const [only] = performances;
  if (performances.length !== 1 || !only?.refundUntil) {
    return isChinese ? "若演出取消，全额退款。" : "You get all of it back if the show is cancelled.";
  }
  const seats = order.lines.filter((line) => "kind" in line && line.kind === "seat").length;
  const back = formatMoney(Math.max(0, order.totalMinor - seats * only.refundFeeMinor), order.currency, order.locale);
  const day = new Intl.DateTimeFormat(order.locale, { day: "numeric", month: "long", timeZone: only.venue.timeZone });
  const until = day.format(only.refundUntil);
  return isChinese
    ? `${until}前改变主意可退${back}；若演出取消，全额退款。`
    : `Change your mind until ${until} and get ${back} back. All of it if the show is cancelled.`;
}
