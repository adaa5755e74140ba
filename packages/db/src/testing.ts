import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import pg from "pg";

const run = promisify(execFile);
const PACKAGE_FOLDER = fileURLToPath(new URL("..", import.meta.url));

/** The address of a database of the server at `serverUrl`. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function withServer<T>(serverUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl(serverUrl, "postgres") });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Makes the template that test databases are copied from: every migration, and what `prepare` adds (such as the job
 * queue's own schema).
 */
export async function createTemplate(
  serverUrl: string,
  name: string,
  prepare: (url: string) => Promise<void>,
): Promise<void> {
  await withServer(serverUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await client.query(`CREATE DATABASE "${name}"`);
  });
  const url = databaseUrl(serverUrl, name);
  await run(process.execPath, [createRequire(import.meta.url).resolve("prisma/build/index.js"), "migrate", "deploy"], {
    cwd: PACKAGE_FOLDER,
    env: { ...process.env, DATABASE_URL: url },
  });
  await prepare(url);
}

/** A database of one's own, copied from the template in about a tenth of a second. `drop` ends it. */
export async function createTestDatabase(
  serverUrl: string,
  template: string,
): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await withServer(serverUrl, async (client) => {
    // Copies of one template do not go side by side: the server refuses a template that is in use.
    await client.query("SELECT pg_advisory_lock(7254)");
    await client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
    await client.query("SELECT pg_advisory_unlock(7254)");
  });
  return {
    url: databaseUrl(serverUrl, name),
    drop: () =>
      withServer(serverUrl, async (client) => {
        await untilLeft(client, name);
        await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      }),
  };
}

const LEAVING_TAKES_MS = 3_000;

/**
 * Waits until nobody is connected to a database any more, for a while. A pool that has ended still says goodbye to the server, and a
 * connection that is cut off meanwhile raises an error that nobody listens for.
 */
async function untilLeft(client: pg.Client, database: string): Promise<void> {
  const until = performance.now() + LEAVING_TAKES_MS;
  const connected = "SELECT pg_sleep(0.01), count(*)::int AS count FROM pg_stat_activity WHERE datname = $1";
  while (performance.now() < until) {
    const { rows } = await client.query<{ count: number }>(connected, [database]);
    if (rows[0]?.count === 0) return;
  }
}

type Query = (...args: unknown[]) => unknown;
type Callback = (error: unknown, result?: unknown) => void;

/**
 * Puts `around` before every statement of this process that `stepOf` names, whoever sends it over `pg`: Prisma, the job
 * queue, or a session of its own.
 */
export function watchStatements(
  stepOf: (text: string, values: readonly unknown[]) => string | undefined,
  around: <T>(step: string, perform: () => Promise<T>) => Promise<T>,
): void {
  const query = pg.Client.prototype.query as Query;
  const watched = function (this: pg.Client, ...args: unknown[]): unknown {
    const [statement, second] = args;
    const config = typeof statement === "string" ? { text: statement } : (statement as { text?: string });
    const values = (config as { values?: unknown[] }).values ?? (Array.isArray(second) ? second : []);
    const step = stepOf(config.text ?? "", values);
    if (!step) return query.apply(this, args);
    const callback = args.at(-1);
    if (typeof callback !== "function") return around(step, () => query.apply(this, args) as Promise<unknown>);
    const perform = () =>
      new Promise((resolve, reject) => {
        const answered: Callback = (error, result) => (error ? reject(error) : resolve(result));
        query.apply(this, [...args.slice(0, -1), answered]);
      });
    around(step, perform).then(
      (result) => (callback as Callback)(null, result),
      (error) => (callback as Callback)(error),
    );
    return undefined;
  };
  Object.assign(pg.Client.prototype, { query: watched });
}
