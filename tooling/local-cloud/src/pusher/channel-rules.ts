/** The longest channel name. Source for all limits here: the Pusher Channels documentation, "Channel naming" and "Limits". */
export const MAX_CHANNEL_NAME = 164;
export const MAX_EVENT_NAME = 200;
export const MAX_EVENT_BYTES = 10_240;
export const MAX_CHANNELS_PER_EVENT = 100;
export const MAX_BATCH = 10;
export const MAX_PRESENCE_MEMBERS = 100;
export const MAX_USER_ID = 128;
export const MAX_USER_INFO_BYTES = 1024;
export const MAX_CLIENT_EVENTS_PER_SECOND = 10;
export const CACHE_SECONDS = 30 * 60;

const CHANNEL_NAME = /^[A-Za-z0-9_\-=@,.;]+$/;
const USER_PREFIX = "#server-to-user-";

/** What a channel's name says about it. `userId` names the one person whose own channel it is. */
export interface ChannelKind {
  needsAuth: boolean;
  isPresence: boolean;
  keepsLast: boolean;
  takesClientEvents: boolean;
  userId?: string;
}

/** What kind of channel this is, or undefined when no channel can have that name. */
export function channelKind(name: string): ChannelKind | undefined {
  if (name.length > MAX_CHANNEL_NAME) return undefined;
  if (name.startsWith(USER_PREFIX)) {
    const userId = name.slice(USER_PREFIX.length);
    if (!userId) return undefined;
    return { needsAuth: true, isPresence: false, keepsLast: false, takesClientEvents: false, userId };
  }
  if (!CHANNEL_NAME.test(name)) return undefined;
  const isPresence = name.startsWith("presence-");
  const isPrivate = name.startsWith("private-");
  return {
    needsAuth: isPresence || isPrivate,
    isPresence,
    keepsLast: /^(private-|presence-)?(encrypted-)?cache-/.test(name),
    takesClientEvents: (isPresence || isPrivate) && !name.startsWith("private-encrypted-"),
  };
}
