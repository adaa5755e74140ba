import { z } from "zod";
import type { PusherApp } from "./app.ts";
import { channelKind, MAX_BATCH, MAX_CHANNELS_PER_EVENT, MAX_EVENT_BYTES, MAX_EVENT_NAME } from "./channel-rules.ts";
import type { RestCall } from "./rest-call.ts";
import { attributesOf, readInfo } from "./rest-reading.ts";
import { RestRefusal } from "./rest-refusal.ts";

const common = {
  name: z.string().min(1).max(MAX_EVENT_NAME),
  data: z.string(),
  socket_id: z
    .string()
    .regex(/^\d+\.\d+$/)
    .optional(),
  info: z.string().optional(),
};
const event = z.object({ ...common, channels: z.array(z.string()).min(1).optional(), channel: z.string().optional() });
const batch = z.object({ batch: z.array(z.object({ ...common, channel: z.string() })).min(1) });

/** `POST /events`: one event to up to 100 channels. */
export function postEvent({ app, body }: RestCall): Record<string, unknown> {
  const { channel, channels = channel === undefined ? [] : [channel], ...rest } = read(event, body);
  if (channels.length === 0) throw new RestRefusal(400, "An event needs channels");
  if (channels.length > MAX_CHANNELS_PER_EVENT) {
    throw new RestRefusal(400, `An event goes to at most ${MAX_CHANNELS_PER_EVENT} channels`);
  }
  for (const name of channels) check(name, rest.data);
  for (const name of channels) publish(app, name, rest);
  if (rest.info === undefined) return {};
  const wanted = readInfo(rest.info);
  return { channels: Object.fromEntries(channels.map((name) => [name, attributesOf(app, name, wanted)])) };
}

/** `POST /batch_events`: up to ten events, all accepted or none. */
export function postBatch({ app, body }: RestCall): Record<string, unknown> {
  const { batch: events } = read(batch, body);
  if (events.length > MAX_BATCH) throw new RestRefusal(400, `A batch has at most ${MAX_BATCH} events`);
  for (const { channel, data } of events) check(channel, data);
  for (const { channel, ...rest } of events) publish(app, channel, rest);
  if (events.every(({ info }) => info === undefined)) return {};
  return {
    batch: events.map(({ channel, info }) => (info === undefined ? {} : attributesOf(app, channel, readInfo(info)))),
  };
}

function check(channel: string, data: string): void {
  if (!channelKind(channel)) throw new RestRefusal(400, `Invalid channel name: ${channel}`);
  if (Buffer.byteLength(data) > MAX_EVENT_BYTES) {
    throw new RestRefusal(413, `The data content of this event exceeds the allowed maximum (${MAX_EVENT_BYTES} bytes)`);
  }
}

function publish(
  app: PusherApp,
  channel: string,
  { name, data, socket_id }: { name: string; data: string; socket_id?: string },
): void {
  if (channelKind(channel)?.keepsLast) app.channels.remember(channel, { event: name, channel, data });
  app.delivery.publish({ channel, name, data, exceptSocketId: socket_id });
}

function read<T>(shape: z.ZodType<T>, body: string): T {
  try {
    return shape.parse(JSON.parse(body));
  } catch (error) {
    throw new RestRefusal(400, error instanceof z.ZodError ? z.prettifyError(error) : "The body is not JSON");
  }
}
