"use client";

import { SIGNED_IN } from "@usher/client/sign-in/signed-in-event";
import type { WaitedEvent } from "@usher/client/sign-in/waited-event";
import { useEffect } from "react";
import { SIGNING_OUT } from "../account/sign-out-event.ts";

const IS_WANTED = "usher:wallet-wanted";

/**
 * Stands on every page, since a person may come or leave on any. Whoever leaves takes their tickets off the device; whoever
 * comes finds nobody else's, and has their own here before they look, since the next network may be far.
 */
export function WalletKeeper() {
  useEffect(() => {
    const forget = async () => (await import("./wallet-store.ts")).forgetWallet();
    const leave = (event: Event) => (event as WaitedEvent).waitUntil(forget());
    const come = (event: Event) => {
      sessionStorage.setItem(IS_WANTED, "1");
      leave(event);
    };
    if (sessionStorage.getItem(IS_WANTED)) {
      void import("./fetch-wallet.ts")
        .then(({ fetchWallet }) => fetchWallet())
        .then(() => sessionStorage.removeItem(IS_WANTED))
        .catch(() => undefined);
    }
    window.addEventListener(SIGNING_OUT, leave);
    window.addEventListener(SIGNED_IN, come);
    return () => {
      window.removeEventListener(SIGNING_OUT, leave);
      window.removeEventListener(SIGNED_IN, come);
    };
  }, []);
  return null;
}
