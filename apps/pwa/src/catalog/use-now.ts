"use client";

import { useEffect, useState } from "react";

/** The time: at first that of the page's making, so that server and browser agree; then the reader's own, twice a minute. */
export function useNow(madeAt: string): number {
  const [now, setNow] = useState(() => Date.parse(madeAt));
  useEffect(() => {
    const read = () => setNow(Date.now());
    read();
    const timer = setInterval(read, 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
