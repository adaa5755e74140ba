import { openServices } from "../open-services.ts";
import { runWorker } from "./run-worker.ts";

/** The worker's process: jobs, timers and the publisher. Ends in order on SIGTERM and SIGINT, and when its parent is gone. */
const services = openServices("worker");
const worker = await runWorker(services);
process.send?.({ type: "ready" });
services.log.info("worker ready");

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await worker.stop();
  await services.close();
  process.exit(0);
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
process.on("disconnect", stop);
