"use client";

import { useEffect } from "react";

/** Keeps the screen lit while it is shown, where the phone can; a gate that sleeps between two guests is slow. */
export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let isGone = false;
    const ask = async () => {
      if (document.visibilityState !== "visible") return;
      try {
        lock = (await navigator.wakeLock?.request("screen")) ?? null;
      } catch {
        // A phone that saves its battery says no, and scans all the same.
      }
      if (isGone) void lock?.release();
    };
    void ask();
    // The lock ends whenever the page is hidden.
    document.addEventListener("visibilitychange", ask);
    return () => {
      isGone = true;
      document.removeEventListener("visibilitychange", ask);
      void lock?.release();
    };
  }, []);
}
