import { type Channel, ChannelRegistry } from "./channel.ts";
import type { Connection } from "./connection.ts";
import { Delivery, type PublishedEvent } from "./delivery.ts";
import type { AppToken } from "./signatures.ts";
import { type PusherWebhook, WebhookSender } from "./webhooks.ts";

/** One Pusher app: its sockets, its channels, and what happens between them. */
export class PusherApp {
  readonly id: string;
  readonly token: AppToken;
  readonly connections = new Set<Connection>();
  readonly channels = new ChannelRegistry();
  readonly webhooks: WebhookSender;
  readonly delivery: Delivery;

  constructor(id: string, token: AppToken, webhooks: readonly PusherWebhook[]) {
    this.id = id;
    this.token = token;
    this.webhooks = new WebhookSender(token, webhooks);
    this.delivery = new Delivery((event) => this.#send(event));
  }

  /** Takes a socket off one channel and tells those who stay. */
  leave(connection: Connection, channel: Channel): void {
    const goneUserId = channel.leave(connection);
    if (goneUserId !== undefined) {
      const data = JSON.stringify({ user_id: goneUserId });
      channel.broadcast({ event: "pusher_internal:member_removed", channel: channel.name, data });
      this.webhooks.tell({ name: "member_removed", channel: channel.name, user_id: goneUserId });
    }
    if (this.channels.closeIfEmpty(channel)) this.webhooks.tell({ name: "channel_vacated", channel: channel.name });
  }

  /** A socket is gone: off all its channels. */
  forget(connection: Connection): void {
    this.connections.delete(connection);
    for (const name of [...connection.channels]) {
      const channel = this.channels.get(name);
      if (channel) this.leave(connection, channel);
    }
  }

  #send({ channel: name, name: event, data, userId, exceptSocketId }: PublishedEvent): number {
    const message = { event, channel: name, data, ...(userId === undefined ? {} : { user_id: userId }) };
    return this.channels.get(name)?.broadcast(message, exceptSocketId) ?? 0;
  }
}
