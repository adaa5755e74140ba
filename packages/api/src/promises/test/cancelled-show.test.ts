import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bought, buy, staffOf } from "../../testing/buyers.ts";
import { cancelPerformance, changesOf } from "../../changes/index.ts";
import { freeJobsOfDeadWorkers } from "../../jobs/index.ts";
import { reconcile } from "../../reconcile/reconcile.ts";
import type { RequestContext } from "../../services.ts";
import { openSmallHall, type SmallHall } from "../../testing/small-hall.ts";
import { createTestServices, type TestServices } from "../../testing/test-services.ts";
import { severalAtOnce } from "./purchases.fixture.ts";

const ORDERS = process.env.USHER_LONG ? 500 : 200;
let house: TestServices;
let hall: SmallHall;
let owner: RequestContext;
let workers: ChildProcess[] = [];

beforeAll(async () => {
  house = await createTestServices();
  hall = await openSmallHall(house.services, { standing: ORDERS });
  owner = await staffOf(house, hall.organizerId, "owner");
});
afterAll(async () => {
  for (const worker of workers) worker.kill("SIGKILL");
  await house?.close();
});

/** The worker's own process, as it is started in production. */
function startWorker(): ChildProcess {
  const file = join(import.meta.dirname, "../../jobs/worker.ts");
  const child = fork(file, { execArgv: [], env: { ...process.env, ...house.environment }, stdio: "ignore" });
  workers.push(child);
  return child;
}

async function kill(worker: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => worker.once("exit", resolve));
  worker.kill("SIGKILL");
  await ended;
  workers = workers.filter((one) => one !== worker);
}

const progress = async () => (await changesOf(owner, hall.eventId)).changes[0];
const done = async () => (await progress())?.orders.done;

/** Kills a worker as it comes to an order, which somebody else has in hand until then: so many are done, and the others are not. */
async function killAt(orderId: string, at: number): Promise<void> {
  await house.services.db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM "order" WHERE id = ${orderId}::uuid FOR UPDATE`;
      const worker = startWorker();
      await expect.poll(done, { timeout: 60_000, interval: 5 }).toBe(at);
      await kill(worker);
    },
    { timeout: 90_000 },
  );
  // What another worker would do after its grace of some seconds.
  expect(await freeJobsOfDeadWorkers(house.services, 0)).toBeLessThanOrEqual(1);
}

test(`a show with ${ORDERS} orders is cancelled while its worker is killed three times: all money back once, each told once`, async () => {
  const seats = Array.from({ length: ORDERS }, (_, at) => at);
  const bought: Bought[] = await severalAtOnce(seats, 8, (seat) => buy(house, hall.performanceId, [seat]));
  await house.runJobs();
  await house.mail.control.clear();
  const { performanceId } = hall;
  await cancelPerformance(owner, { performanceId, reason: "The singer is ill", requestKey: randomUUID() });
  const inOrder = bought.map(({ orderId }) => orderId).sort();
  for (const share of [0.1, 0.4, 0.8]) await killAt(inOrder[ORDERS * share] ?? "", ORDERS * share);
  startWorker();
  const settled = async () => (await progress())?.refunds.succeeded;
  await expect.poll(settled, { timeout: 120_000, interval: 200 }).toBe(ORDERS);
  const letters = () => house.mail.control.messages({}).filter(({ subject }) => subject.startsWith("Cancelled"));
  // A worker that dies between the mail server's yes and its own mark sends a letter again as the same message: mail programs know the repeat by its id.
  const told = () => new Map(letters().map(({ headers, to }) => [headers["message-id"], to.join()]));
  await expect.poll(() => told().size, { timeout: 120_000, interval: 200 }).toBe(ORDERS);

  expect(await progress()).toMatchObject({
    orders: { total: ORDERS, done: ORDERS },
    refunds: { count: ORDERS, failed: 0 },
  });
  const orders = await house.services.db.order.findMany({ include: { refunds: true } });
  expect(
    orders.map(({ status, totalMinor, refunds }) => [status, refunds.map((one) => one.amountMinor), totalMinor]),
  ).toEqual(orders.map(({ totalMinor }) => ["refunded", [totalMinor], totalMinor]));
  // The bank has given each back once, too.
  expect(house.stripe.control.summary().counts.refunds).toBe(ORDERS);
  expect(new Set(orders.map(({ refunds }) => refunds[0]?.providerRefundId)).size).toBe(ORDERS);
  expect([...told().values()].sort()).toEqual(bought.map(({ email }) => email).sort());
  expect(await reconcile(house.services)).toEqual([]);
}, 300_000);
