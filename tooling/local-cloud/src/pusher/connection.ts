import { randomInt } from "node:crypto";
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { MAX_CLIENT_EVENTS_PER_SECOND } from "./channel-rules.ts";
import { frameOf, type Message } from "./frames.ts";

const MAX_UNSENT_BYTES = 4 * 1024 * 1024;

/** A person in a presence channel, or one who signed in. `info` is whatever the app said about them. */
export interface ChannelUser {
  id: string;
  info?: unknown;
}

/** One open socket of a browser. */
export class Connection {
  readonly socketId = `${randomInt(1, 2 ** 31)}.${randomInt(1, 2 ** 31)}`;
  readonly since = Date.now();
  readonly channels = new Set<string>();
  lastSeen = Date.now();
  wasPinged = false;
  user: ChannelUser | undefined;
  readonly #web: WebSocket;
  readonly #wire: Duplex;
  #window = 0;
  #sentInWindow = 0;

  constructor(web: WebSocket, wire: Duplex) {
    this.#web = web;
    this.#wire = wire;
  }

  /** Sends a message to this socket alone. */
  tell(message: Message): void {
    this.write(frameOf(message));
  }

  /** Writes a ready frame. A reader that is too slow is cut off, since what it misses would fill this process's memory. */
  write(frame: Buffer): void {
    if (this.#web.readyState !== this.#web.OPEN) return;
    if (this.#wire.writableLength > MAX_UNSENT_BYTES) this.#web.terminate();
    else this.#wire.write(frame);
  }

  /** Says why and closes with a code of the protocol: below 4100 a client stays away, below 4200 it waits, above it comes back at once. */
  refuse(code: number, message: string): void {
    this.tell({ event: "pusher:error", data: { code, message } });
    this.#web.close(code, message);
  }

  /** Cuts the wire without a word, as a lost network does. */
  cut(): void {
    this.#web.terminate();
  }

  /** Counts a client event; false when this second's share is used up. */
  mayTrigger(): boolean {
    const second = Math.floor(Date.now() / 1000);
    if (second !== this.#window) {
      this.#window = second;
      this.#sentInWindow = 0;
    }
    this.#sentInWindow += 1;
    return this.#sentInWindow <= MAX_CLIENT_EVENTS_PER_SECOND;
  }
}
