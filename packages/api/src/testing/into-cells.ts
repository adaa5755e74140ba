import { rebuildAvailability } from "../availability/index.ts";
import type { Services } from "../services.ts";

const HOUR_MS = 3_600_000;

interface Cells {
  /** Names of the stops; one leg less than these. */
  readonly stops?: readonly string[];
  /** How many days of a fair. */
  readonly days?: number;
}

/**
 * Makes a journey or a fair of a test performance of which nothing was sold: legs of an hour, days a day apart. Each cell by itself
 * costs, and so does each pair of neighbours, so many equal parts of the category's price; longer ways but the whole are not sold.
 */
export async function splitIntoCells(
  services: Services,
  performanceId: string,
  { stops = [], days = 0 }: Cells,
): Promise<void> {
  const { db } = services;
  const count = days || stops.length - 1;
  const performance = await db.performance.findUniqueOrThrow({
    where: { id: performanceId },
    include: { categories: true },
  });
  const startOf = (cell: number) => performance.startsAt.getTime() + cell * (days ? 24 : 1) * HOUR_MS;
  await db.performanceCell.createMany({
    data: Array.from({ length: count }, (_, position) => ({
      performanceId,
      organizerId: performance.organizerId,
      position,
      startsAt: new Date(startOf(position)),
      endsAt: new Date(startOf(position) + (days ? 8 : 1) * HOUR_MS),
      fromName: stops[position] ?? null,
      toName: stops[position + 1] ?? null,
    })),
  });
  await db.fare.createMany({
    data: performance.categories.flatMap(({ id: categoryId, faceMinor }) =>
      [1, 2].flatMap((length) =>
        Array.from({ length: Math.max(0, count - length + 1) }, (_, fromCell) => ({
          fromCell,
          toCell: fromCell + length,
        }))
          .filter(() => length < count)
          .map((span) => ({ categoryId, ...span, faceMinor: Math.round((faceMinor * length) / count) })),
      ),
    ),
  });
  const endsAt = new Date(startOf(count - 1) + (days ? 8 : 1) * HOUR_MS);
  await db.performance.update({
    where: { id: performanceId },
    data: { cellCount: count, endsAt, openUntil: days ? endsAt : null },
  });
  await rebuildAvailability(services, performanceId, "split into cells");
}
