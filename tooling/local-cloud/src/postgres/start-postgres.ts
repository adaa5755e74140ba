import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { findFreePort } from "../process/free-port.ts";
import { type LeashedProcess, StartFailed, startLeashed } from "../process/leashed-process.ts";
import { findPostgresBinaries } from "./binaries.ts";
import { clearStaleLock, prepareDataFolder } from "./data-folder.ts";
import { lendCommand, postgresSystemUser } from "./system-user.ts";

const HOST = "127.0.0.1";
const START_TRIES = 20;

/** Where and how large. Port 0 takes a free one; `databases` are made when they are missing. */
export interface PostgresOptions {
  port: number;
  dir: string;
  maxConnections?: number;
  databases?: string[];
  /** Settings for this run, as `-c name=value` would give them. */
  settings?: Record<string, string>;
}

/** A PostgreSQL that is up on 127.0.0.1. */
export interface RunningPostgres {
  port: number;
  pid: number;
  /** The address of a database, superuser and password included. Does not look whether it exists. */
  url(database?: string): string;
  /** Makes the database when it is missing and returns its address. */
  ensureDatabase(database: string): Promise<string>;
  isRunning(): boolean;
  /** Its last lines of output. */
  output(): string;
  /** A clean end: open transactions are rolled back, nothing is to be recovered. */
  stop(): Promise<void>;
  /** SIGKILL. The next start over the same folder recovers. */
  kill(): Promise<void>;
}

/**
 * Starts the real PostgreSQL over a data folder, which it makes on the first run, and listens on 127.0.0.1 alone. It ends with
 * this process, however that ends. Refuses when another server is at work in that folder.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const dir = resolve(options.dir);
  const [binaries, user] = await Promise.all([findPostgresBinaries(), postgresSystemUser()]);
  const password = await prepareDataFolder(dir, binaries, user);
  await clearStaleLock(dir);
  const settings = {
    listen_addresses: HOST,
    unix_socket_directories: "",
    max_connections: String(options.maxConnections ?? 100),
    ...options.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const { server, port } = await startOnSomePort(options.port, async (chosen) =>
    startLeashed({
      ...(await lendCommand(user, binaries.postgres, ["-D", dir, "-p", String(chosen), ...flags], [dir])),
      readyText: "database system is ready to accept connections",
      stopSignal: "SIGINT",
    }),
  );
  const url = (database = "postgres") =>
    `postgresql://postgres:${password}@${HOST}:${port}/${encodeURIComponent(database)}`;
  const running: RunningPostgres = {
    port,
    pid: server.pid,
    url,
    isRunning: server.isRunning,
    output: server.output,
    stop: server.stop,
    kill: server.kill,
    ensureDatabase: async (database) => {
      await createIfMissing(url(), database);
      return url(database);
    },
  };
  for (const database of options.databases ?? []) await running.ensureDatabase(database);
  return running;
}

/**
 * Two refusals pass by themselves: a free port that somebody took in between, and memory that the processes of a killed
 * server still hold for a moment.
 */
async function startOnSomePort(
  wanted: number,
  start: (port: number) => Promise<LeashedProcess>,
): Promise<{ server: LeashedProcess; port: number }> {
  for (let tries = 1; ; tries++) {
    const port = wanted || (await findFreePort());
    try {
      return { server: await start(port), port };
    } catch (error) {
      const passes =
        error instanceof StartFailed &&
        (/shared memory block .*still in use/.test(error.output) ||
          (!wanted && /Address already in use/.test(error.output)));
      if (!passes || tries === START_TRIES) throw error;
      await wait(250);
    }
  }
}

async function createIfMissing(url: string, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  } catch (error) {
    // Two that want the same database at once are both served by the one that made it.
    if (!(error instanceof pg.DatabaseError && (error.code === "42P04" || error.code === "23505"))) throw error;
  } finally {
    await client.end();
  }
}
