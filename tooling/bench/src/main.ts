/**
 * `npm run bench [-- V1 V8] [--quick] [--profile <folder>]`: measures the product against the least that could do the same
 * work, side by side in one run, and prints one line a figure. Without a code it runs all of them.
 */
import { parseArgs } from "node:util";
import type { BenchRun } from "./bench-run.ts";
import { benchGate } from "./gate-bench.ts";
import { benchHolds } from "./holds-bench.ts";
import { describeMachine, separateCores } from "./machine.ts";
import { FULL_PACE, QUICK_PACE } from "./paired-blocks.ts";

const BENCHES: Record<string, (run: BenchRun) => Promise<void>> = { V1: benchHolds, V8: benchGate };

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean", default: false }, profile: { type: "string" } },
});
const codes = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const unknown = codes.find((code) => !Object.hasOwn(BENCHES, code));
if (unknown) throw new Error(`There is no bench "${unknown}"; there are ${Object.keys(BENCHES).join(", ")}.`);

const ending = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => ending.abort(new Error("Stopped.")));

const run: BenchRun = {
  pace: flags.quick ? QUICK_PACE : FULL_PACE,
  cores: separateCores(),
  profileFolder: flags.profile ?? null,
  signal: ending.signal,
  print: (line) => console.log(line),
};
run.print(describeMachine(run.cores));
try {
  for (const code of codes) await BENCHES[code]?.(run);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
