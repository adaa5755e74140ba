"use client";

import type PusherClient from "pusher-js";
import { useEffect, useRef } from "react";

/** What `/api/config` says of the socket. */
interface LiveConfig {
  readonly pusher: {
    readonly key: string;
    readonly wsHost: string;
    readonly wsPort: number;
    readonly forceTLS: boolean;
  };
}

/** A rush of orders is one piece of news a second. */
const BREATH_MS = 1_000;

async function connect(): Promise<PusherClient> {
  const [{ default: Pusher }, response] = await Promise.all([
    import("pusher-js"),
    fetch("/api/config", { cache: "no-store" }),
  ]);
  if (!response.ok) throw new Error(`Config: ${response.status}`);
  const { pusher } = (await response.json()) as LiveConfig;
  return new Pusher(pusher.key, {
    // The library insists on a cluster; with a host of our own it is never used.
    cluster: "own",
    wsHost: pusher.wsHost,
    wsPort: pusher.wsPort,
    wssPort: pusher.wsPort,
    forceTLS: pusher.forceTLS,
    enabledTransports: ["ws", "wss"],
    disableStats: true,
    channelAuthorization: { endpoint: "/api/pusher/auth", transport: "ajax" },
  });
}

/** Calls back soon after an order of this organizer was paid. Without a socket it stays silent: whoever listens also asks at intervals. */
export function useOrderNews(organizerId: string, onNews: () => void): void {
  const latest = useRef(onNews);
  latest.current = onNews;
  useEffect(() => {
    let isOver = false;
    let socket: PusherClient | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const heard = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        latest.current();
      }, BREATH_MS);
    };
    connect().then(
      (opened) => {
        if (isOver) return opened.disconnect();
        socket = opened;
        opened.subscribe(`private-organizer-${organizerId}`).bind("order", heard);
      },
      () => undefined,
    );
    return () => {
      isOver = true;
      clearTimeout(timer);
      socket?.disconnect();
    };
  }, [organizerId]);
}
