"use client";

import type { WalletTicketView } from "@usher/api/contract";
import { useTRPCClient } from "@usher/client/trpc";
import { useCallback, useEffect, useRef, useState } from "react";
import { SIGNING_OUT } from "../account/sign-out-event.ts";
import { serverOffset } from "./clock-offset.ts";
import { type KeptWallet, keepTicket, keepWallet, readWallet } from "./wallet-store.ts";

/** `reading`: not even the device has answered. `syncing`: what the device keeps, if anything, is shown meanwhile. */
export type WalletState = "reading" | "syncing" | "synced" | "offline" | "failed";

export interface Wallet {
  readonly state: WalletState;
  readonly kept: KeptWallet | null;
  readonly sync: () => void;
  /** Shows and keeps a newer issue of one ticket. */
  readonly replace: (ticket: WalletTicketView) => Promise<void>;
}

/** The tickets on this device at once, then the server's in their place; again whenever the network or the reader returns. */
export function useWallet(): Wallet {
  const client = useTRPCClient();
  const [state, setState] = useState<WalletState>("reading");
  const [kept, setKept] = useState<KeptWallet | null>(null);
  const latest = useRef(0);

  const syncNow = useCallback(async () => {
    const turn = ++latest.current;
    if (!navigator.onLine) return setState("offline");
    setState("syncing");
    const askedAtMs = Date.now();
    try {
      const { serverTimeMs, personKey, tickets } = await client.tickets.wallet.query();
      if (turn !== latest.current) return;
      const syncedAt = Date.now();
      const serverOffsetMs = serverOffset({ serverTimeMs, askedAtMs, heardAtMs: syncedAt });
      const next: KeptWallet = { personKey, tickets, serverOffsetMs, syncedAt };
      setKept(next);
      setState("synced");
      await keepWallet(next);
    } catch {
      if (turn === latest.current) setState(navigator.onLine ? "failed" : "offline");
    }
  }, [client]);

  useEffect(() => {
    let isHere = true;
    const sync = () => void syncNow();
    const syncWhenSeen = () => {
      if (document.visibilityState === "visible") sync();
    };
    const forget = () => {
      latest.current += 1;
      setKept(null);
    };
    void readWallet().then((wallet) => {
      if (!isHere) return;
      setKept((shown) => shown ?? wallet);
      sync();
    });
    window.addEventListener("online", sync);
    window.addEventListener("offline", sync);
    window.addEventListener(SIGNING_OUT, forget);
    document.addEventListener("visibilitychange", syncWhenSeen);
    return () => {
      isHere = false;
      window.removeEventListener("online", sync);
      window.removeEventListener("offline", sync);
      window.removeEventListener(SIGNING_OUT, forget);
      document.removeEventListener("visibilitychange", syncWhenSeen);
    };
  }, [syncNow]);

  const replace = useCallback(
    async (ticket: WalletTicketView) => {
      // A sync that was asked before the change would bring the older issue back.
      latest.current += 1;
      if (kept) setKept(await keepTicket(kept, ticket));
      setState("synced");
    },
    [kept],
  );

  return { state, kept, sync: useCallback(() => void syncNow(), [syncNow]), replace };
}
