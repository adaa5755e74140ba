"use client";

import { useEffect } from "react";
import { SIGNING_OUT } from "../account/sign-out-event.ts";

/** Stands on every page, since a person may sign out on any: wipes their tickets from the device when they leave. */
export function WalletKeeper() {
  useEffect(() => {
    const forget = () => void import("./wallet-store.ts").then(({ forgetWallet }) => forgetWallet());
    window.addEventListener(SIGNING_OUT, forget);
    return () => window.removeEventListener(SIGNING_OUT, forget);
  }, []);
  return null;
}
