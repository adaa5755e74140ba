import { cellsOf, type Span } from "../availability/index.ts";
import { type FarePrice, faceOfSpan } from "../catalog/fares.ts";
import { grossOf, priceLines, saleSide } from "../checkout/index.ts";
import { type ChartGeometry, seatAt, seatNameAt } from "../seating/index.ts";
import type { Dice } from "./dice.ts";
import { FIRST_NAMES, LAST_NAMES } from "./people.ts";
import type { Party } from "./sell-seats.ts";

export interface Buyer {
  readonly personId: string | null;
  readonly email: string;
  readonly locale: string;
}

/** A performance as its orders need it. */
export interface SoldPerformance {
  readonly id: string;
  readonly organizerId: string;
  readonly currency: string;
  readonly taxPlace: string;
  readonly geometry: ChartGeometry;
  readonly prices: readonly {
    readonly chartCategory: number;
    readonly name: string;
    readonly faceMinor: number;
    readonly feeMinor: number;
    readonly taxRateBasisPoints: number;
    readonly fares: readonly FarePrice[];
  }[];
  /** Parts that each place is sold in. */
  readonly cellCount: number;
  /** Between these two all of it was sold, in ms. */
  readonly soldFromMs: number;
  readonly soldUntilMs: number;
}

type PricedLine = ReturnType<typeof priceLines>[number];
type Row = Record<string, string | number | null>;

/** Rows of the tables that a paid order fills, keys by column. */
export interface OrderRows {
  readonly order: Row[];
  readonly order_line: Row[];
  readonly payment_attempt: Row[];
  readonly payment: Row[];
  readonly ticket: Row[];
  readonly seat_state: Row[];
  readonly ledger_transaction: Row[];
  readonly ledger_entry: Row[];
}

export function noRows(): OrderRows {
  return {
    order: [],
    order_line: [],
    payment_attempt: [],
    payment: [],
    ticket: [],
    seat_state: [],
    ledger_transaction: [],
    ledger_entry: [],
  };
}

/** What every order of the seed has in place of a request's hash; no request's hash is this word. */
export const SEEDED_REQUEST = "seed";

const CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const MINUTE_MS = 60_000;
const FIRST_SERIAL = 1;
const FIRST_SECRET_VERSION = 1;

/** Draws paid orders with everything that belongs to one, so that the books of a new house balance as those of an old one. */
export class OrderDrawer {
  readonly #dice: Dice;
  /** Ledger account id by code, owner and currency. */
  readonly #accountOf: (code: string, ownerId: string | undefined, currency: string) => string;
  readonly #codes: Set<string>;
  #drawn: number;

  /** With `before`, no code and no stranger of that drawer comes again. */
  constructor(
    dice: Dice,
    accountOf: (code: string, ownerId: string | undefined, currency: string) => string,
    before?: OrderDrawer,
  ) {
    this.#dice = dice;
    this.#accountOf = accountOf;
    this.#codes = before ? before.#codes : new Set();
    this.#drawn = before ? before.#drawn : 0;
  }

  /** Adds the rows of one order for a party. `buyer` is somebody with an account; else a stranger is made up. */
  draw(rows: OrderRows, performance: SoldPerformance, party: Party, buyer?: Buyer): void {
    const dice = this.#dice;
    const { email, personId, locale } = buyer ?? this.#stranger();
    // Most is sold in the first days: the square of chance lies near its beginning.
    const soldMs = performance.soldUntilMs - performance.soldFromMs;
    const createdMs = performance.soldFromMs + Math.floor(soldMs * dice.next() ** 2);
    const paidAt = new Date(createdMs + dice.int(1, 6) * MINUTE_MS).toISOString();
    const createdAt = new Date(createdMs).toISOString();
    const orderId = dice.uuid(createdMs);
    const span = this.#span(performance);
    const lines = party.flatMap((index) => linesOf(performance, index, span));
    const totalMinor = lines.reduce((sum, line) => sum + grossOf(line), 0);
    const { currency, organizerId } = performance;
    rows.order.push({
      id: orderId,
      code: this.#code(),
      organizer_id: organizerId,
      buyer_key: `seed-${this.#drawn}`,
      person_id: personId,
      email,
      locale,
      currency,
      total_minor: totalMinor,
      status: "paid",
      deadline_at: new Date(createdMs + 20 * MINUTE_MS).toISOString(),
      created_at: createdAt,
      paid_at: paidAt,
      request_id: dice.uuid(createdMs),
      request_hash: SEEDED_REQUEST,
    });
    this.#pay(rows, { orderId, organizerId, currency, totalMinor, lines, createdMs, paidAt });
    for (const line of lines) this.#enter(rows, performance, line, { orderId, email, personId, createdMs, paidAt });
  }

  /** Half go all the way; the others get on or off somewhere. */
  #span({ cellCount, prices }: SoldPerformance): Span {
    const whole = { from: 0, to: cellCount };
    const fares = prices[0]?.fares ?? [];
    return fares.length === 0 || this.#dice.next() < 0.5 ? whole : this.#dice.of(fares);
  }

  #stranger(): Buyer {
    const dice = this.#dice;
    this.#drawn++;
    const name = `${dice.of(FIRST_NAMES)}.${dice.of(LAST_NAMES)}`;
    const plain = name.normalize("NFKD").replaceAll(/\p{M}/gu, "").replaceAll("ø", "o").toLowerCase();
    return { personId: null, email: `${plain}.${this.#drawn}@mail.example`, locale: dice.next() < 0.2 ? "zh" : "en" };
  }

  #code(): string {
    for (;;) {
      const code = Array.from({ length: 8 }, () => CODE_ALPHABET[this.#dice.int(0, CODE_ALPHABET.length - 1)]).join("");
      if (this.#codes.has(code)) continue;
      this.#codes.add(code);
      return code;
    }
  }

  #pay(
    rows: OrderRows,
    order: {
      orderId: string;
      organizerId: string;
      currency: string;
      totalMinor: number;
      lines: readonly PricedLine[];
      createdMs: number;
      paidAt: string;
    },
  ): void {
    const dice = this.#dice;
    const { orderId, currency, totalMinor, createdMs, paidAt } = order;
    const [attemptId, paymentId, transactionId] = [dice.uuid(createdMs), dice.uuid(createdMs), dice.uuid(createdMs)];
    rows.payment_attempt.push({
      id: attemptId,
      order_id: orderId,
      number: 1,
      idempotency_key: `seed:${orderId}:1`,
      parameters: "{}",
      status: "paid",
      session_id: `cs_seed_${orderId}`,
      session_url: null,
      expires_at: new Date(createdMs + 35 * MINUTE_MS).toISOString(),
      created_at: new Date(createdMs).toISOString(),
    });
    rows.payment.push({
      id: paymentId,
      order_id: orderId,
      attempt_id: attemptId,
      payment_intent_id: `pi_seed_${orderId}`,
      amount_minor: totalMinor,
      currency,
      captured_at: paidAt,
    });
    const source_key = `payment:${paymentId}`;
    rows.ledger_transaction.push({
      id: transactionId,
      kind: "sale",
      source_key,
      order_id: orderId,
      occurred_at: paidAt,
    });
    const postings = [
      { account: "providerBalance", ownerId: undefined, amountMinor: totalMinor },
      ...saleSide(order.lines, order.organizerId, -1),
    ];
    for (const { account, ownerId, amountMinor } of postings) {
      if (amountMinor === 0) continue;
      const account_id = this.#accountOf(account, ownerId, currency);
      const entry = { id: dice.uuid(createdMs), transaction_id: transactionId, account_id, amount_minor: amountMinor };
      rows.ledger_entry.push({ ...entry, occurred_at: paidAt });
    }
  }

  /** The line itself, and for a seat its ticket and its durable state. */
  #enter(
    rows: OrderRows,
    performance: SoldPerformance,
    line: PricedLine,
    order: { orderId: string; email: string; personId: string | null; createdMs: number; paidAt: string },
  ): void {
    const dice = this.#dice;
    const { orderId, createdMs } = order;
    const { id: performanceId, organizerId } = performance;
    const lineId = dice.uuid(createdMs);
    rows.order_line.push({
      id: lineId,
      order_id: orderId,
      organizer_id: organizerId,
      kind: line.kind,
      performance_id: performanceId,
      seat_index: line.seatIndex,
      from_cell: line.fromCell,
      to_cell: line.toCell,
      seat_section: line.section,
      seat_row: line.row,
      seat_label: line.seat,
      category_name: line.categoryName,
      net_minor: line.netMinor,
      tax_minor: line.taxMinor,
      tax_rate_basis_points: line.taxRateBasisPoints,
      tax_place: performance.taxPlace,
    });
    if (line.kind !== "seat") return;
    const ticketId = dice.uuid(createdMs);
    rows.ticket.push({
      id: ticketId,
      organizer_id: organizerId,
      performance_id: performanceId,
      order_id: orderId,
      order_line_id: lineId,
      person_id: order.personId,
      owner_email: order.email,
      seat_index: line.seatIndex,
      from_cell: line.fromCell,
      to_cell: line.toCell,
      seat_section: line.section,
      seat_row: line.row,
      seat_label: line.seat,
      category_name: line.categoryName,
      status: "valid",
      mode: "rotating",
      serial: FIRST_SERIAL,
      secret_version: FIRST_SECRET_VERSION,
      created_at: order.paidAt,
    });
    // Claimed once and sold once: two writes, as on the way through checkout.
    const cells = cellsOf([line.seatIndex], performance.cellCount, { from: line.fromCell, to: line.toCell });
    const sold = { performance_id: performanceId, state: 2, revision: 2, ticket_id: ticketId };
    rows.seat_state.push(...cells.map((seat_index) => ({ ...sold, seat_index })));
  }
}

function linesOf({ geometry, prices, cellCount }: SoldPerformance, index: number, span: Span): PricedLine[] {
  const category = seatAt(geometry, index)?.category;
  const price = prices.find((one) => one.chartCategory === category);
  const place = seatNameAt(geometry, index);
  if (!price || !place) throw new Error(`Seat ${index} of ${geometry.name} has no price`);
  const faceMinor = faceOfSpan(price, span, cellCount) ?? price.faceMinor;
  return priceLines({ seatIndex: index, span, place }, { ...price, faceMinor });
}
