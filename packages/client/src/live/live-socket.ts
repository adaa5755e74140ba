"use client";

import type PusherClient from "pusher-js";

/** What `/api/config` says. */
interface LiveConfig {
  readonly pusher: {
    readonly key: string;
    readonly wsHost: string;
    readonly wsPort: number;
    readonly forceTLS: boolean;
  };
}

export interface ChannelListener {
  /** What to do with each kind of message. */
  readonly events: Readonly<Record<string, (message: unknown) => void>>;
  /** The channel is heard again, for the first time or after a break. */
  readonly joined?: () => void;
  /** Called again and again as long as the socket is not there. */
  readonly whileAway: { readonly everyMs: number; readonly ask: () => void };
}

let opening: Promise<PusherClient> | undefined;

/** One socket a page. Its address comes from the server at run time, so that one build serves every place it runs in. */
function openSocket(): Promise<PusherClient> {
  opening ??= connect().catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

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
    // "ws" speaks TLS where that is asked for; "wss" would be tried where it is not, and the page's policy forbids that.
    enabledTransports: ["ws"],
    disableStats: true,
    channelAuthorization: { endpoint: "/api/pusher/auth", transport: "ajax" },
  });
}

/** Listens to a channel and asks at intervals while the socket is away. Returns how to stop. */
export function listenToChannel(channelName: string, listener: ChannelListener): () => void {
  let isOver = false;
  let stop = () => {};
  let isThere = false;
  const away = setInterval(() => {
    if (isThere || document.visibilityState !== "visible") return;
    listener.whileAway.ask();
    if (stop === noSocket) join();
  }, listener.whileAway.everyMs);

  const join = (): void => {
    stop = noop;
    openSocket().then(
      (socket) => {
        if (isOver) return;
        const channel = socket.subscribe(channelName);
        const onState = ({ current }: { current: string }) => {
          isThere = isThere && current === "connected";
        };
        const onJoined = () => {
          isThere = true;
          listener.joined?.();
        };
        const heard = Object.entries({ ...listener.events, "pusher:subscription_succeeded": onJoined });
        for (const [event, hear] of heard) channel.bind(event, hear);
        socket.connection.bind("state_change", onState);
        stop = () => {
          socket.connection.unbind("state_change", onState);
          for (const [event, hear] of heard) channel.unbind(event, hear);
          socket.unsubscribe(channelName);
        };
      },
      () => {
        stop = noSocket;
      },
    );
  };
  join();
  return () => {
    isOver = true;
    clearInterval(away);
    stop();
  };
}

function noop(): void {}

/** Stands in for leaving while no socket could be opened: the next turn tries again. */
function noSocket(): void {}
