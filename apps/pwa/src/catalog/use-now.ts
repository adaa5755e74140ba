"use client";

import { startTransition, useEffect, useState } from "react";

const STEP_MS = 30_000;

/** The time: at first that of the page's making, so that server and browser agree; then the reader's own, twice a minute. */
export function useNow(madeAt: string): number {
  const [now, setNow] = useState(() => Date.parse(madeAt));
  useEffect(() => {
    // Whole lists are drawn anew for it, so it gives way to whatever the reader does.
    const read = () => startTransition(() => setNow(Date.now()));
    if (Math.abs(Date.now() - Date.parse(madeAt)) > STEP_MS) read();
    const timer = setInterval(read, STEP_MS);
    return () => clearInterval(timer);
  }, [madeAt]);
  return now;
}
