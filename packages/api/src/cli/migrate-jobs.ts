import { readEnv } from "../env.ts";
import { prepareQueue } from "../jobs/prepare-queue.ts";

/** Creates or brings up to date the job queue's own schema. Run after the house's migrations. */
await prepareQueue(readEnv().DATABASE_URL);
