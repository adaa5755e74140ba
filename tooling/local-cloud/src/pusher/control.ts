import type { PusherApp } from "./app.ts";
import type { EventRecord } from "./delivery.ts";

/** Looks into the emulator and makes it misbehave. */
export interface PusherControl {
  /** True cuts all sockets and refuses every request and connection. */
  down: boolean;
  /** How late published events arrive. */
  delayMs: number;
  /** Each second event of a channel overtakes the one before it. */
  reorder: boolean;
  /** Every event arrives twice. */
  repeat: boolean;
  /** How many of the next events will be lost. */
  readonly toDrop: number;
  /** The next `count` events are accepted and lost. */
  dropNext(count: number): void;
  /** Closes every socket with a code of the protocol, 4200 (come back at once) unless said; returns how many. */
  disconnectAll(code?: number): number;
  /** Ends all misbehaviour. */
  behave(): void;
  connections(): { socketId: string; userId: string | undefined; since: number; channels: string[] }[];
  channels(): { name: string; subscriptions: number; userIds: string[] }[];
  /** The last 200 published events, newest first. */
  recentEvents(): EventRecord[];
}

/** The control of one app. */
export function createPusherControl(app: PusherApp): PusherControl {
  const { delivery } = app;
  let down = false;
  return {
    get down() {
      return down;
    },
    set down(value) {
      down = value;
      if (down) for (const connection of app.connections) connection.cut();
    },
    get delayMs() {
      return delivery.delayMs;
    },
    set delayMs(value) {
      delivery.delayMs = value;
    },
    get reorder() {
      return delivery.reorder;
    },
    set reorder(value) {
      delivery.reorder = value;
    },
    get repeat() {
      return delivery.repeat;
    },
    set repeat(value) {
      delivery.repeat = value;
    },
    get toDrop() {
      return delivery.toDrop;
    },
    dropNext: (count) => delivery.dropNext(count),
    disconnectAll(code = 4200) {
      const all = [...app.connections];
      for (const connection of all) connection.refuse(code, "Closed by the operator");
      return all.length;
    },
    behave() {
      down = false;
      delivery.delayMs = 0;
      delivery.reorder = false;
      delivery.repeat = false;
      delivery.dropNext(0);
    },
    connections: () =>
      [...app.connections].map(({ socketId, user, since, channels }) => ({
        socketId,
        userId: user?.id,
        since,
        channels: [...channels],
      })),
    channels: () =>
      app.channels
        .all()
        .map(({ name, subscriptionCount, userIds }) => ({ name, subscriptions: subscriptionCount, userIds })),
    recentEvents: () => delivery.recent(),
  };
}
