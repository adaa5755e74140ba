import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { ROOT } from "./paths.mjs";

const TAIL_LINES = 30;

/** A failure that is explained to the person in its message; needs no stack. `log` is the file with the whole story. */
export class SetupFailure extends Error {
  constructor(message, log) {
    super(message);
    this.log = log;
  }
}

/**
 * Runs one step and says so in one line with its time. The work may answer with a word to add, such as "as it was", or with
 * `{word, isBad}` when it came to its end and yet found something wrong.
 */
export async function step(name, work) {
  const startedAt = Date.now();
  const isTerminal = process.stdout.isTTY;
  if (isTerminal) process.stdout.write(`  ${name} …`);
  const say = (mark, word) => {
    const line = `${mark} ${name}${word ? ` (${word})` : ""}`;
    process.stdout.write(`${isTerminal ? "\r\x1b[2K" : ""}${line.padEnd(60)} ${seconds(startedAt)}\n`);
  };
  try {
    const result = await work();
    say(result?.isBad ? "✗" : "✓", typeof result === "string" ? result : (result?.word ?? ""));
    return result;
  } catch (error) {
    say("✗");
    throw error;
  }
}

/** Tells a person what failed, with the end of the log and where the rest is. */
export function explain(error) {
  console.error(`\n${error instanceof SetupFailure ? error.message : (error?.stack ?? error)}`);
  const { log } = error ?? {};
  if (!log || !existsSync(log)) return;
  console.error(`\n${tailOf(log)}\n\nThe whole log: ${relative(ROOT, log)}`);
}

/** The last lines of a log. */
export function tailOf(log, lines = TAIL_LINES) {
  return readFileSync(log, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
