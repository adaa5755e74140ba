import { useSyncExternalStore } from "react";
import type { SeatMapSnapshot, SeatMapStore } from "./store.ts";

/** What a component draws from; it renders again when the store has changed. */
export function useSeatMap(store: SeatMapStore): SeatMapSnapshot {
  return useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
}
