import Pusher from "pusher";
import type { ApiEnv } from "../../env.ts";

export interface LiveEvent {
  readonly channel: string;
  readonly name: string;
  readonly data: unknown;
}

/** Telling those who look. Losing a message is no harm: listeners notice the gap and ask. */
export interface Live {
  /** Sends in order; batches of ten, as the service takes them. Throws when the service does not take them. */
  send(events: readonly LiveEvent[]): Promise<void>;
  /** Channels with this prefix that somebody listens to. */
  occupiedChannels(prefix: string): Promise<Set<string>>;
  /** Signs a listener's wish to join a private channel. */
  authorize(socketId: string, channel: string): { auth: string };
}

const TIMEOUT_MS = 4_000;
const MOST_A_BATCH = 10;

export function openLive(env: ApiEnv): Live {
  const pusher = new Pusher({
    appId: env.PUSHER_APP_ID,
    key: env.PUSHER_KEY,
    secret: env.PUSHER_SECRET,
    host: env.PUSHER_HOST,
    port: String(env.PUSHER_PORT),
    useTLS: env.PUSHER_TLS,
    timeout: TIMEOUT_MS,
  });
  return {
    async send(events) {
      for (let at = 0; at < events.length; at += MOST_A_BATCH) {
        const batch = events.slice(at, at + MOST_A_BATCH);
        await pusher.triggerBatch(batch.map(({ channel, name, data }) => ({ channel, name, data })));
      }
    },
    async occupiedChannels(prefix) {
      const response = await pusher.get({ path: "/channels", params: { filter_by_prefix: prefix } });
      const body = (await response.json()) as { channels: Record<string, unknown> };
      return new Set(Object.keys(body.channels));
    },
    authorize: (socketId, channel) => pusher.authorizeChannel(socketId, channel),
  };
}
