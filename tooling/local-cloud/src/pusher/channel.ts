import { CACHE_SECONDS, type ChannelKind } from "./channel-rules.ts";
import type { ChannelUser, Connection } from "./connection.ts";
import { frameOf, type Message } from "./frames.ts";

interface Member {
  user: ChannelUser;
  sockets: Set<Connection>;
}

/** Who hears a name. A person with several sockets is one member. */
export class Channel {
  readonly name: string;
  readonly kind: ChannelKind;
  readonly #sockets = new Map<Connection, string | undefined>();
  readonly #members = new Map<string, Member>();

  constructor(name: string, kind: ChannelKind) {
    this.name = name;
    this.kind = kind;
  }

  get subscriptionCount(): number {
    return this.#sockets.size;
  }

  get userCount(): number {
    return this.#members.size;
  }

  get userIds(): string[] {
    return [...this.#members.keys()];
  }

  has(connection: Connection): boolean {
    return this.#sockets.has(connection);
  }

  /** Whether this person is a member, through whichever socket. */
  hasUser(id: string): boolean {
    return this.#members.has(id);
  }

  /** Adds a socket; true when its person is new here. */
  join(connection: Connection, user?: ChannelUser): boolean {
    this.#sockets.set(connection, user?.id);
    connection.channels.add(this.name);
    if (!user) return false;
    const member = this.#members.get(user.id);
    if (member) {
      member.sockets.add(connection);
      return false;
    }
    this.#members.set(user.id, { user, sockets: new Set([connection]) });
    return true;
  }

  /** Removes a socket; returns the person who is gone with it. */
  leave(connection: Connection): string | undefined {
    const userId = this.#sockets.get(connection);
    this.#sockets.delete(connection);
    connection.channels.delete(this.name);
    const member = userId === undefined ? undefined : this.#members.get(userId);
    if (!member || userId === undefined) return undefined;
    member.sockets.delete(connection);
    if (member.sockets.size > 0) return undefined;
    this.#members.delete(userId);
    return userId;
  }

  /** Under which id this socket is a member. */
  userIdOf(connection: Connection): string | undefined {
    return this.#sockets.get(connection);
  }

  /** What a new subscriber is told about who is here. */
  roster(): Record<string, unknown> {
    if (!this.kind.isPresence) return {};
    const hash = Object.fromEntries([...this.#members].map(([id, { user }]) => [id, user.info ?? null]));
    return { presence: { count: this.#members.size, ids: [...this.#members.keys()], hash } };
  }

  /** Sends to all but one; returns to how many. */
  broadcast(message: Message, exceptSocketId?: string): number {
    const frame = frameOf(message);
    let reached = 0;
    for (const connection of this.#sockets.keys()) {
      if (connection.socketId === exceptSocketId) continue;
      connection.write(frame);
      reached += 1;
    }
    return reached;
  }
}

interface LastEvent {
  message: Message;
  until: number;
}

/** All channels that somebody hears, and what cache channels remember even when nobody does. */
export class ChannelRegistry {
  readonly #channels = new Map<string, Channel>();
  readonly #last = new Map<string, LastEvent>();

  get(name: string): Channel | undefined {
    return this.#channels.get(name);
  }

  all(): Channel[] {
    return [...this.#channels.values()];
  }

  open(name: string, kind: ChannelKind): Channel {
    const channel = this.#channels.get(name) ?? new Channel(name, kind);
    this.#channels.set(name, channel);
    return channel;
  }

  /** Forgets a channel that nobody hears any more; true when it did. */
  closeIfEmpty(channel: Channel): boolean {
    if (channel.subscriptionCount > 0) return false;
    return this.#channels.delete(channel.name);
  }

  remember(name: string, message: Message): void {
    this.#last.set(name, { message, until: Date.now() + CACHE_SECONDS * 1000 });
  }

  /** The last event of a cache channel and how many seconds it will still be there. */
  last(name: string): { message: Message; ttlSeconds: number } | undefined {
    const last = this.#last.get(name);
    if (!last) return undefined;
    if (last.until > Date.now())
      return { message: last.message, ttlSeconds: Math.ceil((last.until - Date.now()) / 1000) };
    this.#last.delete(name);
    return undefined;
  }
}
