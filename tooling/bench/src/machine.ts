import { spawnSync } from "node:child_process";
import { availableParallelism, cpus, totalmem } from "node:os";

/** Servers run on one core and whoever asks them on another, where the system can be told so (Linux with taskset). */
export interface Cores {
  readonly server: number;
  readonly load: number;
}

/** The two cores to use, or null where processes cannot be bound to cores. */
export function separateCores(): Cores | null {
  if (process.platform !== "linux" || availableParallelism() < 2) return null;
  return spawnSync("taskset", ["-V"], { stdio: "ignore" }).status === 0 ? { server: 0, load: 1 } : null;
}

/** Binds every thread of a process to a core. Returns whether the system did it. */
export function bindToCore(pid: number, core: number): boolean {
  return spawnSync("taskset", ["-a", "-c", "-p", String(core), String(pid)], { stdio: "ignore" }).status === 0;
}

/** One line on where the figures come from. */
export function describeMachine(cores: Cores | null): string {
  const all = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const bound = cores ? `servers on core ${cores.server}, load on core ${cores.load}` : "cores not separated";
  return `${all[0]?.model.trim() ?? "unknown CPU"}, ${all.length} cores, ${gigabytes} GB, Node ${process.version}, ${bound}`;
}
