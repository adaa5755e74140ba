import { z } from "zod";
import type { PusherApp } from "./app.ts";
import {
  type ChannelKind,
  channelKind,
  MAX_PRESENCE_MEMBERS,
  MAX_USER_ID,
  MAX_USER_INFO_BYTES,
} from "./channel-rules.ts";
import { ClientFault } from "./client-fault.ts";
import type { ChannelUser, Connection } from "./connection.ts";
import { isAuthorized } from "./signatures.ts";

const request = z.object({ channel: z.string(), auth: z.string().optional(), channel_data: z.string().optional() });
const member = z.object({
  user_id: z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1).max(MAX_USER_ID)),
  user_info: z.unknown(),
});

/** A subscription that is answered with `pusher:subscription_error`. */
class SubscriptionRefused extends Error {
  readonly type: string;
  readonly status: number;

  constructor(type: string, status: number, message: string) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

/** Answers `pusher:subscribe`. */
export function subscribe(app: PusherApp, connection: Connection, data: unknown): void {
  const parsed = request.safeParse(data);
  if (!parsed.success) throw new ClientFault("A subscription names a channel");
  const { channel: name, auth, channel_data: channelData } = parsed.data;
  const kind = channelKind(name);
  if (!kind) throw new ClientFault(`Invalid channel name: ${name}`);
  if (app.channels.get(name)?.has(connection)) throw new ClientFault(`Existing subscription to channel ${name}`);
  try {
    checkAuth(app, connection, { name, kind, auth, channelData });
    const user = kind.isPresence ? readMember(app, connection, name, channelData) : undefined;
    enter(app, connection, { name, kind, user });
  } catch (error) {
    if (!(error instanceof SubscriptionRefused)) throw error;
    const { type, status, message } = error;
    connection.tell({ event: "pusher:subscription_error", channel: name, data: { type, error: message, status } });
  }
}

interface Ask {
  name: string;
  kind: ChannelKind;
  auth?: string;
  channelData?: string;
}

function checkAuth(app: PusherApp, connection: Connection, { name, kind, auth, channelData }: Ask): void {
  if (kind.userId !== undefined) {
    if (connection.user?.id === kind.userId) return;
    throw new SubscriptionRefused("AuthError", 401, `Only the signed-in user may subscribe to ${name}`);
  }
  if (!kind.needsAuth) return;
  const text = [connection.socketId, name, ...(channelData === undefined ? [] : [channelData])].join(":");
  if (!isAuthorized(app.token, auth, text)) {
    throw new SubscriptionRefused("AuthError", 401, `Auth value for subscription to ${name} is invalid`);
  }
}

function readMember(
  app: PusherApp,
  connection: Connection,
  name: string,
  channelData: string | undefined,
): ChannelUser {
  const user = channelData === undefined ? connection.user : parseMember(channelData);
  if (!user) throw new SubscriptionRefused("AuthError", 401, `channel_data for ${name} must be JSON with a user_id`);
  if (JSON.stringify(user.info ?? null).length > MAX_USER_INFO_BYTES) {
    throw new SubscriptionRefused("LimitReached", 413, `user_info exceeds ${MAX_USER_INFO_BYTES} bytes`);
  }
  const channel = app.channels.get(name);
  if (channel && channel.userCount >= MAX_PRESENCE_MEMBERS && !channel.hasUser(user.id)) {
    throw new SubscriptionRefused("LimitReached", 4004, `${name} already has ${MAX_PRESENCE_MEMBERS} members`);
  }
  return user;
}

function parseMember(text: string): ChannelUser | undefined {
  try {
    const { user_id: id, user_info: info } = member.parse(JSON.parse(text));
    return { id, info };
  } catch {
    return undefined;
  }
}

function enter(
  app: PusherApp,
  connection: Connection,
  ask: { name: string; kind: ChannelKind; user?: ChannelUser },
): void {
  const { name, kind, user } = ask;
  const isFirst = app.channels.get(name) === undefined;
  const channel = app.channels.open(name, kind);
  const isNewMember = channel.join(connection, user);
  const roster = JSON.stringify(channel.roster());
  connection.tell({ event: "pusher_internal:subscription_succeeded", channel: name, data: roster });
  if (isFirst) app.webhooks.tell({ name: "channel_occupied", channel: name });
  if (isNewMember && user) {
    const data = JSON.stringify({ user_id: user.id, user_info: user.info });
    const message = { event: "pusher_internal:member_added", channel: name, data };
    channel.broadcast(message, connection.socketId);
    app.webhooks.tell({ name: "member_added", channel: name, user_id: user.id });
  }
  if (kind.keepsLast) sendLast(app, connection, name);
}

function sendLast(app: PusherApp, connection: Connection, name: string): void {
  const last = app.channels.last(name);
  if (last) {
    connection.tell(last.message);
    return;
  }
  connection.tell({ event: "pusher:cache_miss", channel: name, data: "{}" });
  app.webhooks.tell({ name: "cache_miss", channel: name });
}
