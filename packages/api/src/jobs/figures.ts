import { tellSoldOut } from "../catalog/index.ts";
import { indexFigures } from "../search/index.ts";
import type { Services } from "../services.ts";

const PAUSE_MS = 400;
const PAUSE_AFTER_FAILURE_MS = 3_000;
const MOST_AT_ONCE = 500;

/** What the search index says of prices and places left, kept up with sales. */
export interface Figures {
  /** Something of this performance was sold, held or let go. */
  changed(performanceId: string): void;
  stop(): Promise<void>;
}

/**
 * Writes the figures of performances that changed into the search index, a batch every 0.4 s however much is sold, and tells
 * the pages of those that sold out: a sale itself waits for nothing. What the engine did not take is written with the next batch.
 */
export function startFigures(services: Services): Figures {
  const waiting = new Set<string>();
  let stopWaiting: (() => void) | undefined;
  let isStopped = false;
  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      stopWaiting = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const turn = async (): Promise<number> => {
    const batch = [...waiting].slice(0, MOST_AT_ONCE);
    if (batch.length === 0) return PAUSE_MS;
    for (const id of batch) waiting.delete(id);
    try {
      await tellSoldOut(services, await indexFigures(services, batch));
      return PAUSE_MS;
    } catch (error) {
      for (const id of batch) waiting.add(id);
      services.log.warn({ err: error, performances: batch.length }, "could not write figures into the search index");
      return PAUSE_AFTER_FAILURE_MS;
    }
  };
  const loop = (async () => {
    while (!isStopped) await pause(await turn());
  })();
  return {
    changed: (performanceId) => void waiting.add(performanceId),
    async stop() {
      isStopped = true;
      stopWaiting?.();
      await loop;
    },
  };
}
