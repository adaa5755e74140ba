"use client";

import { useEffect, useState } from "react";

/** Seconds that the server said were left, and the moment it said so on this page's own clock (`performance.now`). */
export interface Deadline {
  readonly secondsLeft: number;
  readonly heardAt: number;
}

/** Marks the server's word with this page's clock. The reader's time of day plays no part, so a wrong one does no harm. */
export function deadlineIn(secondsLeft: number): Deadline {
  return { secondsLeft, heardAt: performance.now() };
}

export function secondsUntil(deadline: Deadline): number {
  return Math.max(0, deadline.secondsLeft - (performance.now() - deadline.heardAt) / 1000);
}

/** Whole seconds left, counted down once a second; null without a deadline. */
export function useSecondsLeft(deadline: Deadline | null): number | null {
  const [left, setLeft] = useState<number | null>(deadline && Math.ceil(secondsUntil(deadline)));
  useEffect(() => {
    if (!deadline) {
      setLeft(null);
      return;
    }
    const tick = () => setLeft(Math.ceil(secondsUntil(deadline)));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [deadline]);
  return left;
}
