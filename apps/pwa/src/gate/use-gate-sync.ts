"use client";

import type { DoubleEntry } from "@usher/api/gate-decision";
import { refusalOf } from "@usher/client/refusals";
import { useTRPCClient } from "@usher/client/trpc";
import { useEffect, useRef, useState } from "react";
import type { GateStore } from "./gate-store.ts";
import type { GateWork } from "./gate-work.ts";
import { hearNews } from "./hear-house.ts";
import { type SyncLoop, sendUnsynced, startSyncLoop } from "./sync-scans.ts";

export interface GateSync {
  /** Sends and asks now; resolves when that ended, well or not. */
  readonly nudge: () => Promise<void>;
  /** What the house last refused, or null. */
  readonly trouble: unknown;
  /** Whether the last round came through. */
  readonly isHeard: boolean;
  readonly doubles: readonly DoubleEntry[];
}

/** Keeps the gate and the house in step for as long as the screen is open. */
export function useGateSync(store: GateStore, work: GateWork): GateSync {
  const { gate: api } = useTRPCClient();
  const loop = useRef<SyncLoop | null>(null);
  const [state, setState] = useState<Omit<GateSync, "nudge">>({ trouble: null, isHeard: true, doubles: [] });
  useEffect(() => {
    const { carried } = work.kept();
    const ref = { performanceId: carried.performance.id, deviceId: carried.deviceId };
    const shelf = {
      unsynced: store.unsynced,
      async markSynced(nonces: readonly string[]) {
        await store.markSynced(nonces);
        work.markSynced(nonces);
      },
    };
    const round = async () => {
      try {
        const found = await sendUnsynced(shelf, (scans) =>
          api.sync.mutate({ ...ref, scans: scans.map(({ deviceId, checkpoint, gate, ...report }) => report) }),
        );
        await work.takeNews(await hearNews(api, store, work.kept()));
        setState((before) => ({ trouble: null, isHeard: true, doubles: [...found, ...before.doubles].slice(0, 20) }));
      } catch (error) {
        setState((before) => ({ ...before, trouble: refusalOf(error) ? error : null, isHeard: false }));
        throw error;
      }
    };
    const running = startSyncLoop({
      work: round,
      isOnline: () => navigator.onLine,
      later(run, afterMs) {
        const timer = setTimeout(run, afterMs);
        return () => clearTimeout(timer);
      },
      chance: Math.random,
    });
    loop.current = running;
    const nudge = () => void running.nudge();
    window.addEventListener("online", nudge);
    return () => {
      window.removeEventListener("online", nudge);
      running.stop();
    };
  }, [api, store, work]);
  return { ...state, nudge: () => loop.current?.nudge() ?? Promise.resolve() };
}
