import type { Tx } from "@usher/db";
import { settleSeats } from "../availability/index.ts";
import { enqueue } from "../kernel/jobs.ts";
import type { Services } from "../services.ts";

/** As many bytes as one message to listeners carries. */
const MOST_AT_ONCE = 2_000;

interface Settled {
  readonly id: string;
  /** 0: its availability was never built, and will be built of what is written down. */
  readonly epoch: number;
}

function* partsOf(cells: readonly number[]): Generator<number[]> {
  for (let at = 0; at < cells.length; at += MOST_AT_ONCE) yield cells.slice(at, at + MOST_AT_ONCE);
}

/** Brings a change of many seats to the map: for certain by jobs of the same transaction, and at once where Redis is there. */
export const settleInParts = {
  async later(tx: Pick<Tx, "$executeRaw">, { id, epoch }: Settled, cells: readonly number[]): Promise<void> {
    if (epoch === 0) return;
    for (const seatIndexes of partsOf(cells)) {
      await enqueue(tx, "availability.settle", { performanceId: id, seatIndexes, holdIds: [] });
    }
  },
  async now(services: Services, { id, epoch }: Settled, cells: readonly number[]): Promise<void> {
    if (epoch === 0) return;
    try {
      for (const seatIndexes of partsOf(cells)) await settleSeats(services, id, seatIndexes, []);
    } catch (error) {
      services.log.warn({ performanceId: id, err: error }, "the map follows later");
    }
  },
};
