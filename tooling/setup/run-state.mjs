import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { LOCAL } from "./paths.mjs";

const FILE = join(LOCAL, "run.json");

/** What runs now, as `npm start` wrote it: pid, addresses, environment; undefined when nothing does. */
export function currentRun(file = FILE) {
  if (!existsSync(file)) return undefined;
  try {
    const state = JSON.parse(readFileSync(file, "utf8"));
    return isAlive(state.pid) ? state : undefined;
  } catch {
    return undefined;
  }
}

/** What another process runs now. A start that has only announced itself does not stand in its own way. */
export function otherRun(file = FILE) {
  const state = currentRun(file);
  return state?.pid === process.pid ? undefined : state;
}

/** Writes down that this process runs the product. The file holds keys: only its owner may read it. */
export function writeRun(state, file = FILE) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ pid: process.pid, ...state }, null, 2)}\n`, { mode: 0o600 });
}

/** Forgets the run, if it is ours. */
export function clearRun() {
  const state = currentRun();
  if (!state || state.pid === process.pid) rmSync(FILE, { force: true });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
