"use client";

import { useEffect } from "react";

/** Keeps the screen lit while a code is shown, or waited for at a gate. A browser that cannot, or a battery that forbids it, changes nothing else. */
export function useScreenAwake(isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted || !("wakeLock" in navigator)) return;
    let lock: WakeLockSentinel | null = null;
    let isHere = true;
    // The browser takes the lock back whenever the page is hidden.
    const ask = async () => {
      if (document.visibilityState !== "visible") return;
      const given = await navigator.wakeLock.request("screen").catch(() => null);
      if (isHere) lock = given;
      else await given?.release();
    };
    const askAgain = () => void ask();
    askAgain();
    document.addEventListener("visibilitychange", askAgain);
    return () => {
      isHere = false;
      document.removeEventListener("visibilitychange", askAgain);
      void lock?.release();
    };
  }, [isWanted]);
}
