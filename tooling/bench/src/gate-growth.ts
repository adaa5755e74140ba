import type { BenchRun } from "./bench-run.ts";
import { printGrowth, type Size } from "./growth.ts";
import { bindToCore } from "./machine.ts";
import { openGate } from "./open-gate.ts";

const WARM_UP_MS = 1_000;

/** How the gate's decision grows with the tickets on its list, and with the scans it has heard of. */
export async function growGate(run: BenchRun): Promise<void> {
  if (run.cores) bindToCore(process.pid, run.cores.load);
  const byTickets = await sizesOf(
    [1_000, 10_000, 100_000].map((tickets) => [tickets, 0]),
    "tickets",
  );
  await printGrowth(run, "V8.g1", "time of a decision by tickets:", byTickets);
  const byScans = await sizesOf(
    [0, 10_000, 90_000].map((scans) => [100_000, scans]),
    "scans",
  );
  await printGrowth(run, "V8.g2", "time of a decision by scans known, of 100,000 tickets:", byScans);
}

async function sizesOf(counts: readonly number[][], what: "tickets" | "scans"): Promise<Size[]> {
  const sizes: Size[] = [];
  for (const [tickets = 0, scans = 0] of counts) {
    const { desk, shown, nowMs } = await openGate({ tickets, scans });
    let next = 0;
    const measure = async (ms: number) => {
      const startedMs = performance.now();
      let done = 0;
      while (performance.now() - startedMs < ms) {
        const { kind } = await desk.decide(shown[next++ % shown.length]?.text ?? "", nowMs);
        if (kind !== "WELCOME") throw new Error(`The gate answered ${kind} to a good ticket`);
        done++;
      }
      return ((performance.now() - startedMs) * 1_000) / done;
    };
    await measure(WARM_UP_MS);
    sizes.push({ label: String(what === "tickets" ? tickets : scans), measure });
  }
  return sizes;
}
