import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { childEnvironment } from "./environment.mjs";
import { at, pinnedNode } from "./paths.mjs";
import { run } from "./processes.mjs";
import { SetupFailure, step } from "./progress.mjs";
import { hashSources, unlessStamped } from "./stamps.mjs";

/** The command that fills an empty house. It may run again over a filled one, and ends with JSON: `{"accounts": […]}`. */
const SEED = at("packages/api/src/cli/seed.ts");

/** The job queue keeps its own tables, beside the house's migrations; this brings them up to date. */
const JOB_MIGRATIONS = at("packages/api/src/cli/migrate-jobs.ts");

/**
 * Brings the database to the newest migration and fills it for a first look. The stamps lie beside the data, so that
 * they go when the data goes.
 */
export async function prepareDatabase(folders, environment) {
  const env = childEnvironment(environment);
  const migrations = hashSources([
    at("packages/db/prisma/migrations"),
    at("packages/db/prisma.config.ts"),
    JOB_MIGRATIONS,
    at("package-lock.json"),
  ]);
  await step("Migrations", async () => {
    const hadWork = await unlessStamped(join(folders.data, "migrated"), migrations, () =>
      run(at("node_modules/.bin/prisma"), ["migrate", "deploy"], {
        cwd: at("packages/db"),
        env,
        log: join(folders.logs, "migrate.log"),
      }).then(() =>
        run(pinnedNode(), [JOB_MIGRATIONS], { cwd: at("."), env, log: join(folders.logs, "migrate-jobs.log") }),
      ),
    );
    return hadWork ? undefined : "none new";
  });
  const seed = hashSources([SEED, at("packages/api/src/seed")], [migrations]);
  await step("Demo events and accounts", async () => {
    const hadWork = await unlessStamped(join(folders.data, "seeded"), seed, () => runSeed(folders, env));
    return hadWork ? undefined : "as they were";
  });
}

async function runSeed(folders, env) {
  const log = join(folders.logs, "seed.log");
  await run(pinnedNode(), [SEED], { cwd: at("."), env, log });
  mkdirSync(folders.data, { recursive: true });
  writeFileSync(join(folders.data, "accounts.json"), JSON.stringify(accountsIn(readFileSync(log, "utf8"), log)));
}

/** The seed's answer is the last JSON object of its output, after whatever it logged. */
function accountsIn(output, log) {
  const start = Math.max(output.lastIndexOf("\n{\n") + 1, 0);
  try {
    const { accounts } = JSON.parse(output.slice(start));
    if (Array.isArray(accounts)) return accounts;
  } catch {
    // Told below.
  }
  throw new SetupFailure("The seed did not name its accounts.", log);
}

/** The accounts that the seed made: `{role, name, email, organizer}` each. */
export function demoAccounts(folders) {
  const file = join(folders.data, "accounts.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
}
