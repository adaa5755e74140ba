export { freeJobsOfDeadWorkers } from "./dead-workers.ts";
export { runWorker, taskList } from "./run-worker.ts";
