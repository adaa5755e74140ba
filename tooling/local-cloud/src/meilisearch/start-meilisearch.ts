import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { findFreePort } from "../process/free-port.ts";
import { startLeashed } from "../process/leashed-process.ts";

const HOST = "127.0.0.1";

/** Where the engine keeps its indexes, and its one key. Port 0 takes a free one. */
export interface MeilisearchOptions {
  readonly port: number;
  readonly dir: string;
  readonly masterKey: string;
  readonly binary: string;
}

/** A Meilisearch that is up on 127.0.0.1. */
export interface RunningMeilisearch {
  readonly port: number;
  isRunning(): boolean;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/** Starts the real engine on 127.0.0.1 alone, telling nobody of it. It ends with this process, however that ends. */
export async function startMeilisearch(options: MeilisearchOptions): Promise<RunningMeilisearch> {
  const dir = resolve(options.dir);
  await mkdir(dir, { recursive: true });
  const port = options.port || (await findFreePort());
  const flags = [
    ["--http-addr", `${HOST}:${port}`],
    ["--db-path", join(dir, "indexes")],
    ["--dump-dir", join(dir, "dumps")],
    ["--snapshot-dir", join(dir, "snapshots")],
    ["--env", "development"],
    ["--no-analytics"],
  ].flat();
  const { isRunning, stop, kill } = await startLeashed({
    command: options.binary,
    args: flags,
    // Not a flag: the list of processes is for everybody to read.
    env: { ...process.env, MEILI_MASTER_KEY: options.masterKey },
    readyText: "istening on",
    stopSignal: "SIGTERM",
  });
  return { port, isRunning, stop, kill };
}
