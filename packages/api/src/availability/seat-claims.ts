import { Prisma, type Tx } from "@usher/db";
import { Refusal } from "../errors.ts";
import { enqueue } from "../kernel/jobs.ts";
import { availabilityLock } from "./availability-lock.ts";
import { cellsOf, placesOfCells, type Span } from "./cells.ts";

/** Places of one performance that one hold kept, with the cells of each. */
export interface HeldSeats {
  readonly performanceId: string;
  /** The epoch of the map that the hold stood in. */
  readonly epoch: number;
  readonly holdId: string;
  readonly seatIndexes: readonly number[];
  readonly span: Span;
}

const ascending = (indexes: readonly number[]) => [...indexes].sort((a, b) => a - b);

/**
 * Claims every cell of every seat for an order, or refuses SEAT_TAKEN naming the seats that are not to be had: sold, not for
 * sale, or claimed by another order. Rows are taken in ascending order by all claims, and a row's key is the last word: two
 * orders cannot both pass here. Refuses HOLD_GONE when the map was built anew since the hold was proved: that map does not
 * know the hold, and would show these seats as free.
 */
export async function claimSeats(tx: Tx, orderId: string, held: HeldSeats, backstopAt: Date): Promise<void> {
  const { from, to } = held.span;
  const wanted = ascending(held.seatIndexes);
  // Until this commits no rebuild reads the rows, so a map knows either the claim or an epoch above the hold's.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(${availabilityLock(held.performanceId)})`;
  const claimed = await tx.$queryRaw<{ seat_index: number }[]>`
    INSERT INTO seat_state (performance_id, seat_index, state, revision, order_id, hold_id, backstop_at)
    SELECT p.id, wanted.index * p.cell_count + cell, 0, 1, ${orderId}::uuid, ${held.holdId}::uuid, ${backstopAt}
    FROM performance p, unnest(${wanted}::int[]) AS wanted(index), generate_series(${from}::int, ${to - 1}::int) AS cell
    WHERE p.id = ${held.performanceId}::uuid AND p.epoch = ${held.epoch}
    ORDER BY 2
    ON CONFLICT (performance_id, seat_index) DO UPDATE
      SET order_id = excluded.order_id, hold_id = excluded.hold_id, backstop_at = excluded.backstop_at,
          revision = seat_state.revision + 1
      WHERE seat_state.state = 0 AND (seat_state.order_id IS NULL OR seat_state.order_id = excluded.order_id)
    RETURNING seat_index`;
  if (claimed.length === wanted.length * (to - from)) return;
  const { epoch, cellCount } = await tx.performance.findUniqueOrThrow({
    where: { id: held.performanceId },
    select: { epoch: true, cellCount: true },
  });
  if (epoch !== held.epoch) throw new Refusal("HOLD_GONE");
  const won = new Set(claimed.map((row) => row.seat_index));
  const lost = cellsOf(wanted, cellCount, held.span).filter((cell) => !won.has(cell));
  throw new Refusal("SEAT_TAKEN", {
    performanceId: held.performanceId,
    seats: placesOfCells(lost, cellCount),
  });
}

/** Gives back what an order claims and has not bought; the bytes follow by a job. Returns the seats by performance. */
export async function releaseClaims(tx: Tx, orderId: string): Promise<Map<string, number[]>> {
  const rows = await tx.$queryRaw<{ performance_id: string; seat_index: number; hold_id: string }[]>`
    WITH mine AS (
      SELECT performance_id, seat_index, hold_id FROM seat_state WHERE order_id = ${orderId}::uuid
      ORDER BY performance_id, seat_index FOR UPDATE
    )
    UPDATE seat_state s SET order_id = NULL, hold_id = NULL, backstop_at = NULL, revision = s.revision + 1
    FROM mine WHERE s.performance_id = mine.performance_id AND s.seat_index = mine.seat_index
    RETURNING s.performance_id, s.seat_index, mine.hold_id`;
  const byPerformance = new Map<string, number[]>();
  for (const performanceId of new Set(rows.map((row) => row.performance_id))) {
    const seats = rows.filter((row) => row.performance_id === performanceId);
    const seatIndexes = seats.map((row) => row.seat_index);
    byPerformance.set(performanceId, seatIndexes);
    const holdIds = [...new Set(seats.map((row) => row.hold_id))];
    await enqueue(tx, "availability.settle", { performanceId, seatIndexes, holdIds });
  }
  return byPerformance;
}

export interface SoldSeat {
  readonly performanceId: string;
  readonly seatIndex: number;
  readonly span: Span;
  readonly ticketId: string;
}

/** Turns an order's claims into sold seats. Throws when a seat is not claimed by this order: that is never a buyer's fault. */
export async function sellClaimedSeats(tx: Tx, orderId: string, sold: readonly SoldSeat[]): Promise<void> {
  const inOrder = [...sold].sort((a, b) => a.performanceId.localeCompare(b.performanceId) || a.seatIndex - b.seatIndex);
  const values = Prisma.join(
    inOrder.map(
      ({ performanceId, seatIndex, span, ticketId }) =>
        Prisma.sql`(${performanceId}::uuid, ${seatIndex}::int, ${span.from}::int, ${span.to}::int, ${ticketId}::uuid)`,
    ),
  );
  const rows = await tx.$queryRaw<{ performance_id: string; seat_index: number; hold_id: string }[]>`
    WITH line(performance_id, place, from_cell, to_cell, ticket_id) AS (VALUES ${values}),
    sold AS (
      SELECT line.performance_id, line.place * p.cell_count + cell AS seat_index, line.ticket_id
      FROM line JOIN performance p ON p.id = line.performance_id, generate_series(line.from_cell, line.to_cell - 1) AS cell
    ),
    mine AS (
      SELECT s.performance_id, s.seat_index, s.hold_id, sold.ticket_id FROM seat_state s JOIN sold USING (performance_id, seat_index)
      WHERE s.order_id = ${orderId}::uuid ORDER BY s.performance_id, s.seat_index FOR UPDATE OF s
    )
    UPDATE seat_state s SET state = 2, ticket_id = mine.ticket_id, order_id = NULL, hold_id = NULL, backstop_at = NULL,
      revision = s.revision + 1
    FROM mine WHERE s.performance_id = mine.performance_id AND s.seat_index = mine.seat_index
    RETURNING s.performance_id, s.seat_index, mine.hold_id`;
  const paidFor = sold.reduce((sum, { span }) => sum + span.to - span.from, 0);
  if (rows.length !== paidFor)
    throw new Error(`Order ${orderId} claims ${rows.length} of the ${paidFor} cells it paid for`);
  for (const performanceId of new Set(rows.map((row) => row.performance_id))) {
    const seats = rows.filter((row) => row.performance_id === performanceId);
    await enqueue(tx, "availability.settle", {
      performanceId,
      seatIndexes: seats.map((row) => row.seat_index),
      holdIds: [...new Set(seats.map((row) => row.hold_id))],
    });
  }
}

/** Takes sold seats back after a refund: for sale again, or kept back. Only seats that still belong to these tickets. */
export async function returnSoldSeats(
  tx: Tx,
  performanceId: string,
  ticketIds: readonly string[],
  resell: boolean,
): Promise<void> {
  const rows = await tx.$queryRaw<{ seat_index: number }[]>`
    WITH mine AS (
      SELECT seat_index FROM seat_state WHERE performance_id = ${performanceId}::uuid AND ticket_id = ANY(${[...ticketIds]}::uuid[])
      ORDER BY seat_index FOR UPDATE
    )
    UPDATE seat_state s SET state = ${resell ? 0 : 3}, ticket_id = NULL, revision = s.revision + 1
    FROM mine WHERE s.performance_id = ${performanceId}::uuid AND s.seat_index = mine.seat_index
    RETURNING s.seat_index`;
  const seatIndexes = rows.map((row) => row.seat_index);
  if (seatIndexes.length > 0) await enqueue(tx, "availability.settle", { performanceId, seatIndexes, holdIds: [] });
}
