"use client";

import { byteOfLine, bytesOfSpan } from "@usher/api/cells";
import { categoryRuns } from "@usher/api/choosing";
import { fullCategories, type Quota } from "@usher/api/quotas";
import type { SeatMapStore } from "@usher/ui/seat-map";
import { useEffect, useRef, useState } from "react";
import type { Span } from "../spans/index.ts";
import { useTRPCClient } from "../trpc/trpc.ts";
import {
  closedFeed,
  type FeedEffect,
  type FeedEvent,
  type FeedVersion,
  formatVersion,
  parseVersion,
  type SeatChange,
  stepFeed,
} from "./availability-feed.ts";
import { readSeatsMessage, readVersionMessage } from "./live-messages.ts";
import { listenToChannel } from "./live-socket.ts";

/** How often the seats are asked for while the socket is away. */
const POLL_MS = 5_000;

/** What of each place is looked at: parts that it is sold in, and which of them. */
export interface WatchedCells extends Span {
  readonly count: number;
}

const NO_QUOTAS: readonly Quota[] = [];

export interface Availability {
  /** Whether the first snapshot came. */
  readonly isThere: boolean;
  /** The newest bytes, one a place: of several cells in one. Empty before the first snapshot. */
  readonly read: (cells: WatchedCells) => string;
  /** Tells the feed which version an answer named, so that a lost message after our own hold is found. */
  readonly nameVersion: (version: FeedVersion) => void;
}

/**
 * Drives the feed of one performance: socket, questions and timers. Once the first snapshot came a store can be made of it,
 * which is told directly from then on, so that a busy sale does not re-render the page. A store shows `cells` of each place, and
 * categories as closed while a quota they are in is full.
 */
export function useAvailability(
  performanceId: string,
  store: SeatMapStore | null,
  cells: WatchedCells,
  quotas: readonly Quota[] = NO_QUOTAS,
): Availability {
  const client = useTRPCClient();
  const [isThere, setThere] = useState(false);
  const house = useRef(new Uint8Array(0));
  const shown = useRef({ store, cells, quotas });
  const dispatchRef = useRef<(event: FeedEvent) => void>(() => {});

  const { count, from, to } = cells;
  useEffect(() => {
    shown.current = { store, cells: { count, from, to }, quotas };
    // What came between the making of the store and now.
    if (!store) return;
    closeFull(house.current, shown.current);
    store.replace(readCells(house.current, shown.current.cells));
  }, [store, count, from, to, quotas]);

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
      } else if (effect.type === "replace") {
        house.current = Uint8Array.from(effect.seats, (byte) => byte.charCodeAt(0));
        closeFull(house.current, shown.current);
        shown.current.store?.replace(readCells(house.current, shown.current.cells));
        setThere(true);
      } else {
        for (const [cell, byte] of effect.changes) house.current[cell] = byte;
        shown.current.store?.applyChanges(changesOf(house.current, effect.changes, shown.current.cells));
        closeFull(house.current, shown.current);
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
  const [read] = useState(() => (of: WatchedCells) => readCells(house.current, of));
  return { isThere, read, nameVersion };
}

interface Shown {
  readonly store: SeatMapStore | null;
  readonly cells: WatchedCells;
  readonly quotas: readonly Quota[];
}

/** By the very bytes that the server counts quotas by. */
function closeFull(house: Uint8Array, { store, cells, quotas }: Shown): void {
  if (!store || quotas.length === 0) return;
  store.closeCategories(fullCategories(quotas, categoryRuns(store.chart.geometry), house, cells.count, cells));
}

const readCells = (house: Uint8Array, { count, ...span }: WatchedCells) =>
  bytesOfSpan(new TextDecoder("latin1").decode(house), count, span);

/** The places of which a looked-at cell changed, with what the line of all looked-at cells is now. */
function changesOf(house: Uint8Array, changes: readonly SeatChange[], { count, from, to }: WatchedCells): SeatChange[] {
  if (count === 1) return [...changes];
  const places = new Set(
    changes.flatMap(([cell]) => (cell % count >= from && cell % count < to ? [Math.floor(cell / count)] : [])),
  );
  return [...places].map((place) => [place, byteOfLine(house, place * count + from, to - from)]);
}
