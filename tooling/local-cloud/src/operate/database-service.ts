import type { Restartable, RestartableServer } from "../process/restartable.ts";
import type { Service } from "./service.ts";

/** PostgreSQL or Redis in the operator's hands: a clean stop, a crash, a start. */
export function databaseService(id: string, title: string, slot: Restartable<RestartableServer>): Service {
  return {
    id,
    title,
    address: `127.0.0.1:${slot.server.port}`,
    state: () => (slot.server.isRunning() ? "up" : "down"),
    troubles: () => [],
    actions: {
      start: { label: "Start", run: () => slot.start() },
      stop: { label: "Stop", run: () => slot.stop() },
      kill: { label: "Crash", run: () => slot.kill() },
    },
  };
}
