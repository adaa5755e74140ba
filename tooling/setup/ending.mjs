import { breakOff } from "./processes.mjs";

const PARENT_CHECK_MS = 2000;

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
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) begin("npm is gone");
    }, PARENT_CHECK_MS).unref();
  }
}
