import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningRedis, startRedis } from "@usher/local-cloud";

/** How a Redis comes back after its power was cut: with its file, with nothing, or with a file of an earlier time. */
export type Return = "with its file" | "empty" | "with an old file";

/** A Redis of the test's own that can be killed and brought back at the same address. */
export async function openMortalRedis() {
  const folder = await mkdtemp(join(tmpdir(), "usher-redis-loss-"));
  const old = join(folder, "old");
  let server: RunningRedis = await startRedis({ port: 0, dir: join(folder, "first"), appendOnly: true });
  let lives = 1;
  let dir = join(folder, "first");
  const { url, port } = server;
  return {
    url,
    /** Puts the file as it is now aside, for the day it comes back. */
    async setFileAside(): Promise<void> {
      await rm(old, { recursive: true, force: true });
      await cp(dir, old, { recursive: true });
    },
    kill: () => server.kill(),
    async comeBack(how: Return): Promise<void> {
      lives++;
      const next = join(folder, `life-${lives}`);
      if (how === "with its file") await cp(dir, next, { recursive: true });
      if (how === "with an old file") await cp(old, next, { recursive: true });
      dir = next;
      server = await startRedis({ port, dir, appendOnly: true });
    },
    async close(): Promise<void> {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type MortalRedis = Awaited<ReturnType<typeof openMortalRedis>>;
