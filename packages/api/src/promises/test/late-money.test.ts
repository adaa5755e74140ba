import { randomInt } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeOrder, pollProvider, reconcileSession } from "../../checkout/index.ts";
import { reconcile } from "../../reconcile/reconcile.ts";
import { createDice } from "../../seed/dice.ts";
import type { Services } from "../../services.ts";
import { createTestServices, type TestServices } from "../../testing/test-services.ts";
import { organizerSeatFulfilment as fulfilment } from "../../tickets/index.ts";
import { beginPurchase, createSeatDesk, type Purchase, severalAtOnce } from "./purchases.fixture.ts";
import { openWebhookDoor } from "./webhook-door.fixture.ts";

const PURCHASES = process.env.USHER_LONG ? 1_000 : 50;
const A_BATCH = 100;
const AT_ONCE = 8;
const PAID_TOGETHER = 10;
const MINUTE_MS = 60_000;
const seed = Number(process.env.USHER_SEED ?? randomInt(2 ** 31));
const dice = createDice(seed);

let house: TestServices;
let services: Services;
let door: Awaited<ReturnType<typeof openWebhookDoor>>;

beforeAll(async () => {
  door = await openWebhookDoor();
  house = await createTestServices({ webhookUrl: door.url });
  services = house.services;
  door.serve(services);
});
afterAll(async () => {
  await house?.close();
  await door?.close();
});

/** Whether somebody else has the seats by the time the money comes: bought them, is about to pay, or tries at that very moment. */
const RIVALS = ["nobody", "nobody", "nobody", "sold", "sold", "paying", "at once"] as const;
type Rival = (typeof RIVALS)[number];

interface LatePurchase extends Purchase {
  readonly rival: Rival;
}

/** An order whose page could not be closed: the provider was silent from the deadline until two minutes after the page's end. */
async function closeInSilence(purchases: readonly Purchase[]): Promise<void> {
  house.stripe.control.setFaults({ down: true });
  house.clock.advance(11 * MINUTE_MS);
  const closing = () => severalAtOnce(purchases, A_BATCH, ({ orderId }) => closeOrder(services, fulfilment, orderId));
  await closing();
  expect(await statusesOf(purchases)).toEqual(new Set(["closing"]));
  house.clock.advance(27 * MINUTE_MS);
  await closing();
  expect(await statusesOf(purchases)).toEqual(new Set(["expired"]));
  house.stripe.control.clearFaults();
  await house.runJobs();
}

async function statusesOf(purchases: readonly Purchase[]): Promise<Set<string>> {
  const ids = purchases.map(({ orderId }) => orderId);
  const orders = await services.db.order.findMany({ where: { id: { in: ids } }, select: { status: true } });
  return new Set(orders.map(({ status }) => status));
}

async function sellToRival(place: Purchase, isPaid: boolean): Promise<void> {
  const rival = await beginPurchase(services, { ...place, seats: [dice.of(place.seats)] });
  if (!isPaid) return;
  house.stripe.control.paySession(rival.sessionId, { card: "success" });
  await reconcileSession(services, fulfilment, rival.sessionId);
}

/** The provider takes the money after all. A tenth of its messages never come. */
async function payLate({ sessionId }: Purchase): Promise<void> {
  await house.stripe.control.setWebhookMode(dice.next() < 0.1 ? { kind: "drop" } : { kind: "normal" });
  house.stripe.control.paySession(sessionId, { card: "success", force: true });
}

type Outcome = "seats" | "money back" | "both" | "neither";

/** What the buyer has in the end: tickets by our book, money by the provider's. */
async function outcomeOf(purchase: Purchase): Promise<Outcome> {
  const { orderId, seats } = purchase;
  const tickets = await services.db.ticket.count({ where: { orderId, status: "valid" } });
  const payments = await services.db.payment.findMany({ where: { orderId } });
  const refunds = house.stripe.control.refunds(200);
  const paidBack = refunds
    .filter((refund) => refund.status === "succeeded")
    .filter((refund) => payments.some(({ paymentIntentId }) => paymentIntentId === refund.payment_intent))
    .reduce((sum, refund) => sum + refund.amount, 0);
  const paid = payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const [hasSeats, hasMoney] = [tickets === seats.length, paid > 0 && paidBack === paid];
  if (hasSeats && paidBack === 0) return "seats";
  if (hasMoney && tickets === 0) return "money back";
  return tickets > 0 || hasMoney ? "both" : "neither";
}

/** Some pay late together; half a minute at most may pass for the poller's turn, and half a minute for the work. */
async function payTogether(purchases: readonly LatePurchase[]): Promise<void> {
  const paidAtMs = performance.now();
  await severalAtOnce(purchases, AT_ONCE, async (purchase) => {
    const racing = purchase.rival === "at once" ? sellToRival(purchase, true).catch(() => undefined) : undefined;
    await payLate(purchase);
    await racing;
  });
  await house.stripe.control.deliveriesSettled(30_000);
  await house.runJobs();
  house.clock.advance(MINUTE_MS / 2);
  await pollProvider(services, fulfilment);
  await house.runJobs();
  expect(performance.now() - paidAtMs, `seed ${seed}: ms of work`).toBeLessThan(MINUTE_MS / 2);
}

/** One batch: closed in silence, half of the seats gone, all paid late. Answers what each buyer has a minute later. */
async function payBatchLate(count: number): Promise<{ purchase: LatePurchase; outcome: Outcome }[]> {
  const desk = createSeatDesk(services);
  const purchases: LatePurchase[] = [];
  for (let made = 0; made < count; made++) {
    const begun = await beginPurchase(services, await desk.nextSeats(dice.int(1, 3)));
    purchases.push({ ...begun, rival: dice.of(RIVALS) });
  }
  await closeInSilence(purchases);
  await severalAtOnce(
    purchases.filter(({ rival }) => rival === "sold" || rival === "paying"),
    AT_ONCE,
    (purchase) => sellToRival(purchase, purchase.rival === "sold"),
  );
  for (let from = 0; from < purchases.length; from += PAID_TOGETHER)
    await payTogether(purchases.slice(from, from + PAID_TOGETHER));
  return severalAtOnce(purchases, 1, async (purchase) => ({ purchase, outcome: await outcomeOf(purchase) }));
}

test(`of ${PURCHASES} who pay after their order was closed in silence each has the seats or the money within a minute (seed ${seed})`, async () => {
  const seen: { purchase: LatePurchase; outcome: Outcome }[] = [];
  for (let left = PURCHASES; left > 0; left -= A_BATCH) seen.push(...(await payBatchLate(Math.min(left, A_BATCH))));
  const tally = (rival: Rival) =>
    new Set(seen.filter(({ purchase }) => purchase.rival === rival).map(({ outcome }) => outcome));
  const told = `seed ${seed}`;
  expect(tally("nobody"), told).toEqual(new Set(["seats"]));
  expect(tally("sold"), told).toEqual(new Set(["money back"]));
  expect(tally("paying"), told).toEqual(new Set(["money back"]));
  for (const outcome of tally("at once")) expect(["seats", "money back"], told).toContain(outcome);
  expect(await reconcile(services), told).toEqual([]);
}, 1_800_000);

test("a buyer with seats and money, and one with neither, are found out", async () => {
  const [kept, returned] = await severalAtOnce([false, true], 1, async (isSold) => {
    const purchase = await beginPurchase(services, await createSeatDesk(services).nextSeats(1));
    await closeInSilence([purchase]);
    if (isSold) await sellToRival(purchase, true);
    await payLate(purchase);
    await reconcileSession(services, fulfilment, purchase.sessionId);
    await house.runJobs();
    return purchase;
  });
  if (!kept || !returned) throw new Error("Two purchases were made");
  expect([await outcomeOf(kept), await outcomeOf(returned)]).toEqual(["seats", "money back"]);
  const { paymentIntentId, amountMinor } = await services.db.payment.findFirstOrThrow({
    where: { orderId: kept.orderId },
  });
  await services.payments.refund({
    paymentIntentId,
    amountMinor,
    refundId: "planted",
    tries: 1,
    isKeyForgotten: false,
  });
  const [sent] = await services.db.refund.findMany({ where: { orderId: returned.orderId } });
  house.stripe.control.failRefund(sent?.providerRefundId ?? "");
  expect([await outcomeOf(kept), await outcomeOf(returned)]).toEqual(["both", "neither"]);
}, 60_000);
