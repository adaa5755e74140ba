import type { SearchEmulator } from "../meilisearch/create-search-emulator.ts";
import { type Service, wholeNumber } from "./service.ts";

/** The stand-in for Meilisearch in the operator's hands. */
export function searchService({ control, port }: SearchEmulator): Service {
  return {
    id: "meilisearch",
    title: "Meilisearch",
    address: `127.0.0.1:${port}`,
    state: () => (control.down ? "down" : "up"),
    troubles: () => (control.delayMs > 0 ? [`waits ${control.delayMs} ms with every answer`] : []),
    actions: {
      start: { label: "Start", run: () => (control.down = false) },
      stop: { label: "Stop", run: () => (control.down = true) },
      forget: { label: "Forget every index", run: () => control.forget() },
      delay: {
        label: "Delay answers",
        input: { label: "Milliseconds", kind: "number", initial: "2000" },
        run: (request) => (control.delayMs = wholeNumber(request)),
      },
      behave: { label: "Behave", run: () => control.behave() },
    },
  };
}
