import { createHmac } from "node:crypto";
import type { BenchRun } from "./bench-run.ts";
import { bindToCore } from "./machine.ts";
import { openGate, type Shown } from "./open-gate.ts";
import { measurePairs, ratiosOf } from "./paired-blocks.ts";
import { ratioLine } from "./report.ts";
import { median, medianRatio, percentile } from "./statistics.ts";

const TICKETS = 100_000;
const WARM_UP_MS = 1_500;

interface Leg {
  readonly micros: number;
}

/**
 * V8: the gate's decision with 100,000 tickets, against one signature check, one HMAC and one lookup with everything at
 * hand: code taken apart, key imported, the ticket's secret known, tickets in a Map.
 */
export async function benchGate(run: BenchRun): Promise<void> {
  if (run.cores) bindToCore(process.pid, run.cores.load);
  const { desk, publicKey, nowMs, shown, tickets, listBytes, openMs } = await openGate({ tickets: TICKETS, scans: 0 });
  const byId = new Map(tickets.map((ticket) => [ticket.ticketId, ticket]));
  const key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
  const decide = {
    floor: async (code: Shown) => {
      const isSigned = await crypto.subtle.verify("Ed25519", key, code.signature, code.signed);
      const mac = createHmac("sha256", code.secret).update(code.macInput).digest();
      return isSigned && mac.compare(code.mac, 0, 8, 0, 8) === 0 && byId.has(code.ticketId);
    },
    product: async (code: Shown) => (await desk.decide(code.text, nowMs)).kind === "WELCOME",
  };
  let next = 0;
  const times: number[] = [];
  const measure = async (which: "floor" | "product", ms: number): Promise<Leg> => {
    const startedMs = performance.now();
    let done = 0;
    let lastMs = startedMs;
    while (lastMs - startedMs < ms) {
      if (!(await decide[which](shown[next++ % shown.length] as Shown)))
        throw new Error(`The ${which} refused a good ticket`);
      const endedMs = performance.now();
      if (which === "product") times.push(endedMs - lastMs);
      lastMs = endedMs;
      done++;
    }
    return { micros: ((lastMs - startedMs) * 1_000) / done };
  };
  await measure("floor", WARM_UP_MS);
  await measure("product", WARM_UP_MS);
  times.length = 0;
  const pairs = await measurePairs(run.pace, run.signal, measure);
  const middle = (side: "floor" | "product") =>
    Math.round(median(pairs.flatMap((pair) => pair[side].map((leg) => leg.micros))));
  run.print(ratioLine("V8", "decision at the gate", medianRatio(ratiosOf(pairs, (leg) => leg.micros)), "1.5×"));
  run.print(
    `V8.3 time of a decision: ${middle("product")} µs, FLOOR ${middle("floor")} µs, 99th percentile ${percentile(times, 0.99).toFixed(2)} ms`,
  );
  run.print(
    `V8.4 list of 100,000 tickets: ${(listBytes / 1e6).toFixed(1)} MB (goal 5 MB), opened in ${openMs.toFixed(0)} ms`,
  );
}
