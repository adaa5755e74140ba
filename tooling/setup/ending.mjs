import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { breakOff } from "./processes.mjs";

const ANCESTOR_CHECK_MS = 1000;

/**
 * Calls `end(reason)` once when this process should finish: on Ctrl-C, SIGTERM, a closed terminal, or when npm, which started it, is
 * gone without a word. A second Ctrl-C calls `insist`.
 */
export function onEnding(end, insist = () => process.exit(1)) {
  let isEnding = false;
  const begin = (reason) => {
    if (isEnding) return;
    isEnding = true;
    breakOff();
    void end(reason);
  };
  process.on("SIGINT", () => (isEnding ? insistLater() : begin("SIGINT")));
  process.on("SIGTERM", () => begin("SIGTERM"));
  process.on("SIGHUP", () => begin("SIGHUP"));
  // npm hands the terminal's SIGINT on, so one Ctrl-C may arrive twice at once.
  const startedAt = Date.now();
  let firstAt = 0;
  function insistLater() {
    firstAt ||= Date.now();
    if (Date.now() - firstAt > 1000 && Date.now() - startedAt > 1000) insist();
  }
  if (process.env.npm_lifecycle_event) watchAncestors(() => begin("npm is gone"));
}

/** npm runs scripts through a shell, which hands no signal on; so both the shell and npm above it are watched. */
function watchAncestors(onGone) {
  const shell = process.ppid;
  const npm = parentOf(shell);
  setInterval(() => {
    if (process.ppid !== shell || !isThere(npm)) onGone();
  }, ANCESTOR_CHECK_MS).unref();
}

function parentOf(pid) {
  const status = `/proc/${pid}/status`;
  if (existsSync(status)) return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(status, "utf8"))?.[1]);
  return Number(spawnSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }).stdout);
}

function isThere(pid) {
  try {
    // Without a known pid there is nothing to watch.
    return !(pid > 1) || process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}
