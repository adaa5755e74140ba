import { type ChildProcess, fork } from "node:child_process";
import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSnapshot } from "../../availability/index.ts";
import { pollProvider } from "../../checkout/index.ts";
import { sweepHolds } from "../../holds/index.ts";
import { freeJobsOfDeadWorkers } from "../../jobs/index.ts";
import { newId } from "../../kernel/ids.ts";
import { reconcile } from "../../reconcile/reconcile.ts";
import { createDice } from "../../seed/dice.ts";
import type { Services } from "../../services.ts";
import { openSmallHall } from "../../testing/small-hall.ts";
import { createTestServices, type TestServices } from "../../testing/test-services.ts";
import { organizerSeatFulfilment as fulfilment } from "../../tickets/index.ts";
import { type Buying, goToPayment, workOff } from "./buying.fixture.ts";
import type { Assignment, Death, Told } from "./mortal-process.fixture.ts";
import { openWebhookDoor } from "./webhook-door.fixture.ts";

const IS_LONG = Boolean(process.env.USHER_LONG);
const SAMPLED = 1;
const SEATS = [3, 4];
const seed = Number(process.env.USHER_SEED ?? randomInt(2 ** 31));
const dice = createDice(seed);

let house: TestServices;
let services: Services;
let door: Awaited<ReturnType<typeof openWebhookDoor>>;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "usher-mortal-"));
  door = await openWebhookDoor();
  house = await createTestServices({ webhookUrl: door.url });
  services = house.services;
  await house.stripe.control.setWebhookMode({ kind: "drop" });
});
afterAll(async () => {
  await house?.close();
  await door?.close();
  await rm(folder, { recursive: true, force: true });
});

interface Mortal {
  readonly child: ChildProcess;
  readonly isReady: Promise<void>;
}

/** Starts a process that waits for its assignment: while one purchase is mended the next process gets ready. */
function startMortal(): Mortal {
  const env = { ...process.env, NODE_COMPILE_CACHE: folder };
  const child = fork(join(import.meta.dirname, "mortal-process.fixture.ts"), { execArgv: [], env });
  const isReady = new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", (code) => reject(new Error(`A process ended with ${code} before it began`)));
  });
  // One that is killed because nobody needs it has nobody who waits for it.
  isReady.catch(() => undefined);
  return { child, isReady };
}

async function newBuying(): Promise<Buying> {
  const { performanceId } = await openSmallHall(services);
  return {
    performanceId,
    seats: SEATS,
    buyerKey: randomBytes(18).toString("base64url"),
    email: `${newId()}@post.example`,
    requestIds: { hold: randomUUID(), extend: randomUUID(), start: randomUUID() },
    holdId: null,
    orderId: null,
    sessionId: null,
  };
}

interface Life {
  readonly steps: readonly string[];
  readonly end: "done" | "killed";
}

/** The buyer pays if they have not, and the provider tells it, one message after the other, to whoever is behind the door. */
async function payAndTell({ sessionId }: Buying): Promise<void> {
  const { control } = house.stripe;
  const session = control.sessions(200).find(({ id }) => id === sessionId);
  if (!session) throw new Error(`The provider has no page ${sessionId}`);
  if (session.payment_status !== "paid") control.paySession(session.id, { card: "success" });
  const intent = session.payment_intent;
  const news = control.events(50).filter(({ objectId }) => objectId === session.id || objectId === intent);
  for (const { id } of news.reverse()) await control.redeliver(id);
}

/** One purchase in a process of its own, which may die on its way. */
async function liveOnce({ child, isReady }: Mortal, buying: Buying, death: Death | null): Promise<Life> {
  await isReady;
  const steps: string[] = [];
  let isDone = false;
  child.on("message", (told: Told) => {
    if (told.kind === "step") steps.push(told.step);
    if (told.kind === "answer") Object.assign(buying, told.answer);
    if (told.kind === "done") isDone = true;
    if (told.kind !== "at payment") return;
    door.passOn(told.url);
    payAndTell(buying).then(
      () => child.connected && child.send("paid", () => undefined),
      () => undefined,
    );
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once("exit", (_code, signal) => resolve(signal)));
  const assignment: Assignment = { env: house.environment, nowMs: house.clock.nowMs(), buying, death };
  child.send(assignment);
  const signal = await ended;
  if (!isDone && signal !== "SIGKILL") throw new Error(`The process ended by itself after ${steps.at(-1)}`);
  return { steps, end: isDone ? "done" : "killed" };
}

/** What happens after a death: the browser repeats its request, the provider its messages, another worker takes over. */
async function goOn(buying: Buying, isFreed = true): Promise<void> {
  door.serve(services);
  await goToPayment(services, buying, () => undefined);
  await payAndTell(buying);
  if (isFreed) await freeJobsOfDeadWorkers(services, 0);
  await workOff(services);
  await sweepHolds(services, buying.performanceId);
  await pollProvider(services, fulfilment);
  await workOff(services);
}

/** Between the mail server's yes and our mark lies a moment: whoever dies in it leaves a letter that is sent again, as the same message. */
function isBetweenYesAndMark(steps: readonly string[], death: Death): boolean {
  const yes = steps.indexOf("send letter");
  const mark = steps.indexOf("sql commit", yes);
  const isAfterYes = death.index > yes || (death.index === yes && death.when === "after");
  return isAfterYes && (death.index < mark || (death.index === mark && death.when === "before"));
}

/** Everything that is not there exactly once. */
async function wrongWith(buying: Buying, mayRepeatLetter = false): Promise<string[]> {
  const { db } = services;
  const { buyerKey, performanceId, seats, email } = buying;
  const orders = await db.order.findMany({
    where: { buyerKey },
    include: { tickets: true, payments: true, refunds: true, attempts: true },
  });
  const [order] = orders;
  const pages = house.stripe.control.sessions(200).filter((page) => page.client_reference_id === order?.id);
  const charged = house.stripe.control.payments(200).filter(({ metadata }) => metadata.order_id === order?.id);
  const sales = await db.ledgerTransaction.findMany({ where: { orderId: order?.id ?? "" } });
  const letters = house.mail.control.messages({ to: email });
  const jobs = await db.$queryRaw<{ name: string }[]>`
    SELECT t.identifier AS name FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    WHERE (j.payload->>'orderId' = ${order?.id} OR j.payload->>'performanceId' = ${performanceId}
      OR j.payload->>'sessionId' = ${buying.sessionId}) AND t.identifier <> 'checkout.closeOrder'`;
  const bytes = (await readSnapshot(services, performanceId)).seats;
  const holds = await services.redis.client.hlen(`${services.redis.prefix}perf:{${performanceId}}:holds`);
  const facts: [string, unknown, unknown][] = [
    ["orders", orders.map(({ status }) => status), ["paid"]],
    ["attempts", order?.attempts.map(({ status }) => status), ["paid"]],
    ["pages at the provider", pages.map(({ payment_status }) => payment_status), ["paid"]],
    ["payments at the provider", charged.map(({ status }) => status), ["succeeded"]],
    ["payments", order?.payments.map(({ amountMinor }) => amountMinor), [order?.totalMinor]],
    ["refunds", order?.refunds.length, 0],
    ["tickets", order?.tickets.map((ticket) => ticket.seatIndex).sort(), seats],
    ["entries in the ledger", sales.map(({ kind }) => kind), ["sale"]],
    ["letters", new Set(letters.map(({ headers }) => headers["message-id"])).size, 1],
    ["mails", letters.length === 2 && mayRepeatLetter ? 1 : letters.length, 1],
    ["jobs left", jobs.map(({ name }) => name), []],
    ["bytes", seats.map((seat) => bytes[seat]), seats.map(() => "B")],
    ["holds left", holds, 0],
  ];
  const isRight = (is: unknown, must: unknown) => JSON.stringify(is) === JSON.stringify(must);
  return facts
    .filter(([, is, must]) => !isRight(is, must))
    .map(([what, is, must]) => `${what}: ${JSON.stringify(is)}, not ${JSON.stringify(must)}`);
}

/** The list of steps of one purchase, read from the code as it runs undisturbed. What a house makes only once is made before. */
async function recordSteps(): Promise<readonly string[]> {
  const first = await newBuying();
  await goOn(first);
  expect(await wrongWith(first)).toEqual([]);
  const buying = await newBuying();
  const { steps } = await liveOnce(startMortal(), buying, null);
  expect(await wrongWith(buying)).toEqual([]);
  return steps;
}

/** Steps that there must be, each found as the first of its name after the one before it. */
const LANDMARKS = [
  "redis hold-seats",
  "redis extend-hold",
  "redis claim-hold",
  "sql insert order",
  "sql insert seat_state",
  "sql commit",
  "sql insert payment_attempt",
  "sql commit",
  "provider open page",
  "sql update payment_attempt",
  "sql insert provider_event",
  "sql enqueue checkout.reconcileSession",
  "sql commit",
  "sql take job",
  "sql insert payment",
  "sql insert ledger_transaction",
  "sql insert ticket",
  "sql update seat_state",
  "sql commit",
  "sql end job",
  "redis settle-seats",
  "send letter",
  "sql update letter",
  "sql commit",
  "tell live page",
  "sql end job",
] as const;

function landmarksIn(steps: readonly string[]): number[] {
  let from = 0;
  return LANDMARKS.map((name) => {
    const index = steps.indexOf(name, from);
    expect(index, `${name} after step ${from} of ${steps.join(", ")}`).toBeGreaterThanOrEqual(0);
    from = index + 1;
    return index;
  });
}

/** Those at which every run dies: where one system has been told and the next has not. */
const ALWAYS: readonly string[] = [
  "redis hold-seats",
  "redis claim-hold",
  "sql commit",
  "provider open page",
  "sql take job",
  "send letter",
];

/**
 * Before and after a step. The last job ends while the next is looked for and not found, so after any of these steps nothing may be left
 * to die in: the process has told that it is done by then.
 */
const deathsAt = (steps: readonly string[], index: number): Death[] => {
  const lastDeed = steps.findLastIndex((step) => !/^sql (end|take) job$/.test(step));
  const moments = index <= lastDeed ? (["before", "after"] as const) : (["before"] as const);
  return moments.map((when) => ({ index, step: steps[index] ?? "", when }));
};

/** All deaths there are; or, small, one at each of the landmarks of always and some others. */
function chooseDeaths(steps: readonly string[]): Death[] {
  const landmarks = landmarksIn(steps);
  if (IS_LONG) return steps.flatMap((_, index) => deathsAt(steps, index));
  const others = Array.from({ length: SAMPLED }, () => dice.int(0, steps.length - 1));
  const always = landmarks.filter((index) => ALWAYS.includes(steps[index] ?? ""));
  return [...always, ...others].map((index) => dice.of(deathsAt(steps, index)));
}

let recorded: readonly string[] = [];

test(`a process killed at ${IS_LONG ? "every step" : "the main steps"} from hold to ticket leaves nothing half done and nothing done twice (seed ${seed})`, async () => {
  recorded = await recordSteps();
  const deaths = chooseDeaths(recorded);
  const covered = new Set<number>();
  let next = startMortal();
  try {
    for (const [turn, death] of deaths.entries()) {
      const mortal = next;
      const buying = await newBuying();
      const life = await liveOnce(mortal, buying, death);
      if (turn + 1 < deaths.length) next = startMortal();
      const told = `seed ${seed}: killed ${death.when} step ${death.index}, ${death.step}`;
      expect(life.end, told).toBe("killed");
      const known = recorded.slice(0, death.index + 1);
      expect(life.steps.slice(0, known.length), told).toEqual(known);
      await goOn(buying).catch((cause: unknown) => {
        throw new Error(`${told}, and could not go on`, { cause });
      });
      expect(await wrongWith(buying, isBetweenYesAndMark(recorded, death)), told).toEqual([]);
      covered.add(death.index);
    }
  } finally {
    next.child.kill("SIGKILL");
  }
  if (IS_LONG) expect(covered.size).toBe(recorded.length);
  expect(await reconcile(services)).toEqual([]);
}, 7_200_000);

test("a house where nobody takes over the jobs of the dead is found out", async () => {
  const index = recorded.indexOf("sql take job");
  const death = { index, step: "sql take job", when: "after" } as const;
  const buying = await newBuying();
  expect((await liveOnce(startMortal(), buying, death)).end).toBe("killed");
  await goOn(buying, false);
  expect(await wrongWith(buying)).toContain('jobs left: ["checkout.reconcileSession"], not []');
  await goOn(buying);
  expect(await wrongWith(buying)).toEqual([]);
}, 60_000);
