import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

const KEPT_LINES = 200;

/** What to run and how to know that it is up. */
export interface LeashedProcessOptions {
  command: string;
  args: string[];
  /** A piece of its output that says it is ready to serve. */
  readyText: string;
  /** The signal that asks it to finish cleanly; also sent when this process dies. */
  stopSignal: NodeJS.Signals;
  startSeconds?: number;
  stopSeconds?: number;
  uid?: number;
  gid?: number;
  env?: NodeJS.ProcessEnv;
  onExit?: (status: string) => void;
}

/** A server that is up. `exited` settles when it is gone, for whatever reason. */
export interface LeashedProcess {
  pid: number;
  exited: Promise<void>;
  isRunning(): boolean;
  /** Its last lines of output. */
  output(): string;
  /** Asks it to finish, insists after `stopSeconds`. Safe to call twice. */
  stop(): Promise<void>;
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>;
}

/** The server ended, or stayed silent, before it was ready. `output` holds what it said. */
export class StartFailed extends Error {
  readonly output: string;

  constructor(message: string, output: string) {
    super(output ? `${message}\n${output}` : message);
    this.name = "StartFailed";
    this.output = output;
  }
}

/**
 * Starts a server in a session of its own, so that Ctrl-C in the terminal reaches only this process, which then stops its
 * servers in order. Resolves when the server has said that it is ready; refuses with {@link StartFailed} else.
 */
export async function startLeashed(options: LeashedProcessOptions): Promise<LeashedProcess> {
  const spawnOptions: SpawnOptions = {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: options.env ?? process.env,
  };
  if (options.uid !== undefined) Object.assign(spawnOptions, { uid: options.uid, gid: options.gid });
  const child = spawn(options.command, options.args, spawnOptions);
  const lines = keepOutput(child);
  let running = true;
  const exited = new Promise<void>((resolve) => {
    // "close" also waits for children of the server, which hold its output; one that is stuck may not hold us up.
    child.once("exit", () => setTimeout(() => closeOutput(child), 5000).unref());
    child.once("close", (code, signal) => {
      running = false;
      options.onExit?.(signal ?? `code ${code}`);
      resolve();
    });
    child.once("error", (error) => {
      lines.push(error.message);
      if (child.pid === undefined) {
        running = false;
        resolve();
      }
    });
  });
  const { pid } = child;
  const leash = pid === undefined ? undefined : tieToThisProcess(pid, options.stopSignal);
  void exited.then(() => leash?.kill("SIGKILL"));

  const leashed: LeashedProcess = {
    pid: pid ?? -1,
    exited,
    isRunning: () => running,
    output: () => lines.join("\n"),
    async stop() {
      if (!running) return;
      child.kill(options.stopSignal);
      const patience = new AbortController();
      await Promise.race([
        exited,
        wait((options.stopSeconds ?? 7) * 1000, undefined, {
          signal: patience.signal,
        }).catch(() => {}),
      ]);
      patience.abort();
      if (running) await leashed.kill();
    },
    async kill() {
      if (running) child.kill("SIGKILL");
      await exited;
    },
  };
  await untilReady(child, leashed, options);
  return leashed;
}

function closeOutput(child: ChildProcess): void {
  child.stdout?.destroy();
  child.stderr?.destroy();
}

function keepOutput(child: ChildProcess): string[] {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8");
    stream?.on("data", (text: string) => {
      lines.push(...text.trimEnd().split("\n"));
      lines.splice(0, Math.max(0, lines.length - KEPT_LINES));
    });
  }
  return lines;
}

async function untilReady(child: ChildProcess, leashed: LeashedProcess, options: LeashedProcessOptions): Promise<void> {
  const { promise: ready, resolve: isReady } = Promise.withResolvers<"ready">();
  const listen = (text: string) => {
    if (text.includes(options.readyText)) isReady("ready");
  };
  child.stdout?.on("data", listen);
  child.stderr?.on("data", listen);
  const patience = new AbortController();
  const tooLate = wait((options.startSeconds ?? 30) * 1000, "late" as const, {
    signal: patience.signal,
  }).catch(() => "late" as const);
  const outcome = await Promise.race([ready, tooLate, leashed.exited.then(() => "ended" as const)]);
  patience.abort();
  child.stdout?.off("data", listen);
  child.stderr?.off("data", listen);
  if (outcome === "ready") return;
  await leashed.kill();
  throw new StartFailed(
    `${options.command} ${outcome === "late" ? "did not become ready" : "ended before it was ready"}.`,
    leashed.output(),
  );
}

/**
 * A shell that waits for its input to end, which happens when this process is gone in any way, SIGKILL included, and
 * then ends the server. Without it a crash here would leave a database running that nobody owns.
 */
function tieToThisProcess(pid: number, signal: NodeJS.Signals): ChildProcess | undefined {
  if (process.platform === "win32") return undefined;
  const script = 'cat >/dev/null; kill -s "$2" "$1" 2>/dev/null';
  const leash = spawn("/bin/sh", ["-c", script, "leash", String(pid), signal.slice("SIG".length)], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  leash.on("error", () => {});
  leash.stdin.on("error", () => {});
  leash.unref();
  if (leash.stdin instanceof Socket) leash.stdin.unref();
  return leash;
}
