import type { PusherEmulator } from "../pusher/create-pusher-emulator.ts";
import { type Service, wholeNumber } from "./service.ts";

/** Pusher in the operator's hands. */
export function pusherService({ control, port }: PusherEmulator): Service {
  return {
    id: "pusher",
    title: "Pusher Channels",
    address: `127.0.0.1:${port}`,
    state: () => (control.down ? "down" : "up"),
    troubles: () =>
      [
        control.toDrop > 0 && `drops the next ${control.toDrop} events`,
        control.delayMs > 0 && `delays events by ${control.delayMs} ms`,
        control.repeat && "repeats every event",
        control.reorder && "swaps neighbouring events",
      ].filter((trouble) => trouble !== false),
    actions: {
      start: { label: "Start", run: () => (control.down = false) },
      stop: { label: "Stop", run: () => (control.down = true) },
      drop: {
        label: "Drop events",
        input: { label: "How many", kind: "number", initial: "5" },
        run: (request) => control.dropNext(wholeNumber(request)),
      },
      delay: {
        label: "Delay events",
        input: { label: "Milliseconds", kind: "number", initial: "2000" },
        run: (request) => (control.delayMs = wholeNumber(request)),
      },
      repeat: { label: "Repeat events", run: () => (control.repeat = true) },
      reorder: { label: "Reorder events", run: () => (control.reorder = true) },
      disconnect: {
        label: "Disconnect everybody",
        input: { label: "Close code", kind: "number", initial: "4200" },
        run: (request) => control.disconnectAll(Math.min(4999, Math.max(4000, wholeNumber(request)))),
      },
      behave: { label: "Behave", run: () => control.behave() },
    },
  };
}
