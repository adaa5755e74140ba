import type { PusherApp } from "./app.ts";
import { channelKind } from "./channel-rules.ts";
import type { RestCall } from "./rest-call.ts";
import { RestRefusal } from "./rest-refusal.ts";

const ATTRIBUTES = ["user_count", "subscription_count", "cache"] as const;
type Attribute = (typeof ATTRIBUTES)[number];

/** `GET /channels`: those that somebody hears, by prefix. */
export function readChannels({ app, query }: RestCall): Record<string, unknown> {
  const wanted = readInfo(query.get("info"));
  const prefix = query.get("filter_by_prefix") ?? "";
  if (wanted.includes("user_count") && !prefix.startsWith("presence-")) {
    throw new RestRefusal(400, "user_count may only be requested with a filter_by_prefix that begins with presence-");
  }
  const found = app.channels
    .all()
    .filter((channel) => channel.name.startsWith(prefix) && channel.kind.userId === undefined);
  return { channels: Object.fromEntries(found.map(({ name }) => [name, attributesOf(app, name, wanted)])) };
}

/** `GET /channels/:name`: whether somebody hears it, and what else was asked. */
export function readChannel({ app, query, parts: [name = ""] }: RestCall): Record<string, unknown> {
  if (!channelKind(name)) throw new RestRefusal(400, `Invalid channel name: ${name}`);
  const occupied = app.channels.get(name) !== undefined;
  return { occupied, ...attributesOf(app, name, readInfo(query.get("info"))) };
}

/** `GET /channels/:name/users`: the members of a presence channel. */
export function readUsers({ app, parts: [name = ""] }: RestCall): Record<string, unknown> {
  if (!channelKind(name)?.isPresence) throw new RestRefusal(400, "Users can be read from presence channels only");
  return { users: (app.channels.get(name)?.userIds ?? []).map((id) => ({ id })) };
}

/** Reads the `info` parameter, a list with commas. Refuses a name it does not know. */
export function readInfo(info: string | undefined): Attribute[] {
  return (info ?? "")
    .split(",")
    .filter(Boolean)
    .map((name) => {
      const attribute = ATTRIBUTES.find((one) => one === name);
      if (!attribute) throw new RestRefusal(400, `Unknown attribute in info: ${name}`);
      return attribute;
    });
}

/** The asked figures of one channel. */
export function attributesOf(app: PusherApp, name: string, wanted: Attribute[]): Record<string, unknown> {
  const channel = app.channels.get(name);
  const figures: Record<string, unknown> = {};
  for (const attribute of wanted) {
    if (attribute === "subscription_count") figures.subscription_count = channel?.subscriptionCount ?? 0;
    if (attribute === "user_count") {
      if (!channelKind(name)?.isPresence) throw new RestRefusal(400, "user_count exists on presence channels only");
      figures.user_count = channel?.userCount ?? 0;
    }
    const last = attribute === "cache" ? app.channels.last(name) : undefined;
    if (last) figures.cache = { data: last.message.data, ttl: last.ttlSeconds };
  }
  return figures;
}
