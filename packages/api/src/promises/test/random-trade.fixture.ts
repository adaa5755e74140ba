import { randomInt, randomUUID } from "node:crypto";
import { Logger, runOnce } from "graphile-worker";
import { expect, test } from "vitest";
import {
  cancelOrder,
  reconcileRefund,
  reconcileSession,
  refundOrder,
  resendRefund,
  sendRefund,
  startCheckout,
} from "../../checkout/index.ts";
import type { Span } from "../../availability/index.ts";
import { placeHold } from "../../holds/index.ts";
import { taskList } from "../../jobs/index.ts";
import { newId } from "../../kernel/ids.ts";
import { reconcile } from "../../reconcile/reconcile.ts";
import { createDice } from "../../seed/dice.ts";
import type { RequestContext, Services } from "../../services.ts";
import { splitIntoCells } from "../../testing/into-cells.ts";
import { openSmallHall, type SmallHall } from "../../testing/small-hall.ts";
import { contextFor, createTestServices, type TestServices } from "../../testing/test-services.ts";
import { organizerSeatFulfilment as fulfilment } from "../../tickets/index.ts";
import { createScriptedBank } from "./scripted-bank.fixture.ts";

/** Sellers at once, each with halls, buyers and a bank of their own; ledger, jobs and database are everybody's. */
const LANES = 8;
const NUMBERED_SEATS = 200;
const MOST_SEARCHED = 20;
const CURRENCIES = ["EUR", "JPY", "KWD"];

/** Every third hall is a train; the ways into which its seats are cut, one after the other on the same seats. */
const TRAINS_AMONG_HALLS = 3;
const STOPS = ["Rotterdam", "Utrecht", "Cologne", "Vienna"];
const WAYS: readonly (readonly Span[])[] = [
  [{ from: 0, to: 3 }],
  [
    { from: 0, to: 1 },
    { from: 1, to: 3 },
  ],
  [
    { from: 0, to: 2 },
    { from: 2, to: 3 },
  ],
];

/** Seats of one performance with the way that is bought of each; null for seats that are sold whole. */
interface Places {
  readonly performanceId: string;
  readonly seats: readonly number[];
  readonly span: Span | null;
}

interface Sale extends Places {
  readonly ctx: RequestContext;
  readonly orderId: string;
  readonly sessionId: string;
}

/** Refusals that a box office meets when it asks twice; anything else is a failure. */
async function allowing(codes: readonly string[], work: Promise<unknown>): Promise<void> {
  await work.catch((error: { code?: string }) => {
    if (!codes.includes(error.code ?? "")) throw error;
  });
}

type MoneyOperation = readonly [chance: number, name: string, run: () => Promise<unknown>];

/** One seller's trade: it draws what happens next from dice of its own, so that a seed repeats it. */
function openTrade(house: TestServices, seed: number, lane: number) {
  const dice = createDice(seed + lane);
  const bank = createScriptedBank(dice, `${lane}_`);
  const services: Services = { ...house.services, payments: bank.payments };
  const halls: { hall: SmallHall; owner: RequestContext; nextSeat: number; isTrain: boolean }[] = [];
  /** Ways of seats of which an earlier or later part was sold already. */
  const cut: Places[] = [];
  const waiting: Sale[] = [];
  const paid: Sale[] = [];
  const expired: Sale[] = [];
  /** Refunds that were asked for and not sent yet, and those that were: looking for one in all there are would take longer each time. */
  const requested: string[] = [];
  const sent: string[] = [];
  const noted = new Set<string>();
  const note = (refundId: string) => {
    if (!noted.has(refundId)) requested.push(refundId);
    noted.add(refundId);
  };

  async function openHall(currency: string) {
    const hall = await openSmallHall(services, { currency });
    await services.db.priceCategory.updateMany({
      where: { performanceId: hall.performanceId },
      data: {
        faceMinor: dice.int(1, 90_000),
        feeMinor: dice.of([0, 1, 333, 4_999]),
        taxRateBasisPoints: dice.int(0, 2_500),
      },
    });
    const personId = newId();
    const personEmail = `${personId}@house.example`;
    const memberships = { create: { organizerId: hall.organizerId, role: "owner" as const } };
    await services.db.person.create({ data: { id: personId, email: personEmail, memberships } });
    const isTrain = halls.length % TRAINS_AMONG_HALLS === 0;
    if (isTrain) await splitIntoCells(services, hall.performanceId, { stops: STOPS });
    const opened = { hall, owner: contextFor(services, { personId, personEmail }, "admin"), nextSeat: 0, isTrain };
    halls.push(opened);
    return opened;
  }

  async function begin(): Promise<Sale> {
    const next = dice.next() < 0.5 ? take(cut) : undefined;
    return checkOut(next ?? (await freshPlaces()));
  }

  /** Seats that nobody had. Those of a train are cut into ways, of which the others are sold later. */
  async function freshPlaces(): Promise<Places> {
    const count = dice.int(1, 4);
    const open = halls.filter(({ nextSeat }) => nextSeat + count <= NUMBERED_SEATS);
    const place = open.length < CURRENCIES.length ? await openHall(dice.of(CURRENCIES)) : dice.of(open);
    const seats = Array.from({ length: count }, () => place.nextSeat++);
    const { performanceId } = place.hall;
    const [span = null, ...later] = place.isTrain ? dice.of(WAYS) : [];
    cut.push(...later.map((way) => ({ performanceId, seats, span: way })));
    return { performanceId, seats, span };
  }

  async function checkOut({ performanceId, seats, span }: Places): Promise<Sale> {
    const ctx = contextFor(services);
    const lines = seats.map((seat) => ({ seat }));
    const wish = { performanceId, requestId: randomUUID(), lines, ...(span && { span }) };
    const { holdId } = await placeHold(ctx, wish);
    const holds = [{ holdId, performanceId }];
    const email = `${newId()}@post.example`;
    const { orderId, paymentUrl } = await startCheckout(ctx, { requestId: randomUUID(), holds, email, locale: "en" });
    return { ctx, orderId, sessionId: paymentUrl.split("/").at(-1) ?? "", performanceId, seats, span };
  }

  async function pay(sale: Sale): Promise<void> {
    bank.pay(sale.sessionId);
    await reconcileSession(services, fulfilment, sale.sessionId);
    paid.push(sale);
  }

  /** Money that nobody sells anything for goes back by itself. */
  async function noteRefunds({ orderId }: Sale): Promise<void> {
    const refunds = await services.db.refund.findMany({
      where: { orderId, status: "requested" },
      select: { id: true },
    });
    for (const { id } of refunds) note(id);
  }

  function take<T>(list: T[]): T | undefined {
    return list.splice(dice.int(0, Math.max(0, list.length - 1)), 1)[0];
  }

  async function refund(isWhole: boolean): Promise<void> {
    const sale = paid[dice.int(0, paid.length - 1)];
    const place = halls.find(({ hall }) => hall.performanceId === sale?.performanceId);
    if (!sale || !place) return;
    const { performanceId, span } = sale;
    const seat = { performanceId, seatIndex: dice.of(sale.seats), ...(span && { fromCell: span.from }) };
    const seatIndexes = isWhole ? [] : [seat];
    const input = { orderId: sale.orderId, requestKey: randomUUID(), seatIndexes, reason: "Asked" };
    const refused = ["ALREADY_REFUNDED", "ORDER_STEP_REFUSED"];
    await allowing(
      refused,
      refundOrder(place.owner, fulfilment, input).then(({ id }) => note(id)),
    );
  }

  const someone = (list: readonly Sale[]) => list[dice.int(0, list.length - 1)];

  async function cancelOne(): Promise<void> {
    const sale = take(waiting);
    if (!sale) return;
    await cancelOrder(sale.ctx, fulfilment, sale.orderId);
    expired.push(sale);
  }

  /** Somebody else tries for seats of an order that is over, which may be paid late afterwards. */
  async function sellToRival(): Promise<void> {
    const sale = someone(expired);
    if (sale) await allowing(["SEAT_TAKEN"], checkOut(sale).then(pay));
  }

  async function payTwice(): Promise<void> {
    const sale = someone(paid);
    if (!sale) return;
    bank.pay(sale.sessionId);
    await reconcileSession(services, fulfilment, sale.sessionId);
    await noteRefunds(sale);
  }

  async function sendNextRefund(): Promise<void> {
    const next = requested.shift();
    if (!next) return;
    await sendRefund(services, next);
    sent.push(next);
  }

  /** The bank changes its mind about a refund and says so twice. */
  async function turnRefund(): Promise<void> {
    const id = bank.someRefundId();
    if (!id) return;
    bank.turnRefund(id);
    for (let told = 0; told < 2; told++) await reconcileRefund(services, id);
  }

  /** Finance sends a refund once more that the bank did not take or gave back. */
  async function sendAgain(): Promise<void> {
    const some = Array.from({ length: Math.min(sent.length, MOST_SEARCHED) }, () => dice.of(sent));
    const failed = await services.db.refund.findFirst({
      where: { status: "failed", id: { in: some } },
      orderBy: { id: "asc" },
    });
    const place = halls.find(({ hall }) => hall.organizerId === failed?.organizerId);
    if (!failed || !place) return;
    const tap = { refundId: failed.id, tries: failed.tries };
    await Promise.all([resendRefund(place.owner, tap), resendRefund(place.owner, tap)]);
    requested.push(failed.id);
  }

  async function payOne(list: Sale[]): Promise<void> {
    const sale = take(list);
    if (!sale) return;
    await pay(sale);
    await noteRefunds(sale);
  }

  async function hearAgain(): Promise<void> {
    const sale = someone(paid);
    if (sale) await reconcileSession(services, fulfilment, sale.sessionId);
  }

  const SELL: MoneyOperation = [26, "sell", async () => pay(await begin())];

  /** Each thing that can happen to money, and how often it does. */
  const MONEY_OPERATIONS: readonly MoneyOperation[] = [
    SELL,
    [14, "begin", async () => waiting.push(await begin())],
    [8, "pay", () => payOne(waiting)],
    [8, "cancel", cancelOne],
    [6, "pay late", () => payOne(expired)],
    [4, "sell to a rival", sellToRival],
    [3, "pay twice", payTwice],
    [4, "hear again", hearAgain],
    [10, "refund a seat", () => refund(false)],
    [4, "refund all", () => refund(true)],
    [8, "send a refund", sendNextRefund],
    [5, "turn a refund", turnRefund],
    [4, "send a refund again", sendAgain],
  ];

  function drawOperation(): MoneyOperation {
    let left = dice.next() * MONEY_OPERATIONS.reduce((sum, [chance]) => sum + chance, 0);
    for (const operation of MONEY_OPERATIONS) {
      left -= operation[0];
      if (left < 0) return operation;
    }
    return SELL;
  }

  return { drawOperation, bank, operations: MONEY_OPERATIONS.map(([, name]) => name) };
}
type Trade = ReturnType<typeof openTrade>;

/** Lets freed seats go back on sale, as the worker does; letters and pages are not what is asked about here. */
async function settleSeats(services: Services): Promise<void> {
  const name = "availability.settle";
  const task = taskList(services)[name];
  if (!task) throw new Error(`There is no job ${name}`);
  // Jobs that nobody here runs would stand in the way of those that are looked for.
  await services.db.$executeRaw`
    DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
    WHERE t.id = j.task_id AND t.identifier <> ${name}`;
  const { DATABASE_URL: connectionString } = services.env;
  const logger = new Logger(() => () => undefined);
  await runOnce({ connectionString, taskList: { [name]: task }, noHandleSignals: true, concurrency: 4, logger });
}

interface Unbalanced {
  readonly id: string;
}

/** Every transaction sums to zero in each currency, has entries, and the house's books say what the bank's do. */
async function compareBooks(services: Services, seed: number, trades: readonly Trade[]): Promise<void> {
  const unbalanced = await services.db.$queryRaw<Unbalanced[]>`
    SELECT t.id FROM ledger_transaction t LEFT JOIN ledger_entry e ON e.transaction_id = t.id
    LEFT JOIN ledger_account a ON a.id = e.account_id GROUP BY t.id, a.currency
    HAVING coalesce(sum(e.amount_minor), 1) <> 0 OR count(e.id) < 2`;
  expect(unbalanced, `seed ${seed}`).toEqual([]);
  for (const currency of CURRENCIES) {
    const [books] = await services.db.$queryRaw<
      { bank: number; owed: number; payable: number; sold: number; open: number }[]
    >`
      SELECT
        (SELECT coalesce(sum(e.amount_minor), 0)::float8 FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
          WHERE a.code = 'providerBalance' AND a.currency = ${currency}) AS bank,
        (SELECT coalesce(-sum(e.amount_minor), 0)::float8 FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
          WHERE a.code = 'refundsPayable' AND a.currency = ${currency}) AS owed,
        (SELECT coalesce(-sum(e.amount_minor), 0)::float8 FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
          WHERE a.code = 'organizerPayable' AND a.currency = ${currency}) AS payable,
        (SELECT coalesce(sum(l.net_minor + l.tax_minor), 0)::float8 FROM ticket t JOIN order_line l ON l.id = t.order_line_id
          JOIN "order" o ON o.id = t.order_id WHERE t.status = 'valid' AND o.currency = ${currency}) AS sold,
        (SELECT coalesce(sum(r.amount_minor), 0)::float8 FROM refund r JOIN "order" o ON o.id = r.order_id
          WHERE r.status <> 'succeeded' AND o.currency = ${currency}) AS open`;
    expect(books?.bank, `seed ${seed}: ${currency} at the provider`).toBe(
      trades.reduce((sum, { bank }) => sum + bank.balance(currency), 0),
    );
    expect(books?.owed, `seed ${seed}: ${currency} owed to buyers`).toBe(books?.open);
    expect(books?.payable, `seed ${seed}: ${currency} owed to organizers`).toBe(books?.sold);
  }
}

/** How much is traded, from which dice, and how often work stops and all books are compared; a comparison reads everything there is. */
interface TradeSize {
  readonly operations: number;
  readonly compareEvery: number;
  readonly seed: number;
}

/** A million in all when it is long, in twenty houses, half of them in each part of town; else ten thousand in two. */
const [HOUSES, SIZE] = process.env.USHER_LONG
  ? [10, { operations: 50_000, compareEvery: 10_000 }]
  : [1, { operations: 5_000, compareEvery: 1_000 }];

/** Promises, house by house, that after random trade every book agrees with every other. `USHER_SEED` repeats a house. */
export function tradeInHouses(part: string): void {
  const seeds = process.env.USHER_SEED
    ? [Number(process.env.USHER_SEED)]
    : Array.from({ length: HOUSES }, () => randomInt(2 ** 31));
  test.for(seeds.map((seed, at) => ({ seed, name: `${part} ${at + 1} (seed ${seed})` })))(
    `after ${SIZE.operations} random operations on money every book agrees with every other, house $name`,
    { timeout: 3 * 3_600_000 },
    async ({ seed }) => {
      const house = await createTestServices();
      try {
        await tradeAtRandom(house, { ...SIZE, seed });
      } finally {
        await house.close();
      }
    },
  );
}

/**
 * Trades at random in a house and compares its books with those of the banks all along. Throws at the first difference, and at
 * any error that a box office does not meet, with the seed that repeats it.
 */
async function tradeAtRandom(house: TestServices, { operations, compareEvery, seed }: TradeSize): Promise<void> {
  const { services } = house;
  const done = new Map<string, number>();
  const trades = Array.from({ length: LANES }, (_, lane) => openTrade(house, seed, lane));
  const work = async ({ drawOperation }: Trade, lane: number, steps: number) => {
    for (let step = 1; step <= steps; step++) {
      const [, name, run] = drawOperation();
      await run().catch((cause: unknown) => {
        throw new Error(`${name} of seller ${lane} failed. Again with USHER_SEED=${seed}`, { cause });
      });
      done.set(name, (done.get(name) ?? 0) + 1);
    }
  };
  for (let before = 0; before < operations; before += compareEvery) {
    await Promise.all(trades.map((trade, lane) => work(trade, lane, compareEvery / LANES)));
    await settleSeats(services);
    await compareBooks(services, seed, trades);
  }
  expect([...done.keys()].sort(), `seed ${seed}: everything has happened`).toEqual(trades[0]?.operations.sort());
  const kinds = await services.db.ledgerTransaction.groupBy({ by: ["kind"] });
  const heard = kinds.map(({ kind }) => kind).sort();
  expect(heard, `seed ${seed}`).toEqual(["refundAccepted", "refundCameBack", "refundSettled", "sale", "unapplied"]);
  expect(await reconcile(services), `seed ${seed}`).toEqual([]);
}
