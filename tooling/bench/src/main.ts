/**
 * `npm run bench [-- V1 lighthouse] [--quick] [--profile <folder>]`: measures the product against the least that could do the same
 * work, side by side in one run, and prints one line a figure. Without a code it runs all of them. `npm run bench:growth` shows
 * instead how each grows with its work.
 */
import { parseArgs } from "node:util";
import type { BenchRun } from "./bench-run.ts";
import { benchEventPage } from "./event-page-bench.ts";
import { growEvents } from "./events-growth.ts";
import { benchGate } from "./gate-bench.ts";
import { growGate } from "./gate-growth.ts";
import { benchHolds } from "./holds-bench.ts";
import { growHolds } from "./holds-growth.ts";
import { benchLighthouse } from "./lighthouse-bench.ts";
import { benchMap } from "./map-bench.ts";
import { growMap } from "./map-growth.ts";
import { describeMachine, separateCores } from "./machine.ts";
import { benchOrders } from "./orders-bench.ts";
import { FULL_PACE, GROWTH_PACE, QUICK_PACE } from "./paired-blocks.ts";
import { benchReconcile } from "./reconcile-bench.ts";
import { benchSearch } from "./search-bench.ts";

type Bench = (run: BenchRun) => Promise<void>;
const BENCHES: Record<string, Bench> = {
  V1: benchHolds,
  V3: benchSearch,
  V4: benchEventPage,
  V5: benchMap,
  V8: benchGate,
  V10: benchOrders,
  V11: benchReconcile,
  lighthouse: benchLighthouse,
};
const GROWTHS: Record<string, Bench> = { V1: growHolds, V3: growEvents, V5: growMap, V8: growGate };

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    growth: { type: "boolean", default: false },
    profile: { type: "string" },
  },
});
const benches = flags.growth ? GROWTHS : BENCHES;
const codes = positionals.length > 0 ? positionals : Object.keys(benches);
const unknown = codes.find((code) => !Object.hasOwn(benches, code));
if (unknown) throw new Error(`There is no bench "${unknown}"; there are ${Object.keys(benches).join(", ")}.`);
const pace = flags.growth ? GROWTH_PACE : FULL_PACE;

const ending = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => ending.abort(new Error("Stopped.")));

const run: BenchRun = {
  pace: flags.quick ? QUICK_PACE : pace,
  cores: separateCores(),
  profileFolder: flags.profile ?? null,
  signal: ending.signal,
  print: (line) => console.log(line),
};
run.print(describeMachine(run.cores));
try {
  for (const code of codes) await benches[code]?.(run);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
