import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { SetupFailure } from "./progress.mjs";

const STOP_SECONDS = 12;
const running = new Set();

/** Runs a command to its end, its output in `log`. Fails with a {@link SetupFailure} that names the log. */
export function run(command, args, { log, env = process.env, cwd, allowFailure = false, onOutput } = {}) {
  mkdirSync(dirname(log), { recursive: true });
  const file = createWriteStream(log);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    const leash = tie(child);
    running.add(child);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        file.write(chunk);
        onOutput?.(chunk);
      });
    }
    child.once("error", (error) => reject(new SetupFailure(`${command} could not be started: ${error.message}`)));
    child.once("close", (code, signal) => {
      running.delete(child);
      leash?.kill("SIGKILL");
      file.end(() => {
        if (code === 0 || (allowFailure && code !== null)) resolve(code);
        else
          reject(new SetupFailure(`${command.split("/").at(-1)} ${args.join(" ")} failed (${signal ?? code}).`, log));
      });
    });
  });
}

/** Ends every command of {@link run} that is still at work. */
export function breakOff() {
  for (const child of running) signalGroup(child.pid, "SIGTERM");
}

/** The long-running processes of one installation: started in order, watched, and stopped again. */
export class Household {
  #members = [];
  #stopping;
  #onLoss;
  #waits = new Set();

  /** `onLoss(name, status, log)` hears of a member that ended by itself. */
  constructor(onLoss = () => {}) {
    this.#onLoss = onLoss;
  }

  /** Starts a member in a process group of its own, so that Ctrl-C reaches only us and we stop them in order. */
  start(name, command, args, { env, cwd, log, talks = false }) {
    mkdirSync(dirname(log), { recursive: true });
    const out = openSync(log, "w");
    const stdio = ["ignore", out, out, ...(talks ? ["ipc"] : [])];
    const child = spawn(command, args, { cwd, env, detached: true, stdio });
    const member = { name, child, log, leash: tie(child), hasEnded: false };
    member.ended = new Promise((resolve) => {
      const end = (status) => {
        if (member.hasEnded) return;
        member.hasEnded = true;
        member.leash?.kill("SIGKILL");
        // What the member itself started would outlive it.
        signalGroup(child.pid, "SIGKILL");
        resolve(status);
        if (this.#stopping) return;
        this.#failWaits(new SetupFailure(`${name} ended (${status}).`, log));
        this.#onLoss(name, status, log);
      };
      child.once("error", (error) => end(error.message));
      child.once("exit", (code, signal) => end(signal ?? `code ${code}`));
    });
    this.#members.push(member);
    return member;
  }

  /** Waits for the member's `{type: "ready"}`, and returns that message. */
  async untilReady(member, seconds = 60) {
    return this.#within(member, seconds, (resolve) => {
      member.child.on("message", (message) => {
        if (message?.type === "ready") resolve(message);
      });
    });
  }

  /** Waits until `url` answers with anything below 500. */
  async untilAnswers(member, url, seconds = 90) {
    return this.#within(member, seconds, async (resolve, isOver) => {
      while (!isOver()) {
        const status = await fetch(url, { redirect: "manual" }).then(
          (answer) => answer.status,
          () => 599,
        );
        if (status < 500) return resolve(status);
        await new Promise((next) => setTimeout(next, 150));
      }
    });
  }

  #failWaits(failure) {
    for (const reject of this.#waits) reject(failure);
  }

  async #within(member, seconds, begin) {
    let over = false;
    let timer;
    let rejectOnLoss;
    try {
      return await new Promise((resolve, reject) => {
        timer = setTimeout(
          () => reject(new SetupFailure(`${member.name} did not become ready.`, member.log)),
          seconds * 1000,
        );
        if (member.hasEnded) reject(new SetupFailure(`${member.name} ended.`, member.log));
        // Whichever member is lost, the house will not become ready.
        this.#waits.add(reject);
        rejectOnLoss = reject;
        void begin(resolve, () => over);
      });
    } finally {
      over = true;
      this.#waits.delete(rejectOnLoss);
      clearTimeout(timer);
    }
  }

  /**
   * Stops all, asking once and then insisting: the first member, on which the others stand, last, and the others together before it.
   * Safe to call twice.
   */
  stop() {
    this.#stopping ??= (async () => {
      const [foundation, ...others] = this.#members;
      await Promise.all(others.map(stopMember));
      if (foundation) await stopMember(foundation);
    })();
    return this.#stopping;
  }

  /** SIGKILL for all, for the impatient. */
  kill() {
    for (const { child } of this.#members) signalGroup(child.pid, "SIGKILL");
  }
}

async function stopMember(member) {
  if (member.hasEnded) return;
  // To the process and not its group: it stops its own children in order.
  member.child.kill("SIGTERM");
  const timer = setTimeout(() => signalGroup(member.child.pid, "SIGKILL"), STOP_SECONDS * 1000);
  await member.ended;
  clearTimeout(timer);
}

function signalGroup(pid, signal) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is already gone.
  }
}

/**
 * A shell that reads its input to the end, which comes when this process is gone in whatever way, SIGKILL included, and then ends the child's
 * group. So nothing is left running that nobody owns.
 */
function tie(child) {
  if (child.pid === undefined) return undefined;
  const script = 'cat >/dev/null; kill -TERM "-$1" 2>/dev/null; sleep 8; kill -KILL "-$1" 2>/dev/null';
  const leash = spawn("/bin/sh", ["-c", script, "leash", String(child.pid)], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  leash.on("error", () => {});
  leash.stdin.on("error", () => {});
  leash.unref();
  leash.stdin.unref?.();
  return leash;
}
