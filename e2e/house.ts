import { expect } from "@playwright/test";
import { openDatabase } from "@usher/db";
import { env } from "./env.ts";

/** The house as it stands behind the screens. Journeys change things through the screens; here is what no screen can do. */

/** The seeded database, to find things by what they are. */
export const db = openDatabase(env.DATABASE_URL, { poolSize: 2 });

/** Performances of an event that are on sale, soonest first. */
export async function performancesOnSale(slug: string) {
  const now = new Date();
  const found = await db.performance.findMany({
    where: { event: { slug }, status: "published", saleStartsAt: { lt: now }, saleEndsAt: { gt: now } },
    orderBy: { startsAt: "asc" },
    select: { id: true, currency: true, event: { select: { title: true } } },
  });
  return found.map(({ id, currency, event }) => ({
    id,
    currency,
    title: event.title,
    seatsPath: `/performances/${id}/seats`,
  }));
}

/** The last performance of an event that is on sale. */
export async function lastPerformance(slug: string) {
  const last = (await performancesOnSale(slug)).at(-1);
  if (!last) throw new Error(`Nothing of ${slug} is on sale`);
  return last;
}

/** The one order of an address. */
export async function orderOf(email: string) {
  const orders = await db.order.findMany({ where: { email }, include: { lines: true, tickets: true, attempts: true } });
  expect(orders).toHaveLength(1);
  const [order] = orders;
  if (!order) throw new Error(`No order of ${email}`);
  return order;
}

export async function expectOrderStatus(id: string, status: string): Promise<void> {
  await expect
    .poll(async () => (await db.order.findUnique({ where: { id } }))?.status, { timeout: 20_000 })
    .toBe(status);
}

/**
 * Lets an order's time be over: its deadline is moved into the past, and its closing is due now instead of then. With
 * `past`, so is the end of its payment page, after which a silent provider is waited for no longer.
 */
export async function endTimeOf(orderId: string, { past = false } = {}): Promise<void> {
  const gone = new Date(Date.now() - 1_000);
  const longGone = new Date(Date.now() - 3_600_000);
  await db.order.update({ where: { id: orderId }, data: { deadlineAt: gone, ...(past && { createdAt: longGone }) } });
  if (past) await db.paymentAttempt.updateMany({ where: { orderId }, data: { expiresAt: longGone } });
  await db.$executeRaw`SELECT graphile_worker.add_job('checkout.closeOrder', payload => ${JSON.stringify({ orderId })}::json,
    job_key => ${`close:${orderId}`}, run_at => now(), max_attempts => 25::smallint)`;
}

const ORDERS = {
  stop: ["stop", {}],
  start: ["start", {}],
  "hold news": ["webhooks", { value: "hold" }],
  behave: ["behave", {}],
} as const;

/** Tells the stand-in for the payment provider to stop, to start, to keep its news back, or to do as it should again. */
export async function tellProvider(order: keyof typeof ORDERS): Promise<void> {
  const [action, body] = ORDERS[order];
  await tellService("stripe", action, body);
}

/** Tells the search engine to stop, as if it were gone, or to start again. */
export function tellSearch(order: "stop" | "start"): Promise<void> {
  return tellService("meilisearch", order, {});
}

async function tellService(service: string, action: string, body: object): Promise<void> {
  const response = await fetch(`${env.LOCAL_CLOUD_URL}/api/control/${service}/${action}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${service}, ${action}: ${response.status} ${await response.text()}`);
}
