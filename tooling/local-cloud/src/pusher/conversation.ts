import { z } from "zod";
import type { PusherApp } from "./app.ts";
import { MAX_EVENT_BYTES, MAX_EVENT_NAME } from "./channel-rules.ts";
import { ClientFault } from "./client-fault.ts";
import type { Connection } from "./connection.ts";
import { isAuthorized } from "./signatures.ts";
import { subscribe } from "./subscribing.ts";

const incoming = z.object({ event: z.string(), channel: z.string().optional(), data: z.unknown() });
const signinData = z.object({ auth: z.string(), user_data: z.string() });
const userData = z.object({ id: z.string().min(1) });
const leaving = z.object({ channel: z.string() });

const RATE_LIMITED = 4301;
const NOT_AUTHORIZED = 4009;

/** Answers one message of a client; what it said wrong is told to it, and it stays connected. */
export function hear(app: PusherApp, connection: Connection, text: string): void {
  connection.lastSeen = Date.now();
  connection.wasPinged = false;
  try {
    answer(app, connection, parse(text));
  } catch (error) {
    if (!(error instanceof ClientFault)) throw error;
    connection.tell({ event: "pusher:error", data: { code: error.code, message: error.message } });
  }
}

function answer(app: PusherApp, connection: Connection, { event, channel, data }: z.infer<typeof incoming>): void {
  if (event === "pusher:ping") connection.tell({ event: "pusher:pong", data: "{}" });
  else if (event === "pusher:subscribe") subscribe(app, connection, data);
  else if (event === "pusher:unsubscribe") unsubscribe(app, connection, data);
  else if (event === "pusher:signin") signIn(app, connection, data);
  else if (event.startsWith("client-")) trigger(app, connection, { event, name: channel ?? "", data });
  else if (event !== "pusher:pong") throw new ClientFault(`Unknown event: ${event}`);
}

function parse(text: string): z.infer<typeof incoming> {
  try {
    return incoming.parse(JSON.parse(text));
  } catch {
    throw new ClientFault("A message is JSON with an event");
  }
}

function unsubscribe(app: PusherApp, connection: Connection, data: unknown): void {
  const parsed = leaving.safeParse(data);
  const channel = parsed.success ? app.channels.get(parsed.data.channel) : undefined;
  if (!channel?.has(connection)) throw new ClientFault("No such subscription");
  app.leave(connection, channel);
}

function signIn(app: PusherApp, connection: Connection, data: unknown): void {
  const parsed = signinData.safeParse(data);
  const text = parsed.success ? `${connection.socketId}::user::${parsed.data.user_data}` : "";
  const isGenuine = parsed.success && isAuthorized(app.token, parsed.data.auth, text);
  const user = isGenuine ? readUser(parsed.data.user_data) : undefined;
  if (!parsed.success || !user) {
    connection.refuse(NOT_AUTHORIZED, "Connection not authorized");
    return;
  }
  connection.user = user;
  const answer = JSON.stringify({ user_data: parsed.data.user_data });
  connection.tell({ event: "pusher:signin_success", data: answer });
}

function readUser(text: string): { id: string; info: unknown } | undefined {
  try {
    const json: unknown = JSON.parse(text);
    const { id } = userData.parse(json);
    const info = typeof json === "object" && json !== null && "user_info" in json ? json.user_info : undefined;
    return { id, info };
  } catch {
    return undefined;
  }
}

/** An event from one browser to the others on a channel that needs permission. */
function trigger(app: PusherApp, connection: Connection, sent: { event: string; name: string; data: unknown }): void {
  const { event, name, data } = sent;
  const channel = app.channels.get(name);
  if (!channel?.has(connection)) throw new ClientFault(`Client event rejected - not subscribed to ${name}`);
  if (!channel.kind.takesClientEvents) {
    throw new ClientFault("Client event rejected - only supported on private and presence channels");
  }
  if (event.length > MAX_EVENT_NAME)
    throw new ClientFault(`Client event rejected - name over ${MAX_EVENT_NAME} characters`);
  const text = typeof data === "string" ? data : (JSON.stringify(data) ?? "");
  if (Buffer.byteLength(text) > MAX_EVENT_BYTES)
    throw new ClientFault(`Client event rejected - over ${MAX_EVENT_BYTES} bytes`);
  if (!connection.mayTrigger())
    throw new ClientFault("Client event rejected - you have exceeded the rate limit", RATE_LIMITED);
  const userId = channel.userIdOf(connection);
  app.delivery.publish({ channel: name, name: event, data, userId, exceptSocketId: connection.socketId });
  const { socketId } = connection;
  const from = userId === undefined ? {} : { user_id: userId };
  app.webhooks.tell({ name: "client_event", channel: name, event, data: text, socket_id: socketId, ...from });
}
