import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { LOCAL } from "./paths.mjs";

const FILE = join(LOCAL, "run.json");

/** What runs now, as `npm start` wrote it: pid, addresses, environment; undefined when nothing does. */
export function currentRun() {
  if (!existsSync(FILE)) return undefined;
  try {
    const state = JSON.parse(readFileSync(FILE, "utf8"));
    return isAlive(state.pid) ? state : undefined;
  } catch {
    return undefined;
  }
}

/** Writes down that this process runs the product. The file holds keys: only its owner may read it. */
export function writeRun(state) {
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, `${JSON.stringify({ pid: process.pid, ...state }, null, 2)}\n`, { mode: 0o600 });
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
