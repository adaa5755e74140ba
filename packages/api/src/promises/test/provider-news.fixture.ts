import { randomUUID } from "node:crypto";
import { pollProvider, reconcileSession, refundOrder } from "../../checkout/index.ts";
import type { Dice } from "../../seed/dice.ts";
import type { Services } from "../../services.ts";
import type { TestServices } from "../../testing/test-services.ts";
import { organizerSeatFulfilment as fulfilment } from "../../tickets/index.ts";
import { beginPurchase, createSeatDesk, type Purchase, severalAtOnce } from "./purchases.fixture.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const AT_ONCE = 8;
const LONGEST_DELAY_MS = 4 * DAY_MS;
const TIMES_TOLD = 5;
const NEVER_TOLD = 0.1;
const POLL_EVERY_MS = MINUTE_MS / 2;
/** News told between two turns of the worker. */
const BETWEEN_JOBS = 40;

/** What becomes of an order, each an own way of meeting the provider. */
export const LIVES = [
  "paid",
  "declined, then paid",
  "expired",
  "paid late",
  "paid late, seats gone",
  "a part refunded",
  "refunded",
  "refund settled a day later",
  "refund failed a day later",
  "refund came back",
] as const;
type Life = (typeof LIVES)[number];

const PAYS_IN_TIME = (life: Life) => life !== "expired" && !life.startsWith("paid late");
const REFUND_WAITS = (life: Life) => life.endsWith("a day later");

interface Twin extends Purchase {
  readonly life: Life;
  /** How the house hears of what happens to it: at once and in order, or five times, shuffled, late, or not at all. */
  readonly isDisordered: boolean;
}

/** What is left of an order in the end, by everything that the house and the buyer keep of it. */
export interface EndState {
  readonly [what: string]: unknown;
}

export interface NewsReport {
  readonly inOrder: readonly EndState[];
  readonly disordered: readonly EndState[];
  readonly told: number;
  readonly neverTold: number;
  /** Of the poller, until the two were equal; null when they never were. */
  readonly repairedAfterMs: number | null;
}

/**
 * Lives every life twice over some days, on the clock: one twin's news come in order, the other's come five times,
 * shuffled, up to days late, and a tenth never. Deadlines and refunds go on meanwhile. The poller is away until the last
 * day and has five minutes then; `poll` plants another in its place, `neverTold` is the part that never comes.
 */
export async function liveThroughNews(
  house: TestServices,
  dice: Dice,
  pairs: number,
  { poll = pollProvider, neverTold = NEVER_TOLD }: { poll?: typeof pollProvider; neverTold?: number } = {},
): Promise<NewsReport> {
  const { services } = house;
  const { control } = house.stripe;
  const start = house.clock.nowMs();
  const until = (ms: number) => house.clock.advance(Math.max(0, start + ms - house.clock.nowMs()));
  const desk = createSeatDesk(services);
  const twins: Twin[] = [];
  const late: { atMs: number; eventId: string }[] = [];
  const report = { told: 0, neverTold: 0 };
  const seen = new Set<string>();
  let spreadUntilMs = start;
  // A share of the news, not a chance of each: a short run too has news that never come.
  let owed = dice.next();
  const neverComes = () => {
    owed += neverTold;
    if (owed < 1) return false;
    owed -= 1;
    return true;
  };

  const tell = async (eventId: string) => {
    await control.redeliver(eventId);
    report.told++;
  };
  /** Takes up what has happened at the provider since the last time: one twin hears of it now, the other as it may be. */
  const spread = async () => {
    const twinOf = await twinsByObject(services, twins);
    const events = await services.payments.recentEvents(Math.floor(spreadUntilMs / 1_000));
    spreadUntilMs = house.clock.nowMs();
    for (const event of events.reverse()) {
      if (seen.has(event.id)) continue;
      seen.add(event.id);
      const twin = twinOf.get(event.objectId);
      if (!twin) continue;
      if (!twin.isDisordered) await tell(event.id);
      else if (neverComes()) report.neverTold++;
      else
        for (let time = 0; time < TIMES_TOLD; time++)
          late.push({ atMs: house.clock.nowMs() + dice.next() * LONGEST_DELAY_MS, eventId: event.id });
    }
  };
  const work = async () => {
    await house.hurryJobs();
    await house.runJobs();
  };
  /** Tells what is due by then, in the order in which it is due, the worker taking its turns in between. */
  const hearUntil = async (ms: number) => {
    late.sort((one, other) => one.atMs - other.atMs);
    for (let told = 1; late[0] && late[0].atMs <= start + ms; told++) {
      const news = late.shift() as (typeof late)[number];
      until(news.atMs - start);
      await tell(news.eventId);
      if (told % BETWEEN_JOBS === 0) await work();
    }
    until(ms);
    await work();
  };
  const happen = async (which: (twin: Twin) => boolean, what: (twin: Twin) => Promise<unknown> | unknown) => {
    await severalAtOnce(twins.filter(which), AT_ONCE, async (twin) => what(twin));
    await spread();
    await work();
    await spread();
  };

  await control.setWebhookMode({ kind: "drop" });
  await poll(services, fulfilment);
  for (let pair = 0; pair < pairs; pair++) {
    const life = LIVES[pair % LIVES.length] as Life;
    const count = life === "a part refunded" ? 2 : dice.int(1, 3);
    for (const isDisordered of [false, true]) {
      const begun = await beginPurchase(services, await desk.nextSeats(count));
      twins.push({ ...begun, life, isDisordered });
    }
  }
  const pay = ({ sessionId }: Twin, force = false) => control.paySession(sessionId, { card: "success", force });

  until(MINUTE_MS);
  await happen(
    ({ life }) => life === "declined, then paid",
    ({ sessionId }) => control.paySession(sessionId, { card: "declined" }),
  );
  until(3 * MINUTE_MS);
  await happen(
    ({ life }) => PAYS_IN_TIME(life),
    (twin) => pay(twin),
  );
  // The deadline passes: what was not paid is closed, and what was paid without a word is found paid.
  await hearUntil(12 * MINUTE_MS);
  await spread();
  await happen(({ life }) => life === "paid late, seats gone", sellToRival);
  await hearUntil(HOUR_MS);
  await happen(
    ({ life }) => life.startsWith("paid late"),
    (twin) => pay(twin, true),
  );
  await hearUntil(3 * HOUR_MS);
  await happen(({ life }) => life.includes("refund") && !REFUND_WAITS(life), refund);
  control.setRefundManner("pending");
  await happen(({ life }) => REFUND_WAITS(life), refund);
  control.setRefundManner("succeeded");
  await hearUntil(DAY_MS);
  await happen(({ life }) => life === "refund settled a day later", turn(control.settleRefund.bind(control)));
  await happen(({ life }) => life === "refund failed a day later", turn(control.failRefund.bind(control)));
  await hearUntil(2 * DAY_MS);
  await happen(({ life }) => life === "refund came back", turn(control.failRefund.bind(control)));
  await hearUntil(2 * DAY_MS + LONGEST_DELAY_MS);

  const ends = async (isDisordered: boolean) =>
    severalAtOnce(
      twins.filter((twin) => twin.isDisordered === isDisordered),
      1,
      (twin) => endStateOf(house, twin),
    );
  let ran = 0;
  const isEqual = async () => JSON.stringify(await ends(true)) === JSON.stringify(await ends(false));
  while (!(await isEqual()) && ran < 5 * MINUTE_MS) {
    house.clock.advance(POLL_EVERY_MS);
    ran += POLL_EVERY_MS;
    await poll(services, fulfilment);
    await work();
  }
  const [inOrder, disordered] = [await ends(false), await ends(true)];
  const repairedAfterMs = JSON.stringify(inOrder) === JSON.stringify(disordered) ? ran : null;
  return { inOrder, disordered, ...report, repairedAfterMs };

  async function sellToRival(twin: Twin): Promise<void> {
    const rival = await beginPurchase(services, { ...twin, seats: twin.seats.slice(0, 1) });
    control.paySession(rival.sessionId, { card: "success" });
    await reconcileSession(services, fulfilment, rival.sessionId);
  }

  async function refund({ owner, orderId, life, performanceId, seats }: Twin): Promise<void> {
    const seatIndexes = life === "a part refunded" ? [{ performanceId, seatIndex: seats[0] as number }] : [];
    const wanted = { orderId, requestKey: randomUUID(), seatIndexes, reason: "Asked", resell: false };
    await refundOrder(owner, fulfilment, wanted);
  }

  /** The bank turns the refund of an order. */
  function turn(how: (providerRefundId: string) => unknown) {
    return async ({ orderId }: Twin) => {
      const sent = await services.db.refund.findFirstOrThrow({ where: { orderId } });
      how(sent.providerRefundId as string);
    };
  }
}

/** Whose a page or a refund at the provider is. */
async function twinsByObject(services: Services, twins: readonly Twin[]): Promise<Map<string, Twin>> {
  const byOrder = new Map(twins.map((twin) => [twin.orderId, twin]));
  const refunds = await services.db.refund.findMany({ where: { providerRefundId: { not: null } } });
  const byObject = new Map(twins.map((twin) => [twin.sessionId, twin]));
  for (const { orderId, providerRefundId } of refunds) {
    const twin = byOrder.get(orderId);
    if (twin && providerRefundId) byObject.set(providerRefundId, twin);
  }
  return byObject;
}

interface Balance {
  readonly account: string;
  readonly minor: string;
}

async function endStateOf({ services: { db }, mail }: TestServices, twin: Twin): Promise<EndState> {
  const { orderId, performanceId, seats, email } = twin;
  const order = await db.order.findUniqueOrThrow({
    where: { id: orderId },
    include: { tickets: true, payments: true, refunds: true, attempts: true },
  });
  const ledger = await db.$queryRaw<Balance[]>`
    SELECT a.code AS account, sum(e.amount_minor)::text AS minor FROM ledger_transaction t
    JOIN ledger_entry e ON e.transaction_id = t.id JOIN ledger_account a ON a.id = e.account_id
    WHERE t.order_id = ${orderId}::uuid GROUP BY a.code HAVING sum(e.amount_minor) <> 0 ORDER BY a.code`;
  const held = await db.seatState.findMany({
    where: { performanceId, seatIndex: { in: [...seats] } },
    orderBy: { seatIndex: "asc" },
  });
  const letters = await db.letter.findMany({ where: { toEmail: email }, orderBy: { kind: "asc" } });
  return {
    life: twin.life,
    status: order.status,
    tickets: order.tickets.map(({ status }) => status).sort(),
    payments: order.payments.map(({ amountMinor }) => amountMinor),
    refunds: order.refunds.map(({ amountMinor, status, tries }) => [amountMinor, status, tries]),
    attempts: order.attempts.map(({ number, status }) => [number, status]),
    ledger,
    seats: held.map((seat) => [seat.state, seat.orderId === orderId, seat.ticketId !== null]),
    letters: letters.map(({ kind, sentAt }) => [kind, sentAt !== null]),
    mails: mail.control.messages({ to: email }).length,
  };
}
