import { runMigrations } from "graphile-worker";
import { readEnv } from "../env.ts";

/** Creates or brings up to date the job queue's own schema. Run after the house's migrations. */
await runMigrations({ connectionString: readEnv().DATABASE_URL });
