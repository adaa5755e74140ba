import type { Tx } from "@usher/db";
import { Refusal } from "../errors.ts";
import type { Services } from "../services.ts";
import { missingSeats } from "./chart-facts.ts";
import type { ChartGeometry } from "./geometry.ts";

interface Revision {
  readonly geometry: ChartGeometry;
  readonly seatKeys: readonly string[];
}

const MOST_NAMED = 20;

/**
 * Places of a chart, by index, that somebody has a ticket for or is paying for, in a performance that is ahead and stands
 * on any of its revisions. A seat has the same index in all of them.
 */
export async function ownedSeats({ clock }: Pick<Services, "clock">, tx: Pick<Tx, "$queryRaw">, chartId: string) {
  const rows = await tx.$queryRaw<{ place: number }[]>`
    SELECT DISTINCT s.seat_index / p.cell_count AS place
    FROM chart_revision r
    JOIN performance p ON p.chart_revision_id = r.id
    JOIN seat_state s ON s.performance_id = p.id
    WHERE r.chart_id = ${chartId}::uuid AND coalesce(p.open_until, p.starts_at) > ${clock.now()}
      AND (s.ticket_id IS NOT NULL OR s.order_id IS NOT NULL)
    ORDER BY place`;
  return rows.map(({ place }) => place);
}

/**
 * A performance keeps the revision that it was sold on, so nobody would lose a seat by the next one today; but a house that
 * no longer knows a seat somebody will come for cannot show them to it. Refuses SEATS_OWNED, naming the first by their keys.
 */
export async function refuseOwnedLoss(
  services: Pick<Services, "clock">,
  tx: Pick<Tx, "$queryRaw">,
  chartId: string,
  { before, after }: { before: Revision; after: Revision },
): Promise<void> {
  const gone = new Set(missingSeats(before.geometry, before.geometry.seatCount));
  const lost = new Set(missingSeats(after.geometry, before.geometry.seatCount).filter((index) => !gone.has(index)));
  if (lost.size === 0) return;
  const owned = (await ownedSeats(services, tx, chartId)).filter((index) => lost.has(index));
  if (owned.length === 0) return;
  const seats = owned.slice(0, MOST_NAMED).map((index) => before.seatKeys[index] ?? "");
  throw new Refusal("SEATS_OWNED", { count: owned.length, seats });
}
