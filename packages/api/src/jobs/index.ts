export { runWorker, taskList } from "./run-worker.ts";
