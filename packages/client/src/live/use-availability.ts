"use client";

import type { SeatMapStore } from "@usher/ui/seat-map";
import { useEffect, useRef, useState } from "react";
import { useTRPCClient } from "../trpc/trpc.ts";
import {
  closedFeed,
  type FeedEffect,
  type FeedEvent,
  type FeedVersion,
  formatVersion,
  parseVersion,
  stepFeed,
} from "./availability-feed.ts";
import { readSeatsMessage, readVersionMessage } from "./live-messages.ts";
import { listenToChannel } from "./live-socket.ts";

/** How often the seats are asked for while the socket is away. */
const POLL_MS = 5_000;

export interface Availability {
  /** Null until the first snapshot came. */
  readonly seats: string | null;
  /** Tells the feed which version an answer named, so that a lost message after our own hold is found. */
  readonly nameVersion: (version: FeedVersion) => void;
}

/**
 * Drives the feed of one performance: socket, questions and timers. The first snapshot is handed out as `seats`; from
 * then on the store is told directly, so that a busy sale does not re-render the page.
 */
export function useAvailability(performanceId: string, store: SeatMapStore | null): Availability {
  const client = useTRPCClient();
  const [seats, setSeats] = useState<string | null>(null);
  const storeRef = useRef(store);
  const pending = useRef<FeedEffect[]>([]);
  const dispatchRef = useRef<(event: FeedEvent) => void>(() => {});

  useEffect(() => {
    storeRef.current = store;
    if (!store) return;
    for (const effect of pending.current.splice(0)) show(store, effect);
  }, [store]);

  useEffect(() => {
    let state = closedFeed;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;

    const dispatch = (event: FeedEvent): void => {
      if (isOver) return;
      const step = stepFeed(state, event, { now: performance.now(), random: Math.random() });
      state = step.state;
      clearTimeout(timer);
      if (state.askAt !== null && !state.asking) {
        timer = setTimeout(() => dispatch({ type: "tick" }), Math.max(0, state.askAt - performance.now()) + 1);
      }
      for (const effect of step.effects) act(effect);
    };
    const act = (effect: FeedEffect): void => {
      if (effect.type === "askSnapshot") {
        client.availability.snapshot.query({ performanceId }).then(
          (view) => dispatch({ type: "snapshotCame", version: parseVersion(view.version), seats: view.seats }),
          () => dispatch({ type: "askFailed" }),
        );
      } else if (effect.type === "askSince") {
        client.availability.since.query({ performanceId, version: formatVersion(effect.version) }).then(
          (view) =>
            dispatch({
              type: "deltasCame",
              version: parseVersion(view.version),
              changes: view.snapshotNeeded ? null : view.changes,
            }),
          () => dispatch({ type: "askFailed" }),
        );
      } else if (storeRef.current) show(storeRef.current, effect);
      else {
        if (effect.type === "replace") setSeats(effect.seats);
        pending.current.push(effect);
      }
    };
    dispatchRef.current = dispatch;

    const leave = listenToChannel(`perf-${performanceId}`, {
      events: {
        seats: (message) => {
          const batch = readSeatsMessage(message);
          if (batch) dispatch({ type: "batch", batch });
        },
        version: (message) => {
          const version = readVersionMessage(message);
          if (version) dispatch({ type: "versionNamed", version });
        },
      },
      joined: () => dispatch({ type: "checkNow" }),
      whileAway: { everyMs: POLL_MS, ask: () => dispatch({ type: "checkNow" }) },
    });
    const seenAgain = () => {
      if (document.visibilityState === "visible") dispatch({ type: "checkNow" });
    };
    const online = () => dispatch({ type: "checkNow" });
    document.addEventListener("visibilitychange", seenAgain);
    window.addEventListener("online", online);
    dispatch({ type: "opened" });
    return () => {
      isOver = true;
      clearTimeout(timer);
      leave();
      document.removeEventListener("visibilitychange", seenAgain);
      window.removeEventListener("online", online);
    };
  }, [client, performanceId]);

  const [nameVersion] = useState(() => (version: FeedVersion) => {
    dispatchRef.current({ type: "versionNamed", version });
  });
  return { seats, nameVersion };
}

function show(store: SeatMapStore, effect: FeedEffect): void {
  if (effect.type === "replace") store.replace(effect.seats);
  else if (effect.type === "apply") store.applyChanges(effect.changes);
}
