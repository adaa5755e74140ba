import type { Tx } from "@usher/db";
import { newId } from "../kernel/ids.ts";
import { CHART_CONTENT_TYPE, type ChartGeometry, encodeChart, saveAsset } from "../seating/index.ts";
import { createDice, type Dice } from "../seed/dice.ts";
import { type Buyer, noRows, OrderDrawer, type OrderRows, type SoldPerformance } from "../seed/draw-orders.ts";
import { insertRows } from "../seed/insert-rows.ts";
import { FIRST_NAMES, LAST_NAMES } from "../seed/people.ts";
import { chooseSold } from "../seed/sell-seats.ts";
import { saleSide } from "../checkout/index.ts";
import type { Services } from "../services.ts";
import { openSmallHall } from "./small-hall.ts";

const ROWS = 40;
const SEATS_A_ROW = 50;
const MOST_A_PARTY = 6;
const PEOPLE = 1_000;
/** Shares of all orders. */
const EXPIRED = 0.05;
const REFUNDED = 0.02;
const BY_PEOPLE = 0.2;
const DAY_MS = 86_400_000;
const SOLD_OVER_DAYS = 60;
const HOUSE = "00000000-0000-0000-0000-000000000000";
const LONGEST_MS = 600_000;

export interface ManyOrders {
  readonly organizerId: string;
  /** Oldest first. */
  readonly performanceIds: readonly string[];
}

/** Forty rows of fifty, named A to Z and AA on. */
function stallsGeometry(): ChartGeometry {
  const rows = Array.from({ length: ROWS }, (_, at) => ({
    name: at < 26 ? String.fromCharCode(65 + at) : `A${String.fromCharCode(65 + at - 26)}`,
    first: at * SEATS_A_ROW,
    count: SEATS_A_ROW,
    x: Array.from({ length: SEATS_A_ROW }, (__, seat) => seat * 55),
    y: Array.from({ length: SEATS_A_ROW }, () => 300 + at * 90),
    labels: Array.from({ length: SEATS_A_ROW }, (__, seat) => String(seat + 1)),
    category: at < ROWS / 2 ? 0 : 1,
  }));
  const [width, height] = [SEATS_A_ROW * 55, 300 + ROWS * 90];
  const corners: [number, number][] = [
    [-50, 250],
    [width, 250],
    [width, height],
    [-50, height],
  ];
  const count = ROWS * SEATS_A_ROW;
  return {
    format: 1,
    name: "Stalls",
    seatCount: count,
    bounds: { x: -100, y: 0, width: width + 200, height: height + 100 },
    focalPoint: [width / 2, 0],
    stage: null,
    categories: ["Front", "Back", "Standing"],
    sections: [
      { name: "Stalls", outline: corners, labelAt: [width / 2, height / 2], first: 0, count, rows, standing: null },
    ],
    marks: { wheelchair: [], companion: [], restrictedView: [] },
  };
}

/**
 * An organizer with at least so many orders, in halls of 2,000 seats that are sold one after another over the years before now, with
 * everything that belongs to an order: lines, attempt, payment, tickets, durable seats and ledger. One in twenty was never paid, one in
 * fifty was given back, one in five is of somebody with a name. The same `seed` draws the same.
 */
export async function sellManyOrders(services: Services, orders: number, seed = 1): Promise<ManyOrders> {
  const { db, clock } = services;
  const hall = await openSmallHall(services);
  const geometry = stallsGeometry();
  const hash = await saveAsset(db, CHART_CONTENT_TYPE, encodeChart(geometry));
  const first = await db.performance.findUniqueOrThrow({
    where: { id: hall.performanceId },
    include: { categories: true },
  });
  await db.chartRevision.update({
    where: { id: first.chartRevisionId },
    data: { seatCount: geometry.seatCount, geometryHash: hash },
  });
  const dice = createDice(seed);
  const { categories, ...template } = first;
  const accountOf = await openAccounts(services, hall.organizerId, first.currency);
  const people = await writePeople(services, dice);
  const drawer = new OrderDrawer(dice, (code, ownerId) => accountOf(code, ownerId));
  const performanceIds: string[] = [];
  // Each is sold a little later than the one before, the last until now.
  const most = Math.ceil(orders / (geometry.seatCount / MOST_A_PARTY)) + 1;
  for (let written = 0; written < orders; ) {
    const id = performanceIds.length === 0 ? hall.performanceId : newId();
    const soldUntilMs = clock.nowMs() - DAY_MS - (most - performanceIds.length) * 3_600_000;
    const times = { startsAt: new Date(soldUntilMs + 30 * DAY_MS), saleEndsAt: new Date(soldUntilMs + 29 * DAY_MS) };
    const saleStartsAt = new Date(soldUntilMs - SOLD_OVER_DAYS * DAY_MS);
    const data = { ...template, ...times, saleStartsAt, id, seatCount: geometry.seatCount, epoch: 0 };
    const sold: SoldPerformance = {
      ...{ id, organizerId: hall.organizerId, currency: first.currency, taxPlace: "NL", geometry, cellCount: 1 },
      prices: categories.map((category) => ({ ...category, fares: [] })),
      ...{ soldFromMs: saleStartsAt.getTime(), soldUntilMs },
    };
    const parties = chooseSold(geometry, 1, MOST_A_PARTY, dice);
    written += await db.$transaction(
      async (tx) => {
        await tx.$executeRawUnsafe("SET LOCAL statement_timeout = 0");
        if (performanceIds.length === 0) await tx.performance.update({ where: { id }, data });
        else await tx.performance.create({ data });
        if (performanceIds.length > 0)
          await tx.priceCategory.createMany({
            data: categories.map((category) => ({ ...category, id: newId(), performanceId: id })),
          });
        const rows = noRows();
        const refunds = noRefunds();
        for (const party of parties.slice(0, orders - written))
          drawOne({ rows, refunds, dice, drawer, accountOf, people }, sold, party);
        await writeRows(tx, rows, refunds);
        return rows.order.length;
      },
      { timeout: LONGEST_MS, maxWait: LONGEST_MS },
    );
    performanceIds.push(id);
  }
  for (const table of ["order", "order_line", "ticket", "seat_state", "payment", "ledger_entry", "ledger_transaction"])
    await db.$executeRawUnsafe(`ANALYZE "${table}"`);
  return { organizerId: hall.organizerId, performanceIds };
}

type AccountOf = (code: string, ownerId?: string) => string;

async function openAccounts({ db }: Services, organizerId: string, currency: string): Promise<AccountOf> {
  const owned = [
    ["providerBalance", HOUSE],
    ["organizerPayable", organizerId],
    ["feeRevenue", HOUSE],
    ["feeTaxPayable", HOUSE],
    ["refundsPayable", HOUSE],
  ] as const;
  const ids = new Map<string, string>();
  for (const [code, ownerId] of owned) {
    const where = { code_ownerId_currency: { code, ownerId, currency } };
    const { id } = await db.ledgerAccount.upsert({
      where,
      update: {},
      create: { id: newId(), code, ownerId, currency },
    });
    ids.set(`${code} ${ownerId}`, id);
  }
  return (code, ownerId = HOUSE) => {
    const id = ids.get(`${code} ${ownerId}`);
    if (!id) throw new Error(`No account ${code}`);
    return id;
  };
}

async function writePeople({ db }: Services, dice: Dice): Promise<Buyer[]> {
  const people = Array.from({ length: PEOPLE }, (_, at) => {
    const name = `${dice.of(FIRST_NAMES)} ${dice.of(LAST_NAMES)}`;
    return { id: newId(), name, email: `person.${at}.${newId()}@people.example` };
  });
  await db.person.createMany({ data: people });
  return people.map(({ id, email }) => ({ personId: id, email, locale: "en" }));
}

type Row = OrderRows["order"][number];

const noRefunds = () => ({ refund: [] as Row[], refund_line: [] as Row[] });

interface Drawing {
  readonly rows: OrderRows;
  readonly refunds: ReturnType<typeof noRefunds>;
  readonly dice: Dice;
  readonly drawer: OrderDrawer;
  readonly accountOf: AccountOf;
  readonly people: readonly Buyer[];
}

function drawOne(drawing: Drawing, performance: SoldPerformance, party: readonly number[]): void {
  const { rows, dice, drawer, people } = drawing;
  const one = noRows();
  drawer.draw(one, performance, party, dice.next() < BY_PEOPLE ? dice.of(people) : undefined);
  const chance = dice.next();
  if (chance < EXPIRED) leaveUnpaid(one);
  else if (chance < EXPIRED + REFUNDED) giveBack(drawing, performance, one);
  for (const table of Object.keys(one) as (keyof OrderRows)[]) rows[table].push(...one[table]);
}

function leaveUnpaid(one: OrderRows): void {
  for (const order of one.order) Object.assign(order, { status: "expired", paid_at: null });
  for (const attempt of one.payment_attempt) attempt.status = "closed";
  for (const table of ["payment", "ticket", "seat_state", "ledger_transaction", "ledger_entry"] as const)
    one[table].length = 0;
}

function giveBack({ refunds, dice, accountOf }: Drawing, { organizerId }: SoldPerformance, one: OrderRows): void {
  const [order] = one.order;
  const [payment] = one.payment;
  if (!order || !payment) return;
  order.status = "refunded";
  for (const ticket of one.ticket) ticket.status = "refunded";
  for (const seat of one.seat_state) Object.assign(seat, { state: 3, revision: 3, ticket_id: null });
  const at = Date.parse(String(order.paid_at)) + DAY_MS;
  const [id, amount] = [dice.uuid(at), Number(order.total_minor)];
  const createdAt = new Date(at).toISOString();
  refunds.refund.push({
    ...{
      id,
      order_id: order.id ?? null,
      organizer_id: organizerId,
      payment_id: payment.id ?? null,
      amount_minor: amount,
    },
    ...{ reason: "Could not come", status: "succeeded", tries: 1, request_key: dice.uuid(at), created_at: createdAt },
    ...{ provider_refund_id: `re_seed_${id}`, settled_at: createdAt },
  });
  const money = one.order_line.map((line) => ({
    ...{ id: String(line.id), kind: String(line.kind) },
    ...{ netMinor: Number(line.net_minor), taxMinor: Number(line.tax_minor) },
  }));
  for (const line of money)
    refunds.refund_line.push({ refund_id: id, order_line_id: line.id, amount_minor: line.netMinor + line.taxMinor });
  const post = (
    kind: string,
    source_key: string,
    postings: readonly { account: string; ownerId?: string; amountMinor: number }[],
  ) => {
    const transactionId = dice.uuid(at);
    one.ledger_transaction.push({
      id: transactionId,
      kind,
      source_key,
      order_id: order.id ?? null,
      occurred_at: createdAt,
    });
    for (const { account, ownerId, amountMinor } of postings) {
      if (amountMinor === 0) continue;
      const account_id = accountOf(account, ownerId);
      one.ledger_entry.push({
        id: dice.uuid(at),
        transaction_id: transactionId,
        account_id,
        amount_minor: amountMinor,
        occurred_at: createdAt,
      });
    }
  };
  const owed = { account: "refundsPayable", amountMinor: -amount };
  post("refundAccepted", `refund:${id}`, [...saleSide(money, organizerId, 1), owed]);
  const left = [
    { account: "refundsPayable", amountMinor: amount },
    { account: "providerBalance", amountMinor: -amount },
  ];
  post("refundSettled", `refund:${id}:1:settled`, left);
}

async function writeRows(tx: Tx, rows: OrderRows, refunds: ReturnType<typeof noRefunds>): Promise<void> {
  const inOrder = ["order", "order_line", "payment_attempt", "payment", "ticket", "seat_state"] as const;
  for (const table of [...inOrder, "ledger_transaction", "ledger_entry"] as const)
    await insertRows(tx, table, rows[table]);
  for (const table of ["refund", "refund_line"] as const) await insertRows(tx, table, refunds[table]);
}
