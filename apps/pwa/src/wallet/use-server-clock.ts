"use client";

import { useEffect, useState } from "react";

/** The server's clock in ms, as this device believes it, read anew every `everyMs`. Null until the page runs in a browser. */
export function useServerClock(serverOffsetMs: number, everyMs: number): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const read = () => setNow(Date.now() + serverOffsetMs);
    read();
    const timer = setInterval(read, everyMs);
    return () => clearInterval(timer);
  }, [serverOffsetMs, everyMs]);
  return now;
}
