"use client";

import type { MeView } from "@usher/api/contract";
import { SIGNED_IN } from "@usher/client/sign-in/signed-in-event";
import type { WaitedEvent } from "@usher/client/sign-in/waited-event";
import { useEffect } from "react";
import { remember } from "./shown.ts";

/** Whoever signs in finds on this device what they chose on another. What they never chose stays as it is here. */
export function PreferenceKeeper() {
  useEffect(() => {
    const come = (event: Event) => (event as WaitedEvent).waitUntil(fetchShown());
    window.addEventListener(SIGNED_IN, come);
    return () => window.removeEventListener(SIGNED_IN, come);
  }, []);
  return null;
}

async function fetchShown(): Promise<void> {
  const response = await fetch("/api/trpc/accounts.me");
  const { result } = (await response.json()) as { result?: { data: MeView } };
  const { currency, timeZone } = result?.data.person ?? {};
  remember({ currency: currency ?? undefined, timeZone: timeZone ?? undefined });
}
