"use client";

import { listenToChannel } from "@usher/client/live";
import { useEffect, useRef } from "react";

/** A rush of orders is one piece of news a second. */
const BREATH_MS = 1_000;
/** How often it is asked without a socket. */
const ASK_MS = 3_000;

/** Calls back soon after an order of this organizer was paid, after a break, and at intervals while there is no socket. */
export function useOrderNews(organizerId: string, onNews: () => void): void {
  const latest = useRef(onNews);
  latest.current = onNews;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const heard = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        latest.current();
      }, BREATH_MS);
    };
    const leave = listenToChannel(`private-organizer-${organizerId}`, {
      events: { order: heard },
      joined: heard,
      whileAway: { everyMs: ASK_MS, ask: heard },
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [organizerId]);
}
