import { pollProvider } from "../checkout/index.ts";
import { fulfilment } from "../fulfilment.ts";
import { enqueue } from "../kernel/jobs.ts";
import { ensureIndexes, indexViewed } from "../search/index.ts";
import type { Services } from "../services.ts";
import { eraseGateSecrets } from "../tickets/index.ts";
import { freeJobsOfDeadWorkers } from "./dead-workers.ts";
import { createOverTaker } from "./over.ts";
import { createSweep } from "./sweep.ts";

const SWEEP_EVERY_MS = 1_000;
const INDEXES_EVERY_MS = 2_000;
const VIEWS_EVERY_MS = 20_000;
const OVER_EVERY_MS = 60_000;
const POLL_EVERY_MS = 30_000;
const FREE_EVERY_MS = 5_000;
const ERASE_EVERY_MS = 3_600_000;

/** What happens by itself: due holds are let go, dead workers' jobs are freed, what the provider never told is asked for. */
export function startTimers(services: Services): { stop(): void } {
  const stops = [
    every(services, "sweep holds", SWEEP_EVERY_MS, createSweep(services)),
    every(services, "look after the search indexes", INDEXES_EVERY_MS, () => lookAfterIndexes(services)),
    every(services, "count views", VIEWS_EVERY_MS, () => indexViewed(services)),
    every(services, "take what is over out of the search index", OVER_EVERY_MS, createOverTaker(services)),
    every(services, "free the jobs of dead workers", FREE_EVERY_MS, () => freeJobsOfDeadWorkers(services)),
    every(services, "erase old gate secrets", ERASE_EVERY_MS, () => eraseGateSecrets(services)),
    every(services, "poll provider", POLL_EVERY_MS, () => pollProvider(services, fulfilment)),
  ];
  return {
    stop() {
      for (const stop of stops) stop();
    },
  };
}

/** Lists that were made while the indexes were missing show only what the database finds soon: they are made anew. */
async function lookAfterIndexes(services: Services): Promise<void> {
  if (!(await ensureIndexes(services))) return;
  await services.db.$transaction((tx) => enqueue(tx, "catalog.revalidateLists", {}, { key: "revalidate lists" }));
}

/** Runs work again and again, never twice at once, with a pause after each. A failure is logged and the next turn tries. */
function every(services: Services, name: string, pauseMs: number, work: () => Promise<unknown>): () => void {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const turn = async () => {
    try {
      await work();
    } catch (error) {
      services.log.warn({ err: error }, `could not ${name}`);
    }
    if (!isStopped) timer = setTimeout(turn, pauseMs);
  };
  timer = setTimeout(turn, pauseMs);
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
