import { enqueue } from "../kernel/jobs.ts";
import type { Services } from "../services.ts";
import { closeOrder } from "./close-order.ts";
import { confirmPayment } from "./confirm-payment.ts";
import type { Fulfilment } from "./fulfilment.ts";

interface ProviderEventRef {
  readonly id: string;
  readonly type: string;
  readonly objectId: string;
}

/**
 * Takes in what the provider told us: stored once by its id, with the job that re-reads the object. Order and repetition
 * therefore do not matter. Kinds that move nothing are stored and left alone.
 */
export async function takeProviderEvent(services: Services, event: ProviderEventRef): Promise<void> {
  await services.db.$transaction(async (tx) => {
    const written = await tx.providerEvent.createMany({
      data: [{ id: event.id, type: event.type, objectId: event.objectId, processedAt: services.clock.now() }],
      skipDuplicates: true,
    });
    if (written.count === 0) return;
    if (event.type.startsWith("checkout.session.")) {
      await enqueue(tx, "checkout.reconcileSession", { sessionId: event.objectId });
    } else if (event.type === "refund.updated" || event.type === "refund.failed") {
      await enqueue(tx, "checkout.reconcileRefund", { providerRefundId: event.objectId });
    }
  });
}

/** Re-reads a payment page and moves its order along: paid, or closed because the page is. */
export async function reconcileSession(services: Services, fulfilment: Fulfilment, sessionId: string): Promise<void> {
  const session = await services.payments.readSession(sessionId);
  if (!session.orderId) return;
  if (session.paid) return confirmPayment(services, fulfilment, session);
  if (session.status === "expired") {
    await services.db.paymentAttempt.updateMany({
      where: { sessionId, status: { in: ["opening", "open"] } },
      data: { status: "closed" },
    });
    await closeOrder(services, fulfilment, session.orderId);
  }
}

const POLLED_AFTER_SECONDS = 60;
const MOST_POLLED = 200;
/** Where the last turn of the poller that took in everything is written down, in seconds of the house's clock. */
const POLLED_UNTIL = "checkout.polledUntil";
/** A turn begins this long before the last one: clocks differ, and the provider lists what happened a little late. */
const OVERLAP_SECONDS = 15 * 60;
const FIRST_BACK_SECONDS = 3 * 24 * 3_600;
/** The provider forgets its events after thirty days. */
const KEPT_SECONDS = 30 * 24 * 3_600;

/**
 * Repairs what never arrived: takes in the provider's recent events, re-reads pages that have been open for a minute
 * without word, closes orders past their deadline and sends refunds that are stuck. Returns how many things it looked at.
 */
export async function pollProvider(services: Services, fulfilment: Fulfilment): Promise<number> {
  const nowMs = services.clock.nowMs();
  const taken = await takeMissedEvents(services, Math.floor(nowMs / 1_000));
  const silentSince = new Date(nowMs - POLLED_AFTER_SECONDS * 1_000);
  const open = await services.db.paymentAttempt.findMany({
    where: { status: "open", createdAt: { lt: silentSince }, sessionId: { not: null } },
    orderBy: { createdAt: "asc" },
    take: MOST_POLLED,
    select: { sessionId: true },
  });
  for (const { sessionId } of open) if (sessionId) await reconcileSession(services, fulfilment, sessionId);
  const late = await services.db.order.findMany({
    where: { status: { in: ["pendingPayment", "closing"] }, deadlineAt: { lt: new Date(nowMs) } },
    orderBy: { deadlineAt: "asc" },
    take: MOST_POLLED,
    select: { id: true },
  });
  for (const { id } of late) await closeOrder(services, fulfilment, id);
  const stuck = await services.db.refund.findMany({
    where: { status: "requested", createdAt: { lt: silentSince } },
    take: MOST_POLLED,
    select: { id: true },
  });
  for (const { id } of stuck) {
    await services.db.$transaction((tx) =>
      enqueue(tx, "checkout.sendRefund", { refundId: id }, { key: `refund:${id}` }),
    );
  }
  return taken + open.length + late.length + stuck.length;
}

/**
 * Takes in the provider's events since the last turn that did. What was told in the meantime says nothing of what was
 * not, so turns follow on turns and not on the newest message. Returns how many were new.
 */
async function takeMissedEvents(services: Services, nowSeconds: number): Promise<number> {
  const last = await services.db.setting.findUnique({ where: { name: POLLED_UNTIL } });
  const from = typeof last?.value === "number" ? last.value - OVERLAP_SECONDS : nowSeconds - FIRST_BACK_SECONDS;
  const events = await services.payments.recentEvents(Math.max(from, nowSeconds - KEPT_SECONDS));
  const known = await services.db.providerEvent.findMany({
    where: { id: { in: events.map(({ id }) => id) } },
    select: { id: true },
  });
  const knownIds = new Set(known.map(({ id }) => id));
  const missed = events.filter(({ id }) => !knownIds.has(id));
  for (const event of missed) await takeProviderEvent(services, event);
  const value = { name: POLLED_UNTIL, value: nowSeconds };
  await services.db.setting.upsert({ where: { name: value.name }, create: value, update: value });
  return missed.length;
}
