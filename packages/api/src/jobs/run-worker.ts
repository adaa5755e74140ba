import { EventEmitter } from "node:events";
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import type { JobName } from "../kernel/jobs.ts";
import type { Services } from "../services.ts";
import { holdWorkerName } from "./dead-workers.ts";
import { startFigures } from "./figures.ts";
import { startPublisher } from "./publisher.ts";
import { JOB_TASKS } from "./tasks.ts";
import { startTimers } from "./timers.ts";

const CONCURRENCY = 8;

/** Jobs as graphile-worker takes them; each failure is logged and tried again with growing pauses. */
export function taskList(services: Services): TaskList {
  const list: TaskList = {};
  for (const name of Object.keys(JOB_TASKS) as JobName[]) {
    list[name] = async (payload) => {
      const task = JOB_TASKS[name] as (services: Services, payload: unknown) => Promise<unknown>;
      await task(services, payload);
    };
  }
  return list;
}

/** Runs jobs, timers and the publisher until stopped. */
export async function runWorker(services: Services): Promise<{ stop(): Promise<void> }> {
  const logger = new Logger(() => (level, message, meta) => {
    if (level === "error") services.log.error({ meta: String(meta?.error ?? "") }, message);
    else if (level === "warning") services.log.warn(message);
  });
  const events: WorkerEvents = new EventEmitter();
  let workerId = "";
  events.on("pool:create", ({ workerPool }) => {
    workerId = workerPool.id;
  });
  const runner: Runner = await run({
    connectionString: services.env.DATABASE_URL,
    taskList: taskList(services),
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    pollInterval: 1_000,
    logger,
    events,
  });
  const name = await holdWorkerName(services, workerId);
  const figures = startFigures(services);
  const publisher = startPublisher(services, figures.changed);
  const timers = startTimers(services);
  return {
    async stop() {
      timers.stop();
      await publisher.stop();
      await figures.stop();
      await runner.stop();
      await name.release();
    },
  };
}
