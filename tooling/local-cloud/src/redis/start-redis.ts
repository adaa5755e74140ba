import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { findFreePort } from "../process/free-port.ts";
import { StartFailed, startLeashed } from "../process/leashed-process.ts";
import { findRedisServer } from "./find-redis.ts";

const HOST = "127.0.0.1";
const START_TRIES = 5;

/** Where, and whether what was written survives a restart. Port 0 takes a free one. */
export interface RedisOptions {
  port: number;
  dir: string;
  appendOnly: boolean;
  /** The server to run; looked for when absent. */
  binary?: string;
}

/** A Redis that is up on 127.0.0.1. */
export interface RunningRedis {
  url: string;
  port: number;
  pid: number;
  isRunning(): boolean;
  /** Its last lines of output. */
  output(): string;
  /** A clean end; with `appendOnly` everything is on disk afterwards. */
  stop(): Promise<void>;
  /** SIGKILL. With `appendOnly` at most the last second is lost. */
  kill(): Promise<void>;
}

/** Starts the real Redis on 127.0.0.1 alone, without snapshots. It ends with this process, however that ends. */
export async function startRedis(options: RedisOptions): Promise<RunningRedis> {
  const dir = resolve(options.dir);
  await mkdir(dir, { recursive: true });
  const command = options.binary ?? findRedisServer();
  for (let tries = 1; ; tries++) {
    const port = options.port || (await findFreePort());
    try {
      const server = await startLeashed({
        command,
        args: serverFlags(port, dir, options.appendOnly),
        readyText: "Ready to accept connections",
        stopSignal: "SIGTERM",
      });
      const { pid, isRunning, output, stop, kill } = server;
      return {
        url: `redis://${HOST}:${port}`,
        port,
        pid,
        isRunning,
        output,
        stop,
        kill,
      };
    } catch (error) {
      const portWasTaken = error instanceof StartFailed && /Address already in use/i.test(error.output);
      if (options.port || !portWasTaken || tries === START_TRIES) throw error;
    }
  }
}

function serverFlags(port: number, dir: string, appendOnly: boolean): string[] {
  return [
    ["--port", String(port)],
    ["--bind", HOST],
    ["--protected-mode", "yes"],
    ["--daemonize", "no"],
    ["--dir", dir],
    ["--save", ""],
    ["--appendonly", appendOnly ? "yes" : "no"],
    // Eviction would take a hold away from a buyer; a full store must say so instead.
    ["--maxmemory-policy", "noeviction"],
  ].flat();
}
