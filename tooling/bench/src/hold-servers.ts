import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { BenchRun } from "./bench-run.ts";
import type { HoldHall } from "./hold-hall.ts";
import { type Load, openLoad } from "./load.ts";
import { bindToCore } from "./machine.ts";

const SERVER = fileURLToPath(new URL("hold-server.ts", import.meta.url));
const CONNECTIONS = 24;

/** What came of one leg of holds. */
export interface HoldLeg {
  readonly answered: number;
  readonly perSecond: number;
  readonly cpuMicros: number;
}

/** A server of the bench, in a process of its own, and the load on it. */
export interface HoldServer {
  readonly load: Load;
  /** CPU time the process has used so far. */
  cpuMicros(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts the floor or the product for a hall, with `next` as the load's requests. */
export async function startHoldServer(
  run: BenchRun,
  hall: HoldHall,
  kind: "floor" | "product",
  next: () => string,
): Promise<HoldServer> {
  const profile = run.profileFolder ? ["--cpu-prof", `--cpu-prof-dir=${run.profileFolder}`] : [];
  const child = spawn(
    process.execPath,
    [...profile, SERVER, kind, hall.performanceId, String(hall.epoch), String(hall.sections)],
    {
      env: { ...process.env, ...hall.environment },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    },
  );
  const exited = once(child, "exit");
  const { port } = await answerOf<{ port: number }>(child);
  if (run.cores && child.pid) bindToCore(child.pid, run.cores.server);
  const load = await openLoad(port, CONNECTIONS, next);
  return {
    load,
    async cpuMicros() {
      child.send("cpu");
      return (await answerOf<{ cpuMicros: number }>(child)).cpuMicros;
    },
    async stop() {
      load.close();
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

/** The child's next message. Throws when it ends instead. */
async function answerOf<T>(child: ChildProcess): Promise<T> {
  const heard = new AbortController();
  const { signal } = heard;
  const ended = once(child, "exit", { signal }).then(() => {
    throw new Error("A server of the bench ended by itself");
  });
  try {
    const [message] = (await Promise.race([once(child, "message", { signal }), ended])) as [T];
    return message;
  } finally {
    // Whichever did not come must not be listened for until the next question.
    ended.catch(() => undefined);
    heard.abort();
  }
}

/** Holds for `ms` in a hall that is empty at first, or of which a share (0–1) is sold. */
export async function measureHolds(hall: HoldHall, server: HoldServer, ms: number, soldShare = 0): Promise<HoldLeg> {
  await hall.empty(soldShare);
  const before = await server.cpuMicros();
  const { answered, seconds } = await server.load.run(ms);
  const cpuMicros = ((await server.cpuMicros()) - before) / answered;
  return { answered, perSecond: answered / seconds, cpuMicros };
}
