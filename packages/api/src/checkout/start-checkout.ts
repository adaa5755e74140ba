import { createHash } from "node:crypto";
import type { Tx } from "@usher/db";
import type { z } from "zod";
import { claimSeats, epochOf } from "../availability/index.ts";
import { Refusal } from "../errors.ts";
import type { HoldView } from "../holds/holds.schema.ts";
import { faceOfSpan, fareOfRow, isOffered, lockTariffs, tariffFaceOfSpan, tariffsLeft } from "../catalog/index.ts";
import { claimHold, type PerformanceOnSale, performanceOnSale, unclaimHold } from "../holds/index.ts";
import { newId, newOrderCode } from "../kernel/ids.ts";
import { enqueue } from "../kernel/jobs.ts";
import { seatAt, seatNameAt } from "../seating/index.ts";
import type { RequestContext } from "../services.ts";
import type { ChosenTariffs, startCheckoutInput } from "./checkout.schema.ts";
import { BACKSTOP_AFTER_EXPIRY_MS, openPaymentPage, PAGE_LIFETIME_MS } from "./open-payment-page.ts";
import { type PricedLine, priceLines, totalOf } from "./price-lines.ts";

type StartCheckoutInput = z.output<typeof startCheckoutInput>;

export interface PricedHold {
  readonly performance: PerformanceOnSale;
  readonly organizerId: string;
  readonly currency: string;
  readonly taxPlace: string;
  readonly hold: HoldView;
  readonly lines: PricedLine[];
  /** Tariffs of the lines that only so many are sold at. */
  readonly limited: readonly { readonly id: string; readonly capacity: number }[];
}

/**
 * Turns holds into an order that claims its seats, and opens the page where it is paid. A repeat of the same request
 * answers with the same order. Refuses HOLD_GONE, SEAT_TAKEN, LIMIT_REACHED, BASKET_MIXED, SPAN_UNKNOWN, PRICE_CHANGED when it
 * no longer costs what the buyer was told, TARIFF_UNKNOWN, TARIFF_GONE, REQUEST_REUSED, and PAYMENT_PROVIDER_AWAY, after which the order stands and `resume` tries again.
 */
export async function startCheckout(ctx: RequestContext, input: StartCheckoutInput) {
  const email = ctx.caller.personEmail ?? input.email;
  if (!email) throw new Refusal("NOT_SIGNED_IN");
  const requestHash = createHash("sha256")
    .update(JSON.stringify([input.holds, email]))
    .digest("hex");
  const earlier = await ctx.db.order.findUnique({
    where: { buyerKey_requestId: { buyerKey: ctx.caller.buyerKey, requestId: input.requestId } },
    select: { id: true, requestHash: true },
  });
  if (earlier) return answerAgain(ctx, earlier, requestHash);

  let orderId = newId();
  const claimed: HoldView[] = [];
  try {
    for (const { performanceId, holdId } of input.holds) {
      const { buyerKey } = ctx.caller;
      const claim = await claimHold(ctx, { performanceId, holdId, buyerKey, orderId, requestId: input.requestId });
      // The same request got that far before and stopped there, or is on its way at this moment: one order for both.
      if (claimed.length === 0) orderId = claim.orderId;
      if (claim.orderId !== orderId) throw new Refusal("HOLD_IN_CHECKOUT", { orderId: claim.orderId });
      claimed.push(claim);
    }
    const priced = await Promise.all(claimed.map((hold, at) => priceHold(ctx, hold, input.holds[at]?.tariffs)));
    refuseOtherPrice(priced, input.expectedTotalMinor);
    await ctx.db.$transaction((tx) => writeOrder(tx, ctx, { ...input, orderId, email, requestHash, priced }));
  } catch (error) {
    const raced = await findByRequest(ctx, input.requestId);
    if (raced) return answerAgain(ctx, raced, requestHash);
    // After a refusal there is no order. After anything else nobody knows, and the sweeper asks Postgres in a minute.
    if (error instanceof Refusal) await giveBack(ctx, claimed, orderId);
    throw error;
  }
  return openPaymentPage(ctx, orderId);
}

function refuseOtherPrice(priced: readonly PricedHold[], told: number | undefined): void {
  const totalMinor = totalOf(priced.flatMap(({ lines }) => lines));
  if (told !== undefined && told !== totalMinor) throw new Refusal("PRICE_CHANGED", { totalMinor });
}

function findByRequest(ctx: RequestContext, requestId: string) {
  const key = { buyerKey: ctx.caller.buyerKey, requestId };
  return ctx.db.order.findUnique({ where: { buyerKey_requestId: key }, select: { id: true, requestHash: true } });
}

function answerAgain(ctx: RequestContext, order: { id: string; requestHash: string }, requestHash: string) {
  if (order.requestHash !== requestHash) throw new Refusal("REQUEST_REUSED");
  return openPaymentPage(ctx, order.id);
}

/** Gives claimed holds back. What cannot be given back now the sweeper gives back; the buyer hears what went wrong first. */
async function giveBack(ctx: RequestContext, claimed: readonly HoldView[], orderId: string): Promise<void> {
  for (const { performanceId, holdId } of claimed) {
    await unclaimHold(ctx, performanceId, holdId, orderId).catch((err) =>
      ctx.log.warn({ orderId, err }, "a claimed hold was kept"),
    );
  }
}

/** What a hold costs, line by line. Refuses SPAN_UNKNOWN for cells that a category is not sold for, TARIFF_UNKNOWN for a tariff that this seat is not offered at, or a seat that is not held, TARIFF_GONE for one that is not offered now. */
export async function priceHold(ctx: RequestContext, hold: HoldView, chosen: ChosenTariffs = []): Promise<PricedHold> {
  const performance = await performanceOnSale(ctx, hold.performanceId);
  const { geometry } = performance;
  const row = await ctx.db.performance.findUniqueOrThrow({
    where: { id: hold.performanceId },
    select: {
      status: true,
      currency: true,
      organizerId: true,
      categories: { include: { fares: true, tariffPrices: { include: { tariff: true } } } },
      venue: { select: { countryCode: true } },
    },
  });
  // What is kept of a performance for holds may be some seconds old.
  if (row.status !== "published") throw new Refusal("NOT_ON_SALE");
  const tariffOf = new Map(chosen.map(({ seatIndex, tariffId }) => [seatIndex, tariffId]));
  const astray = [...tariffOf.keys()].find((seat) => !hold.seats.includes(seat));
  if (astray !== undefined) throw new Refusal("TARIFF_UNKNOWN", { seat: astray });
  const byChartCategory = new Map(row.categories.map((category) => [category.chartCategory, category]));
  const lines = hold.seats.flatMap((index) => {
    const category = byChartCategory.get(seatAt(geometry, index)?.category ?? -1);
    const place = seatNameAt(geometry, index);
    if (!category || !place) throw new Refusal("SEAT_UNKNOWN", { seat: index });
    const fared = { ...category, fares: category.fares.map(fareOfRow) };
    const faceMinor = faceOfSpan(fared, hold.span, performance.cellCount);
    if (faceMinor === null) throw new Refusal("SPAN_UNKNOWN", { seat: index });
    const tariffId = tariffOf.get(index);
    const price = category.tariffPrices.find((one) => one.tariffId === tariffId);
    if (tariffId !== undefined && !price) throw new Refusal("TARIFF_UNKNOWN", { seat: index });
    if (price && !isOffered(price.tariff, ctx.clock.now())) throw new Refusal("TARIFF_GONE", { tariffId, left: 0 });
    const tariffFace = price && tariffFaceOfSpan(price.faceMinor, fared, faceMinor, row.currency);
    const tariff = price && { id: price.tariffId, name: price.tariff.name, faceMinor: tariffFace ?? faceMinor };
    return priceLines({ seatIndex: index, span: hold.span, place }, { ...category, faceMinor }, tariff ?? null);
  });
  const { organizerId, currency, venue } = row;
  const wanted = new Set(tariffOf.values());
  const limited = new Map(
    row.categories
      .flatMap(({ tariffPrices }) => tariffPrices)
      .flatMap(({ tariff: { id, capacity } }) => (capacity !== null && wanted.has(id) ? [[id, { id, capacity }]] : [])),
  );
  return {
    ...{ performance, organizerId, currency, taxPlace: venue.countryCode, hold, lines },
    limited: [...limited.values()],
  };
}

/** Refuses TARIFF_GONE, with how many there are, when more is wanted at a tariff than may still be sold at it. */
export async function refuseSoldOutTariffs(tx: Pick<Tx, "$queryRaw">, priced: readonly PricedHold[]): Promise<void> {
  const leftAt = await tariffsLeft(
    tx,
    priced.flatMap(({ limited }) => limited),
  );
  const seats = priced.flatMap(({ lines }) => lines).filter(({ kind }) => kind === "seat");
  for (const [tariffId, left] of leftAt) {
    const wanted = seats.filter((line) => line.tariffId === tariffId).length;
    if (wanted > left) throw new Refusal("TARIFF_GONE", { tariffId, left });
  }
}

interface NewOrder extends StartCheckoutInput {
  readonly orderId: string;
  readonly email: string;
  readonly requestHash: string;
  readonly priced: readonly PricedHold[];
}

async function writeOrder(tx: Tx, ctx: RequestContext, order: NewOrder): Promise<void> {
  const [first] = order.priced;
  if (!first) throw new Refusal("HOLD_GONE");
  const isMixed = order.priced.some((one) => one.organizerId !== first.organizerId || one.currency !== first.currency);
  if (isMixed) throw new Refusal("BASKET_MIXED");
  for (const { performance, hold } of order.priced)
    await refuseOverLimit(tx, order.email, performance, hold.seats.length);
  await lockTariffs(
    tx,
    order.priced.flatMap(({ limited }) => limited.map(({ id }) => id)),
  );
  await refuseSoldOutTariffs(tx, order.priced);
  const now = ctx.clock.nowMs();
  const deadlineAt = new Date(now + Math.min(...order.priced.map(({ hold }) => hold.secondsLeft)) * 1_000);
  const backstopAt = new Date(now + PAGE_LIFETIME_MS + BACKSTOP_AFTER_EXPIRY_MS);
  const lines = order.priced.flatMap(({ hold, lines, organizerId, taxPlace }) =>
    lines.map((line) => ({ ...line, id: newId(), organizerId, taxPlace, performanceId: hold.performanceId })),
  );
  await tx.order.create({
    data: {
      id: order.orderId,
      code: newOrderCode(),
      organizerId: first.organizerId,
      buyerKey: ctx.caller.buyerKey,
      personId: ctx.caller.personId,
      email: order.email,
      locale: order.locale,
      currency: first.currency,
      totalMinor: totalOf(lines),
      deadlineAt,
      requestId: order.requestId,
      requestHash: order.requestHash,
      holds: {
        create: order.priced.map(({ hold }) => ({
          holdId: hold.holdId,
          performanceId: hold.performanceId,
          backstopAt,
        })),
      },
      lines: { createMany: { data: lines } },
    },
  });
  const inOrder = [...order.priced].sort((a, b) => a.hold.performanceId.localeCompare(b.hold.performanceId));
  for (const { hold } of inOrder) {
    const { performanceId, holdId, seats: seatIndexes, span } = hold;
    const held = { performanceId, epoch: epochOf(hold.version), holdId, seatIndexes, span };
    await claimSeats(tx, order.orderId, held, backstopAt);
  }
  await enqueue(
    tx,
    "checkout.closeOrder",
    { orderId: order.orderId },
    { runAt: deadlineAt, key: `close:${order.orderId}` },
  );
}

/** The limit counts again by mail address: what it owns and what it is paying for, under a lock of its own. */
async function refuseOverLimit(tx: Tx, email: string, performance: PerformanceOnSale, wanted: number): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`limit:${performance.id}:${email}`}, 0))`;
  const [counted] = await tx.$queryRaw<{ owned: number }[]>`
    SELECT ((SELECT count(*) FROM ticket WHERE performance_id = ${performance.id}::uuid AND owner_email = ${email}::citext AND status = 'valid')
      + (SELECT count(DISTINCT (s.order_id, s.seat_index / ${performance.cellCount}::int)) FROM seat_state s JOIN "order" o ON o.id = s.order_id
         WHERE s.performance_id = ${performance.id}::uuid AND o.email = ${email}::citext))::int AS owned`;
  const owned = counted?.owned ?? 0;
  if (owned + wanted > performance.ticketLimit) throw new Refusal("LIMIT_REACHED", { held: owned });
}
