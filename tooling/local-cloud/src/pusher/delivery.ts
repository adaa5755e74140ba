/** An event on its way to the subscribers of a channel. */
export interface PublishedEvent {
  channel: string;
  name: string;
  data: unknown;
  userId?: string;
  exceptSocketId?: string;
}

/** What happened to a published event; `at` is milliseconds since 1970. */
export interface EventRecord {
  at: number;
  channel: string;
  name: string;
  data: unknown;
  outcome: "delivered" | "dropped";
  reached: number;
}

const KEPT_EVENTS = 200;
const LONGEST_HOLD_MS = 500;

/** Carries published events to their channels, and does so badly when it is told to. */
export class Delivery {
  delayMs = 0;
  repeat = false;
  reorder = false;
  readonly #send: (event: PublishedEvent) => number;
  readonly #records: EventRecord[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #heldBack = new Map<string, { event: PublishedEvent; timer: NodeJS.Timeout }>();
  #toDrop = 0;

  constructor(send: (event: PublishedEvent) => number) {
    this.#send = send;
  }

  get toDrop(): number {
    return this.#toDrop;
  }

  dropNext(count: number): void {
    this.#toDrop = Math.max(0, Math.trunc(count));
  }

  publish(event: PublishedEvent): void {
    if (this.#toDrop > 0) {
      this.#toDrop -= 1;
      this.#note(event, "dropped", 0);
    } else if (this.delayMs > 0) {
      this.#after(this.delayMs, () => this.#inOrder(event));
    } else {
      this.#inOrder(event);
    }
  }

  /** The last events, newest first. */
  recent(): EventRecord[] {
    return this.#records.toReversed();
  }

  /** Lets go of everything that waits, undelivered. */
  clear(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    for (const { timer } of this.#heldBack.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#heldBack.clear();
  }

  /** With `reorder` each second event overtakes the one before it on its channel; a lone one arrives after half a second. */
  #inOrder(event: PublishedEvent): void {
    const held = this.#heldBack.get(event.channel);
    if (held) {
      this.#heldBack.delete(event.channel);
      clearTimeout(held.timer);
      this.#deliver(event);
      this.#deliver(held.event);
    } else if (this.reorder) {
      const release = () => {
        this.#heldBack.delete(event.channel);
        this.#deliver(event);
      };
      this.#heldBack.set(event.channel, { event, timer: setTimeout(release, LONGEST_HOLD_MS) });
    } else {
      this.#deliver(event);
    }
  }

  #deliver(event: PublishedEvent): void {
    for (let times = this.repeat ? 2 : 1; times > 0; times--) this.#note(event, "delivered", this.#send(event));
  }

  #after(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
  }

  #note({ channel, name, data }: PublishedEvent, outcome: EventRecord["outcome"], reached: number): void {
    this.#records.push({ at: Date.now(), channel, name, data, outcome, reached });
    if (this.#records.length > KEPT_EVENTS) this.#records.shift();
  }
}
